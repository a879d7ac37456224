"""An engine that works in this process, for tests of what the engines are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterrun.cohort.engines import Task, WorkersLostError


class Here:
    """Runs tasks in this process; the first ones may end as if a worker had been killed."""

    name = "processes"

    def __init__(self, lost: int = 0) -> None:
        self.lost = lost
        self.chunks: list[tuple[str, ...]] = []

    def run(self, task: Task, chunks: Sequence[tuple[str, ...]], *, workers: int) -> Iterator[int]:
        """See `Engine.run`."""
        for chunk in chunks:
            if self.lost:
                self.lost -= 1
                raise WorkersLostError
            self.chunks.append(chunk)
            yield task(chunk)

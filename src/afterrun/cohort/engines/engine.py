"""What every engine does: run one task for each chunk of people, in any order, and say when workers were lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

Task = Callable[[tuple[str, ...]], int]
"""Works through some people, keeps what came out, and says how many it did. It has to survive pickling."""

# Fits run side by side, one a core: more threads in each would only wait for each other.
_ONE_THREAD = {"AFTERRUN_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class WorkersLostError(Exception):
    """A worker died; what it had not finished is not done."""


class Engine(Protocol):
    """Whoever runs tasks."""

    @property
    def name(self) -> str:
        """Key in `ENGINES`."""
        ...

    def run(self, task: Task, chunks: Sequence[tuple[str, ...]], *, workers: int) -> Iterator[int]:
        """Run the task on every chunk, and hand out what each returned as soon as it is done.

        Raises
        ------
        WorkersLostError
            If a worker died and the engine did not bring its work back.
        """
        ...


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Let processes that are started in here work with one thread."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(_ONE_THREAD)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

"""Processes of this computer: the engine that needs nothing else."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from afterrun.cohort.engines.engine import Task, WorkersLostError, one_thread_each
from afterrun.cohort.engines.parent import die_with_parent
from afterrun.stopping import ctrl_c_is_for_this_one


@dataclass(frozen=True, slots=True)
class OnProcesses:
    """A pool of processes; when one of them is killed the pool is gone, and whoever runs it starts another."""

    address: str | None = None
    name: str = "processes"

    def run(self, task: Task, chunks: Sequence[tuple[str, ...]], *, workers: int) -> Iterator[int]:
        """See `Engine.run`."""
        context = multiprocessing.get_context("spawn")  # a fork would take over locks that nobody lets go of
        with one_thread_each(), ProcessPoolExecutor(workers, context, die_with_parent) as pool:
            with ctrl_c_is_for_this_one():
                waiting = [pool.submit(task, chunk) for chunk in chunks]
            try:
                for done in as_completed(waiting):
                    yield done.result()
            except BrokenProcessPool as error:
                raise WorkersLostError from error
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

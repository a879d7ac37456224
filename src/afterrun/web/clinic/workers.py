"""Processes that work things out for many people: each for one at a time, so that no answer goes to another."""

from __future__ import annotations

import os
import queue
from collections.abc import Callable
from typing import Any

from afterrun.web.state.background import StoppedError
from afterrun.web.state.worker import Worker

_LOOK_S = 0.1  # between two looks whether it is wanted still


class Workers:
    """A few workers, handed out in turn.

    Parameters
    ----------
    count : int, optional
        How many; default: one for each processor but one, which answers the pages.
    """

    def __init__(self, count: int | None = None) -> None:
        self._all = [Worker() for _ in range(count or max(1, (os.cpu_count() or 1) - 1))]
        self._free: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        for worker in self._all:
            self._free.put(worker)

    def __call__(self, make: Callable[[], Any], wanted: Callable[[], bool], /) -> Any:
        """Have something made, by a worker that has nothing else to do.

        Raises
        ------
        StoppedError
            If it is wanted no more.
        """
        worker = self._next(wanted)
        try:
            return worker(make, wanted)
        finally:
            self._free.put(worker)

    def stop(self) -> None:
        """End the processes, whatever they do."""
        for worker in self._all:
            worker.stop()

    def _next(self, wanted: Callable[[], bool]) -> Worker:
        while wanted():
            try:
                return self._free.get(timeout=_LOOK_S)
            except queue.Empty:
                continue
        raise StoppedError

"""What writes to the journal for a while (an import, a restore, a sync) in a process of its own, told of step by step.

A thread would hold the interpreter while a page waits for it, and could not be stopped; a process can, and what a file
costs is its own limit. Whatever it does to the journal it does in transactions: killed, it has done some of them whole.
"""

from __future__ import annotations

import pickle
import queue
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol, TypeAlias

from afterrun.errors import AfterrunError
from afterrun.keeping import kept_in
from afterrun.language import language, say
from afterrun.units import distance_unit
from afterrun.web.state.background import TooMuchAtOnceError
from afterrun.web.state.beside import end, started

STEP, FAULT, END = "step", "fault", "end"
"""What a process tells: a fault without a value is that it had too little of something."""
_LOOK_S = 0.2  # between two looks whether it is to stop
_MOST_WAITING = 8  # each holds one of the 40 threads in which pages are made: judgement

Work: TypeAlias = Callable[[threading.Event], Iterator[Any]]
"""Given what is set when it is to stop after the step it is at, it does one step after the other."""
_Told: TypeAlias = queue.SimpleQueue[tuple[str, Any]]


class TookTooMuchError(AfterrunError):
    """It was ended before its end: it wanted more time or memory than it may have, or somebody killed it."""

    code = "took-too-much"

    def __init__(self) -> None:
        super().__init__(
            say("It took more time or memory than it may, and was ended."),
            remedy=say("What was done by then stays. Try the rest in a terminal."),
        )


class Steps(Protocol):
    """How such work is done."""

    def __call__(self, work: Work, stop: threading.Event | None = None, /) -> Iterator[Any]:
        """Do it, handing out each step once it is done; who closes the iterator ends it."""
        ...


def steps_here(work: Work, stop: threading.Event | None = None, /) -> Iterator[Any]:
    """Do it in this process."""
    yield from work(stop or threading.Event())


class StepsBeside:
    """Do it in a process beside the app, which ends with it; few at once, and some wait.

    What is handed over, and each step, is copied.

    Parameters
    ----------
    at_once : int
        How many go on at the same time.
    """

    def __init__(self, at_once: int = 1) -> None:
        self._turns = threading.Semaphore(at_once)
        self._room = threading.Semaphore(at_once + _MOST_WAITING)
        self._lock = threading.Lock()
        self._running: set[subprocess.Popen[bytes]] | None = set()

    def __call__(self, work: Work, stop: threading.Event | None = None, /) -> Iterator[Any]:
        """Do it.

        Raises
        ------
        TooMuchAtOnceError
            If too many wait already.
        TookTooMuchError
            If the process ended before its end.
        """
        asked = pickle.dumps((work, language(), distance_unit(), kept_in()))
        with self._turn():
            process = self._started()
            try:
                yield from _steps(process, asked, stop)
            finally:
                end(process)
                with self._lock:
                    if self._running is not None:
                        self._running.remove(process)

    def stop(self) -> None:
        """End the processes, whatever they do, and start no others.

        Left to the end of Python, it would break off where a thread still listens to one.
        """
        with self._lock:
            running, self._running = self._running or set(), None
        for process in running:
            end(process)

    def _started(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._running is None:
                raise TookTooMuchError
            process = started("afterrun.web.state.stepping")
            self._running.add(process)
            return process

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._room.acquire(blocking=False):
            raise TooMuchAtOnceError
        try:
            with self._turns:
                yield
        finally:
            self._room.release()


def _steps(process: subprocess.Popen[bytes], asked: bytes, stop: threading.Event | None) -> Iterator[Any]:
    told: _Told = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(process, asked, told), daemon=True).start()
    waits = stop is not None
    while True:
        try:
            kind, value = told.get(timeout=_LOOK_S if waits else None)
        except queue.Empty:
            if stop is not None and stop.is_set():
                waits = False
                _say_stop(process)
            continue
        if kind == END:
            return
        if kind == FAULT:
            raise value or TookTooMuchError
        yield value


def _listen(process: subprocess.Popen[bytes], asked: bytes, told: _Told) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    kind = STEP
    try:
        process.stdin.write(asked)
        process.stdin.flush()
        while kind == STEP:
            kind, value = pickle.load(process.stdout)
            told.put((kind, value))
    except (OSError, EOFError, ValueError, pickle.UnpicklingError):  # it is gone
        told.put((FAULT, None))
    except Exception as fault:  # what it tells cannot be read
        told.put((FAULT, RuntimeError(type(fault).__name__)))


def _say_stop(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    with suppress(OSError):
        process.stdin.write(pickle.dumps(END))
        process.stdin.flush()

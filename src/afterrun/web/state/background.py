"""What takes long is worked out beside the requests: once, one thing at a time, and kept until it is out of date."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any

from afterrun.errors import AfterrunError
from afterrun.language import say


class StillWorkingError(AfterrunError):
    """It is being worked out. Not a fault: whoever asked may look again.

    Parameters
    ----------
    usual_s : float or None
        How long it took the last time. [s]
    """

    code = "still-working"

    def __init__(self, usual_s: float | None) -> None:
        super().__init__(say("It is still being worked out."), remedy=say("Look again in a moment."))
        self.usual_s = usual_s


@dataclass(slots=True)
class _Job:
    state: Hashable
    done: threading.Event = field(default_factory=threading.Event)
    fault: Exception | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What was worked out, and of which state of the journal."""

    value: Any
    state: Hashable


class Background:
    """Works things out, each in a thread of its own that dies with the app; one at a time, for they take all there is.

    Parameters
    ----------
    most : int
        How many results are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._jobs: dict[Hashable, _Job] = {}
        self._took_s: dict[Hashable, float] = {}
        self._lock = threading.Lock()
        self._one_at_a_time = threading.Lock()
        self._round = 0

    def of(self, name: Hashable, state: Hashable, make: Callable[[], Any], *, patience_s: float | None = None) -> Any:
        """Return what was worked out of a state, or begin to work it out and wait.

        Parameters
        ----------
        name, state : hashable
            What, and of which state of the journal; one result a name is kept.
        make : callable
            Works it out.
        patience_s : float, optional
            How long to wait for it; default: until it is there. [s]

        Raises
        ------
        StillWorkingError
            If it took longer than that. It goes on, and a later call finds it.
        """
        until = None if patience_s is None else time.monotonic() + patience_s
        while True:
            with self._lock:
                kept = self._kept.get(name)
                if kept is not None and kept.state == state:
                    self._kept.move_to_end(name)
                    return kept.value
                job = self._jobs.get(name)
                if job is None:
                    job = self._begin(name, state, make)
            left = None if until is None else max(0.0, until - time.monotonic())
            if not job.done.wait(left):
                raise StillWorkingError(self._took_s.get(name))
            if job.fault is not None and job.state == state:
                raise job.fault

    def before(self, name: Hashable) -> Kept | None:
        """Return what was worked out last, whatever has changed since."""
        with self._lock:
            return self._kept.get(name)

    def forget(self) -> None:
        """Drop everything, also what is being worked out."""
        with self._lock:
            self._round += 1
            self._kept.clear()
            self._jobs.clear()

    def _begin(self, name: Hashable, state: Hashable, make: Callable[[], Any]) -> _Job:
        job = self._jobs[name] = _Job(state)
        # in the context of whoever asked first: what is said is said in their language
        work = (copy_context().run, self._work, self._round, name, job, make)
        threading.Thread(target=work[0], args=work[1:], daemon=True).start()
        return job

    def _work(self, began_in: int, name: Hashable, job: _Job, make: Callable[[], Any]) -> None:
        value = None
        try:
            with self._one_at_a_time:
                began = time.monotonic()
                value = make()
                self._took_s[name] = time.monotonic() - began
        except Exception as fault:  # handed to whoever waits for it
            job.fault = fault
        with self._lock:
            if self._round == began_in:
                if job.fault is None:
                    self._kept[name] = Kept(value, job.state)
                    self._kept.move_to_end(name)
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
                self._jobs.pop(name, None)
        job.done.set()

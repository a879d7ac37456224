"""What takes long is worked out beside the requests: once, one thing at a time, kept until it is out of date.

There is a queue with a limit, and what nobody waits for any more is stopped.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from contextvars import copy_context
from dataclasses import dataclass, field
from typing import Any, Protocol

from afterrun.errors import AfterrunError
from afterrun.language import say

LOOKS_AGAIN_S = 30.0
"""How long something is worked on for a page that was told to look again and has not: as long as is promised there."""
_MAY_COME_BACK_S = 5.0  # somebody who went away at once may have reloaded the page: judgement
_MOST_QUESTIONS = 8  # each takes seconds, and who is ninth would wait a minute: judgement
_MOST_ASKING = 64  # connections that wait at once: judgement


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


class TooMuchAtOnceError(AfterrunError):
    """So much is waiting to be worked out that nothing more is taken on now."""

    code = "too-much-at-once"
    retry_after_s = 10  # what is first in the queue is done by then, mostly

    def __init__(self) -> None:
        super().__init__(say("Too much is being worked out at once."), remedy=say("Wait ten seconds, then look again."))


class StoppedError(Exception):
    """Nobody waits for it any more."""


class Work(Protocol):
    """How something is worked out: it looks now and then whether it is wanted still, and raises `StoppedError`."""

    def __call__(self, make: Callable[[], Any], wanted: Callable[[], bool], /) -> Any:
        """Return what ``make`` makes."""
        ...


def in_this_process(make: Callable[[], Any], wanted: Callable[[], bool], /) -> Any:
    """Work it out in the thread that asks; once begun it goes on to its end."""
    return make()


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be worked out.

    Parameters
    ----------
    name, state : hashable
        What, and of which state of the journal; one result a name is kept.
    make : callable
        Works it out.
    kept : bool
        Whether the result is kept for who asks next.
    """

    name: Hashable
    state: Hashable
    make: Callable[[], Any]
    kept: bool = True


@dataclass(slots=True, eq=False)
class Job:
    """A question that was asked, and who waits for it."""

    question: Question
    usual_s: float | None = None
    done: threading.Event = field(default_factory=threading.Event)
    value: Any = None
    fault: Exception | None = None
    _asking: int = 0
    _until: float = 0.0

    def wanted(self) -> bool:
        """Whether somebody waits for it, or may look again soon."""
        return self._asking > 0 or time.monotonic() < self._until

    def join(self) -> None:
        """Begin to wait for it."""
        self._asking += 1

    def leave(self, *, gone: bool) -> None:
        """Wait no longer: for good, or only until the next look."""
        self._asking -= 1
        self._until = max(self._until, time.monotonic() + (_MAY_COME_BACK_S if gone else LOOKS_AGAIN_S))

    def look_no_more(self) -> None:
        """There is something newer to look for."""
        self._until = 0.0

    @property
    def was_stopped(self) -> bool:
        """Whether it was stopped just when somebody came to wait for it, who has to ask again."""
        return isinstance(self.fault, StoppedError)

    def result(self) -> Any:
        """Return what was worked out, or raise what went wrong."""
        if self.fault is not None:
            raise self.fault
        return self.value


@dataclass(frozen=True, slots=True)
class Kept:
    """What was worked out, and of which state of the journal."""

    value: Any
    state: Hashable


class Background:
    """Works things out, one at a time and the first that was asked first, in a thread that dies with the app.

    Parameters
    ----------
    most : int
        How many results are kept.
    work : Work
        How they are worked out.
    """

    def __init__(self, most: int, work: Work = in_this_process) -> None:
        self._most = most
        self._work = work
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._jobs: dict[tuple[Hashable, Hashable], Job] = {}
        self._waiting: deque[tuple[Job, Callable[..., Any]]] = deque()
        self._took_s: dict[Hashable, float] = {}
        self._lock = threading.Lock()
        self._at_work = False
        self._asking = 0

    def of(self, question: Question, *, patience_s: float | None = None) -> Any:
        """Return the answer to a question, or begin to work it out and wait for it here.

        Parameters
        ----------
        question : Question
            What.
        patience_s : float, optional
            How long to wait for it; default: until it is there. [s]

        Raises
        ------
        StillWorkingError
            If it took longer than that. It goes on for a while, and a later call finds it.
        TooMuchAtOnceError
            If too much is waiting.
        """
        while True:
            job = self.ask(question)
            try:
                there = job.done.wait(patience_s)
            finally:
                self.leave(job, gone=False)
            if not there:
                raise StillWorkingError(job.usual_s)
            if not job.was_stopped:
                return job.result()

    def ask(self, question: Question) -> Job:
        """Ask, and wait for what comes of it until `leave`; it may be there already.

        Raises
        ------
        TooMuchAtOnceError
            If too much is waiting.
        """
        with self._lock:
            kept = self._kept.get(question.name)
            if kept is not None and kept.state == question.state:
                self._kept.move_to_end(question.name)
                job = Job(question, value=kept.value)
                job.done.set()
            else:
                self.require_room()
                found = self._jobs.get((question.name, question.state))
                job = found if found is not None and found.wanted() else self._begin(question)
            job.join()
            self._asking += 1
            return job

    def require_room(self, *, for_new: bool = False) -> None:
        """Refuse early, before it is even looked up what is asked.

        Parameters
        ----------
        for_new : bool
            Whether it is something that nobody can have asked before.

        Raises
        ------
        TooMuchAtOnceError
            If so many wait that nobody else may, or so many questions are asked that no new one may be.
        """
        if self._asking >= _MOST_ASKING or (for_new and self._is_full()):
            raise TooMuchAtOnceError

    def _is_full(self) -> bool:
        return sum(job.wanted() for job in list(self._jobs.values())) >= _MOST_QUESTIONS

    def leave(self, job: Job, *, gone: bool) -> None:
        """Wait no longer: who is ``gone`` will hardly ask again; else it is worked on for a while all the same."""
        with self._lock:
            self._asking -= 1
            job.leave(gone=gone)

    def before(self, name: Hashable) -> Kept | None:
        """Return what was worked out last, whatever has changed since."""
        with self._lock:
            return self._kept.get(name)

    def forget(self) -> None:
        """Drop everything, also what is being worked out."""
        with self._lock:
            self._kept.clear()
            for job in self._jobs.values():
                job.look_no_more()
            self._jobs.clear()

    def _begin(self, question: Question) -> Job:
        for (name, _), older in self._jobs.items():
            if name == question.name:
                older.look_no_more()
        self._drop_unwanted()
        if self._is_full():
            raise TooMuchAtOnceError
        job = self._jobs[question.name, question.state] = Job(question, self._took_s.get(question.name))
        # in the context of whoever asked first: what is said is said in their language
        self._waiting.append((job, copy_context().run))
        if not self._at_work:
            self._at_work = True
            threading.Thread(target=self._run, name="afterrun-background", daemon=True).start()
        return job

    def _drop_unwanted(self) -> None:
        for each in [each for each in self._waiting if not each[0].wanted()]:
            self._waiting.remove(each)
            self._finish(each[0], StoppedError())

    def _run(self) -> None:
        """Work until nothing waits."""
        while True:
            with self._lock:
                self._drop_unwanted()
                if not self._waiting:
                    self._at_work = False
                    return
                job, in_context = self._waiting.popleft()
            fault: Exception | None = None
            began = time.monotonic()
            try:
                job.value = in_context(self._work, job.question.make, job.wanted)
            except Exception as found:  # handed to whoever waits for it
                fault = found
            with self._lock:
                if fault is None:
                    self._took_s[job.question.name] = time.monotonic() - began
                self._finish(job, fault)

    def _finish(self, job: Job, fault: Exception | None) -> None:
        job.fault = fault
        key = (job.question.name, job.question.state)
        if self._jobs.get(key) is job:  # else it was begun before everything was forgotten
            del self._jobs[key]
            if fault is None and job.question.kept:
                self._kept[job.question.name] = Kept(job.value, job.question.state)
                self._kept.move_to_end(job.question.name)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        job.done.set()

"""Ctrl-C and SIGTERM: whenever they come, a command ends soon, says so in one line, and leaves nothing half written.

The first one interrupts the program wherever it is, so that what is open is closed. That may be in the middle of
something which makes another fault of it (a driver in a statement), loses it (a destructor), or keeps a lock that is
waited for on the way out. So any fault after it counts as the stop; and where it is lost, comes again, or takes too
long, the process ends on the spot, which a journal survives as it survives a kill.
"""

from __future__ import annotations

import _thread  # a thread of `threading` takes locks to start, which whoever is interrupted may hold
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from contextvars import copy_context
from dataclasses import dataclass
from types import FrameType
from typing import Any, NoReturn

from afterrun.language import say

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_SHELL_SAYS_KILLED = 128  # and the number of the signal
_NOBODY_READS = 13  # SIGPIPE, which not every system has
_CHILDREN_S, _END_S = 1.2, 1.6  # judgement: two seconds are promised


class Stopped(KeyboardInterrupt):
    """It was stopped.

    Parameters
    ----------
    words : str
        What to say of it; may be empty.
    code : int
        What the process ends with.
    """

    def __init__(self, words: str, code: int) -> None:
        super().__init__(words)
        self.words = words
        self.code = code


@dataclass(slots=True)
class _Asked:
    """By which signal this process was asked to stop, if it was; how often it ever was; and whether that was told."""

    sign: int | None = None
    times: int = 0
    told: bool = False


_asked = _Asked()


@contextmanager
def stoppable() -> Iterator[None]:
    """Hear of stops, for a whole program. Once it is through it can only be killed: all is written by then."""
    heard = [sign for sign in _SIGNALS if signal.getsignal(sign) is not signal.SIG_IGN]  # not who is to go on anyway
    sys.unraisablehook = _lost
    for sign in heard:
        signal.signal(sign, _stop)
    try:
        yield
    finally:
        for sign in heard:
            signal.signal(sign, signal.SIG_DFL)  # what Python does at its end would tell of its insides


@contextmanager
def saying(words: Callable[[BaseException], str]) -> Iterator[None]:
    """Let a stop leave as `Stopped`, whatever became of it on the way; the innermost words are said.

    That nobody reads what is printed any more is one as well.
    """
    try:
        yield
    except Stopped:
        raise
    except BaseException as fault:
        if isinstance(fault, KeyboardInterrupt) or _asked.sign is not None:
            raise Stopped(words(fault), exit_code()) from fault
        if isinstance(fault, BrokenPipeError):
            raise Stopped(words(fault), _SHELL_SAYS_KILLED + _NOBODY_READS) from fault
        raise


def go_on() -> None:
    """Ctrl-C was for something that this program does without; SIGTERM never is, and is raised again."""
    if _asked.sign == signal.SIGTERM:
        raise KeyboardInterrupt
    _asked.sign = None


def exit_code() -> int:
    """Tell what a process ends with that was stopped, as a shell says it: 130 after Ctrl-C."""
    return _SHELL_SAYS_KILLED + (_asked.sign or signal.SIGINT)


def told() -> None:
    """Note that it was said, so that it is said once."""
    _asked.told = True


def ctrl_c_is_for_this_one() -> AbstractContextManager[None]:
    """Start processes in here that hear nothing of it: who waits for them ends them."""
    return _held_back(signal.SIGINT)


def undisturbed() -> AbstractContextManager[None]:
    """Do in here what is short and must be done whole, like cleaning up."""
    return _held_back(*_SIGNALS)


@contextmanager
def _held_back(*signs: signal.Signals) -> Iterator[None]:
    """These are heard of afterwards."""
    if sys.platform == "win32":  # pragma: no cover - nothing there is held back
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signs)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stop(sign: int, _: FrameType | None) -> None:
    if _asked.sign is not None:
        _end_now()
    _asked.sign = sign
    _asked.times += 1
    # in a copy of the context: it speaks the same language
    _thread.start_new_thread(copy_context().run, (_end_in_time, _asked.times))
    raise KeyboardInterrupt


def _end_in_time(times: int) -> None:
    """End what does not end: first the processes that it waits for, then itself."""
    time.sleep(_CHILDREN_S)
    if _still_asked(times):
        _end_children()
    time.sleep(_END_S - _CHILDREN_S)
    if _still_asked(times):
        _end_now()


def _still_asked(times: int) -> bool:
    return _asked.sign is not None and _asked.times == times


def _lost(fault: Any) -> None:
    """What is raised in a destructor goes no further; a stop must."""
    if _asked.sign is not None:
        _end_now()
    sys.__unraisablehook__(fault)


def _end_children() -> None:
    if (processes := sys.modules.get("multiprocessing")) is not None:
        for child in processes.active_children():
            child.kill()


def _end_now() -> NoReturn:
    _end_children()
    if not _asked.told:
        with suppress(OSError):
            os.write(2, f"{say('Stopped.')}\n".encode())
    os._exit(exit_code())

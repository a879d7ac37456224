"""Long work in a process of its own: whoever does not want to wait can end it at once, whatever it is in.

A search in compiled code hears of Ctrl-C only when it comes back, which takes seconds; a process can be ended.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from afterrun.cohort.engines.parent import die_with_parent
from afterrun.errors import AfterrunError, WorkEndedError
from afterrun.language import say
from afterrun.stopping import ctrl_c_is_for_this_one

T = TypeVar("T")
_LOOK_S = 0.2  # how often Ctrl-C is looked for where waiting does not hear of it (Windows)


def in_own_process(work: Callable[..., T], *given: Any, progress: Callable[[int, int], None]) -> T:
    """Do ``work(*given, progress)`` elsewhere, and end it if it is interrupted here.

    Parameters
    ----------
    work : callable
        A function of a module; what it is given and gives back can be pickled.
    progress : callable
        Told here how far it is.
    """
    apart = multiprocessing.get_context("spawn")  # starts clean everywhere
    here, there = apart.Pipe(duplex=False)
    process = apart.Process(target=_work, args=(there, work, given), daemon=True)
    try:
        with ctrl_c_is_for_this_one():
            process.start()
        there.close()
        answer: T = _answer(here, progress)
        return answer
    finally:
        if process.pid is not None:  # it was started
            process.kill()
            process.join()
        here.close()


def _answer(here: Connection, progress: Callable[[int, int], None]) -> Any:  # as the work gives it
    while True:
        while not here.poll(_LOOK_S):
            pass
        try:
            told, value = here.recv()
        except EOFError:
            raise WorkEndedError(
                say("It ended before it was done."), remedy=say("Try again; if it happens again, add --quick.")
            ) from None
        if told == "progress":
            progress(*value)
        elif told == "failed":
            raise value
        else:
            return value


def _work(there: Connection, work: Callable[..., Any], given: tuple[Any, ...]) -> None:
    die_with_parent()
    try:
        value = work(*given, lambda done, of: there.send(("progress", (done, of))))
    except AfterrunError as error:
        there.send(("failed", error))
    else:
        there.send(("done", value))

"""Work in a process of its own: its answer, its end from here, and its end by itself."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from threading import Event

import pytest

from afterrun.cli.own_process import in_own_process
from afterrun.errors import InvalidValueError, WorkEndedError

Progress = Callable[[int, int], None]


def work(what: str, progress: Progress) -> str:
    progress(1, 2)
    if what == "endless":
        Event().wait()
    if what == "killed":
        os._exit(9)
    if what == "wrong":
        raise InvalidValueError("speed must be slower.", remedy="Slow down.")
    return what.upper()


def test_its_answer_comes_back_and_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    assert in_own_process(work, "done", progress=lambda *far: told.append(far)) == "DONE"
    assert told == [(1, 2)]


def test_whoever_does_not_want_to_wait_leaves_nothing_behind() -> None:
    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        in_own_process(work, "endless", progress=stop)
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("what", "error", "remedy"), [("wrong", InvalidValueError, "Slow down."), ("killed", WorkEndedError, "--quick")]
)
def test_how_it_fails_is_told(what: str, error: type[InvalidValueError | WorkEndedError], remedy: str) -> None:
    with pytest.raises(error) as caught:
        in_own_process(work, what, progress=lambda done, of: None)
    assert remedy in caught.value.remedy

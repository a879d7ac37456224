"""The process beside the app that works out what takes long."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from afterrun.errors import InvalidValueError
from afterrun.language import language, speaking
from afterrun.records import Site
from afterrun.units import measuring, parse_distance_m
from afterrun.web.state.background import Background, StoppedError
from afterrun.web.state.service import KEPT_ANSWERS, Service
from afterrun.web.state.worker import Worker
from tests.web.conftest import NOW, journal_file

HANG_S = 60


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.stop()


def always() -> bool:
    return True


def alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until_gone(process: int) -> None:
    until = time.monotonic() + HANG_S
    while alive(process) and time.monotonic() < until:
        time.sleep(0.01)
    assert not alive(process)


def test_it_is_another_process_that_gives_way_to_others(worker: Worker) -> None:
    assert worker(os.getpid, always) != os.getpid()
    assert worker(partial(os.nice, 0), always) == min(os.nice(0) + 10, 19)
    assert worker(os.getpid, always) == worker(os.getpid, always)


def test_it_speaks_as_whoever_asks(worker: Worker) -> None:
    with speaking("de"), measuring("mi"):
        assert worker(language, always) == "de"
    assert worker(language, always) == "en"


def test_a_reason_comes_back_as_it_was(worker: Worker) -> None:
    with pytest.raises(InvalidValueError) as found:
        worker(partial(parse_distance_m, "far"), always)
    assert (found.value.field, "far" in found.value.message) == ("distance", True)
    assert found.value.remedy


def test_a_fault_comes_back_as_one(worker: Worker) -> None:
    with pytest.raises(RuntimeError, match="ValueError"):
        worker(partial(int, "x"), always)


def test_what_is_not_wanted_any_more_is_stopped_at_once_and_the_next_is_done(worker: Worker) -> None:
    process = worker(os.getpid, always)
    looks = iter((True, True, False, False))
    with pytest.raises(StoppedError):
        worker(partial(time.sleep, HANG_S * 10), lambda: next(looks, False))
    wait_until_gone(process)
    assert worker(os.getpid, always) != process


def test_a_process_that_died_is_followed_by_another(worker: Worker) -> None:
    process = worker(os.getpid, always)
    os.kill(process, 9)
    wait_until_gone(process)
    assert worker(os.getpid, always) != process


def test_it_ends_with_whoever_asked() -> None:
    """Also when that one is killed: its end of the pipe is closed, whatever happens."""
    worker = Worker()
    process = worker(os.getpid, always)
    assert worker._process is not None
    assert worker._process.stdin is not None
    worker._process.stdin.close()
    wait_until_gone(process)
    worker.stop()


def test_answers_and_forecasts_are_those_of_this_process(tmp_path: Path, worker: Worker) -> None:
    path, site = journal_file(tmp_path, "few"), Site("left", "heel")
    here = Service(path, clock=lambda: NOW)
    there = Service(path, clock=lambda: NOW, background=Background(KEPT_ANSWERS, worker))
    assert repr(there.answer(site).told) == repr(here.answer(site).told)
    assert repr(there.forecast(site)) == repr(here.forecast(site))

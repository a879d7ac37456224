"""Workers for many people: nobody is handed what was worked out for another."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from afterrun.keeping import keeping, kept_in
from afterrun.web.clinic.workers import Workers
from afterrun.web.state.background import StoppedError


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(1)
    yield made
    made.stop()


def test_everybody_gets_their_own(workers: Workers) -> None:
    def ask(n: int) -> object:
        return workers(partial(divmod, n, 1), lambda: True)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(64))) == [(n, 0) for n in range(64)]


def test_who_waits_no_more_takes_no_turn(workers: Workers) -> None:
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(workers, partial(time.sleep, 1.0), lambda: True)
        while not workers._free.empty():
            time.sleep(0.01)
        looks = iter([True, False])
        with pytest.raises(StoppedError):
            workers(partial(divmod, 7, 2), lambda: next(looks))
        first.result()
    assert workers(partial(divmod, 7, 2), lambda: True) == (3, 1)


def test_nothing_is_kept_where_nothing_is_to_be(
    workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the user's cache would be the usual place."""
    monkeypatch.setenv("AFTERRUN_CACHE", str(tmp_path))
    with keeping(tmp_path / "here"):
        assert workers(kept_in, lambda: True) == tmp_path / "here"
    with keeping(None):
        assert workers(kept_in, lambda: True) is None

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterrun.language import speaking
from afterrun.units import measuring
from tests import once


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[list[object]]:
    """What a remembered function was really asked, kept in a folder of its own."""
    before = list(once._folder)
    once.keep_in(tmp_path / "kept")
    yield []
    once._folder[:] = before


def test_what_is_asked_twice_is_worked_out_once_and_never_shared(kept: list[object]) -> None:
    def work_out(what: object, *, seed: int = 0) -> list[object]:
        kept.append(what)
        return [what, seed]

    ask = once.remembered(work_out)
    first = ask("a")
    first.append("changed by a test")
    assert ask("a") == ["a", 0]
    assert kept == ["a"]
    assert (ask("b"), ask("a", seed=1)) == (["b", 0], ["a", 1])
    with speaking("de"):
        ask("a")
    with measuring("mi"):
        ask("a")
    assert kept == ["a", "b", "a", "a", "a"]
    with once.afresh():
        assert ask("a") == ["a", 0]
    assert len(kept) == 6
    for _ in range(2):
        with once.under("another sky"):
            assert ask("a") == ["a", 0]
    assert len(kept) == 7


def test_an_error_is_not_remembered(kept: list[object]) -> None:
    def work_out() -> int:
        kept.append(None)
        return 1 // (len(kept) - 1)

    ask = once.remembered(work_out)
    with pytest.raises(ZeroDivisionError):
        ask()
    assert ask() == 1


def test_a_file_is_made_once_however_many_want_it_and_each_has_a_copy(kept: list[object], tmp_path: Path) -> None:
    def make(path: Path) -> None:
        kept.append(path)
        path.write_text("as made")

    def want(number: int) -> None:
        once.copy_of("file", make, tmp_path / str(number)).write_text(f"changed by {number}")

    threads = [threading.Thread(target=want, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 1
    assert once.copy_of("file", make, tmp_path / "last").read_text() == "as made"


def test_a_test_that_patches_the_code_gets_nothing_from_before(monkeypatch: pytest.MonkeyPatch) -> None:
    assert once._afresh == [True, False]


def test_any_other_does() -> None:
    assert once._afresh == [False, False]


@pytest.mark.afresh
def test_one_that_is_marked_gets_nothing_at_all() -> None:
    assert once.whole_afresh()

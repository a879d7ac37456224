"""The file of secrets: all or nothing, one at a time, for its owner only, and there only when needed."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from afterrun.journal.secrets import Secrets


@pytest.fixture
def private(tmp_path: Path) -> Secrets:
    return Secrets(tmp_path / "home" / "journal.db")


def test_there_is_no_file_until_there_is_something_to_keep(private: Secrets) -> None:
    assert private.read() == {}
    private.keep_only("password")
    assert not private.path.parent.exists()


def test_a_change_that_fails_changes_nothing(private: Secrets) -> None:
    with private.changing() as kept:
        kept["a"] = 1
    with pytest.raises(TypeError, match="not JSON"), private.changing() as kept:
        kept.update(a=2, b=object())
    assert private.read() == {"a": 1}
    assert [each.name for each in private.path.parent.iterdir()] == ["journal.db.private"]


def test_no_change_is_lost(private: Secrets) -> None:
    def add(_: int) -> None:
        with private.changing() as kept:
            kept["n"] = kept.get("n", 0) + 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(80)))
    assert private.read() == {"n": 80}


def test_it_is_for_its_owner_only_whatever_the_mask_and_whatever_was_left_lying(private: Secrets) -> None:
    private.path.parent.mkdir()
    left = private.path.with_name(f"{private.path.name}.unfinished")
    left.write_text("left by a power cut")
    left.chmod(0o666)
    before = os.umask(0)
    try:
        with private.changing() as kept:
            kept["word"] = "sesame"
    finally:
        os.umask(before)
    assert stat.S_IMODE(private.path.stat().st_mode) == 0o600


def test_what_is_not_to_be_kept_goes_and_the_file_with_the_last_of_it(private: Secrets) -> None:
    with private.changing() as kept:
        kept.update(password="x", reminders={})
    private.keep_only("password")
    assert private.read() == {"password": "x"}
    private.keep_only()
    assert not private.path.exists()

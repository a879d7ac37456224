"""What is kept is its owner's alone, sound or not there, and goes when it is to go."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from afterrun import kept_files
from afterrun.keeping import keeping
from afterrun.kept_files import ANSWERS, FITS, KeptFiles


def _kept(folder: Path) -> KeptFiles:
    return KeptFiles(folder / "kept", ".txt", 3)


def test_what_is_kept_is_for_its_owner_alone(tmp_path: Path) -> None:
    kept = _kept(tmp_path)
    kept.write("name", b"content")
    assert kept.read("name") == b"content"
    assert kept.read("another") is None
    (path,) = kept.folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("damage", [b"", b"short", "half", "flipped"])
def test_what_is_damaged_is_not_there(damage: bytes | str, tmp_path: Path) -> None:
    kept = _kept(tmp_path)
    kept.write("name", b"content" * 9)
    (path,) = kept.folder.iterdir()
    whole = bytearray(path.read_bytes())
    if damage == "flipped":
        whole[-5] ^= 0x10
    if damage == "half":
        del whole[len(whole) // 2 :]
    path.write_bytes(damage if isinstance(damage, bytes) else whole)
    assert kept.read("name") is None


def test_what_somebody_else_put_there_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = _kept(tmp_path)
    kept.write("name", b"content")
    monkeypatch.setattr(os, "geteuid", lambda: os.stat(tmp_path).st_uid + 1)  # noqa: PTH116
    assert kept.read("name") is None


def test_those_not_asked_for_the_longest_go_first(tmp_path: Path) -> None:
    kept = _kept(tmp_path)
    for number in range(3):
        kept.write(str(number), b"")
        os.utime(kept.folder / f"{number}.txt", (number, number))
    assert kept.read("0") == b""
    kept.write("new", b"")
    assert [kept.read(name) for name in ("0", "1", "2", "new")] == [b"", None, b"", b""]


def test_all_folders_are_emptied(tmp_path: Path) -> None:
    with keeping(tmp_path):
        for name in (ANSWERS, FITS):
            found = kept_files.kept_files(name, ".txt", 3)
            assert found is not None
            found.write("name", b"content")
        kept_files.forget()
    assert [list((tmp_path / name).iterdir()) for name in (ANSWERS, FITS)] == [[], []]


def test_nothing_is_kept_unless_it_is_said_where() -> None:
    with keeping(None):
        assert kept_files.kept_files(FITS, ".txt", 3) is None
        kept_files.forget()

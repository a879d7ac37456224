"""What is written is its owner's alone from its first byte, whatever the umask."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterrun.owner_only import make_folder, narrow, new_file, to_write


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o000, 0o022, 0o777], ids=oct)
def any_umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("any_umask")
def test_files_and_folders_are_the_owners_alone_while_still_empty(tmp_path: Path) -> None:
    with to_write(tmp_path / "a") as file:
        assert mode_of(tmp_path / "a") == 0o600
        file.write(b"x")
    new_file(tmp_path / "b")
    make_folder(tmp_path / "c" / "d")
    assert [mode_of(tmp_path / name) for name in ("a", "b", "c", "c/d")] == [0o600, 0o600, 0o700, 0o700]


def test_a_wide_file_is_narrow_before_it_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "sheet.html"
    path.write_text("before")
    path.chmod(0o644)
    with to_write(path) as file:
        assert (mode_of(path), path.read_text()) == (0o600, "")
        file.write(b"after")
    assert path.read_text() == "after"


def test_what_is_there_stays(tmp_path: Path) -> None:
    path, folder = tmp_path / "a", tmp_path / "f"
    path.write_text("x")
    folder.mkdir()
    folder.chmod(0o755)
    new_file(path)
    make_folder(folder)
    assert (path.read_text(), mode_of(folder)) == ("x", 0o755)
    with pytest.raises(FileExistsError):
        make_folder(path)


def test_what_is_no_ordinary_file_keeps_its_mode() -> None:
    before = mode_of(Path(os.devnull))
    with to_write(Path(os.devnull)) as file:
        file.write(b"x")
    assert mode_of(Path(os.devnull)) == before


def test_narrowing(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert not narrow(path)
    path.write_text("x")
    path.chmod(0o640)
    assert narrow(path)
    assert not narrow(path)
    assert mode_of(path) == 0o600
    tmp_path.chmod(0o755)
    assert narrow(tmp_path)
    assert mode_of(tmp_path) == 0o700


def test_where_it_is_not_possible_that_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    path = tmp_path / "a"
    path.write_text("x")
    path.chmod(0o644)
    monkeypatch.setattr(os, "chmod", refuse)
    with caplog.at_level(logging.WARNING):
        assert not narrow(path)
        assert not narrow(path)
        with to_write(path) as file:
            file.write(b"y")
    assert path.read_text() == "y"
    (said,) = caplog.messages
    assert str(tmp_path) in said

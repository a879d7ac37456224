"""What the system refuses is told in words, and changes nothing."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from afterrun import owner_only
from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.lab.locating import default_journal_path
from tests.cli.typed import type_command

PAIN = ("pain", "3", "--site", "left-heel", "--journal", "j.db")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    assert type_command(*PAIN, folder=tmp_path, environment={}).code == 0
    return tmp_path


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_an_export_that_the_disk_refuses_is_told_and_leaves_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    opened = owner_only._opened

    def refuse(path: str, flags: int) -> int:
        if path.endswith("care.csv"):
            raise OSError(number, os.strerror(number), path)
        return opened(path, flags)

    monkeypatch.setattr(owner_only, "_opened", refuse)
    ended = type_command("export", "out", "--journal", "j.db", folder=home, environment={})
    assert ended.code == 1
    assert "care.csv" in ended.err
    assert "Traceback" not in ended.err
    assert not (home / "out").exists()


def test_an_output_that_cannot_be_written_is_told(home: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with open("/dev/full", "w") as full:  # noqa: PTH123 - it is no file
        command = [sys.executable, "-m", "afterrun", "check", "--journal", str(home / "j.db")]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr.splitlines() == ["The disk is full.", "Free some space; what was saved before is safe."]


@pytest.mark.parametrize("options", [(), ("--help",)])
def test_an_output_that_nobody_reads_ends_it_as_it_ends_any_command(home: Path, options: tuple[str, ...]) -> None:
    """And not as if the request were at fault; nothing is said of it."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-u", "-m", "afterrun", "check", *options, "--journal", str(home / "j.db")]
    ended = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, "")


def test_an_import_whose_output_nobody_reads_says_how_far_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pain.csv").write_text("at,site,nrs\n2026-05-01T08:00:00Z,left-heel,4\n")

    def closed(*_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("afterrun.cli.import_._say", closed)
    ended = type_command("import", "pain.csv", "--journal", "j.db", folder=tmp_path, environment={})
    assert (ended.code, ended.err.startswith("Stopped after 1 file.")) == (141, True)


@pytest.mark.parametrize(
    ("closed", "typed", "code"),
    [
        ("<&- >&- 2>&-", ("pain", "4", "--site", "left-heel"), 0),
        ("<&- >&- 2>&-", ("import", "runs"), 0),
        ("<&- >&-", ("sync", "add", "intervals"), 1),
    ],
)
def test_what_was_closed_before_it_started_is_no_fault(
    home: Path, closed: str, typed: tuple[str, ...], code: int
) -> None:
    """Nor does the journal get the number of an output, and what is printed with it."""
    (home / "runs").mkdir()
    (home / "runs" / "pain.csv").write_text("at,site,nrs\n2026-05-01T08:00:00Z,left-heel,4\n")
    command = ["sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-m", "afterrun", *typed, "--journal", "j.db"]
    ended = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
    assert ended.returncode == code
    assert "Traceback" not in ended.stderr
    with Journal.open(home / "j.db", create=False) as journal:
        assert journal.verify() == ()
        assert len(journal.diary().pain) == (2 if code == 0 else 1)


def test_without_a_home_it_asks_for_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nowhere)
    for platform in ("linux", "darwin", "win32"):
        with pytest.raises(InvalidValueError, match="--journal"):
            default_journal_path({}, platform=platform)
    assert default_journal_path({"AFTERRUN_JOURNAL": "a.db"}) == Path("a.db")


@pytest.mark.parametrize("version", ["abc", "", "0000", "9x", None, 7])
def test_an_odd_version_is_told(home: Path, version: object) -> None:
    with closing(sqlite3.connect(home / "j.db")) as raw, raw:
        raw.execute("DELETE FROM alembic_version")
        raw.executemany("INSERT INTO alembic_version VALUES (?)", [(version,)] if version is not None else [])
    ended = type_command("check", "--journal", "j.db", folder=home, environment={})
    assert ended.code == 1
    assert "journal must say of which schema it is" in ended.err
    ended = type_command("check", "--journal", "j.db", "--salvage", "new.db", folder=home, environment={})
    assert ended.code == 0
    with Journal.open(home / "new.db", create=False) as journal:
        assert len(journal.diary().pain) == 1


def test_two_versions_are_told(home: Path) -> None:
    with closing(sqlite3.connect(home / "j.db")) as raw, raw:
        raw.execute("INSERT INTO alembic_version VALUES ('0001')")
    assert "of which schema" in type_command("check", "--journal", "j.db", folder=home, environment={}).err


def test_a_folder_that_may_not_be_entered_is_one_problem(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "runs" / "locked").mkdir(parents=True)
    (home / "runs" / "care.csv").write_text("at,intervention\n2026-05-01T08:00:00Z,stretch\n")
    stat = os.stat

    def refuse(path: object, **how: bool) -> os.stat_result:
        if str(path).endswith("locked/."):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return stat(path, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "stat", refuse)
    ended = type_command("import", "runs", "--journal", "j.db", folder=home, environment={})
    assert ended.code == 0
    assert "The folder cannot be read: Permission denied" in ended.out
    assert "1 added" in ended.out


def test_a_file_that_is_named_locked_is_not_in_use(tmp_path: Path) -> None:
    (tmp_path / "locked").write_text("")
    ended = type_command(
        "pain", "3", "--site", "left-heel", "--journal", "locked/j.db", folder=tmp_path, environment={}
    )
    assert ended.code == 1
    assert "in use" not in ended.err


def test_an_empty_file_does_not_become_a_journal(tmp_path: Path) -> None:
    (tmp_path / "j.db").touch()
    for typed in (PAIN, ("check", "--journal", "j.db"), ("import", ".", "--journal", "j.db")):
        ended = type_command(*typed, folder=tmp_path, environment={})
        assert ended.code == 1
        assert "is an empty file" in ended.err
    assert (tmp_path / "j.db").stat().st_size == 0

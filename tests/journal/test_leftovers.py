"""Nothing outlives a kill: half copies go at the next start, an erase that was cut off is finished."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterrun.errors import JournalError
from afterrun.journal import Journal
from afterrun.journal.backup import back_up, restore
from afterrun.journal.erasing import erase
from afterrun.journal.stores.sqlite import database, leftovers, migrate
from afterrun.records import PainReport, Site
from afterrun.scratch import STEM, scratch, sweep

NOTE = "the very secret ache of a Tuesday"
REPORT = PainReport(at=datetime(2026, 5, 1, 7, tzinfo=UTC), site=Site.parse("left-heel"), nrs=3, note=NOTE)
KILLED = """
import os, signal, sys
from pathlib import Path
from afterrun.scratch import scratch
with scratch(Path(sys.argv[1])) as home:
    (home / "copy.db").write_text("half")
    if len(sys.argv) > 2:
        (home / "erasing").write_text(sys.argv[2])
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        journal.add([REPORT])
    leftovers._looked.clear()
    return path


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def die_at_work(folder: Path, *erasing: str) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(folder), *erasing], check=False)


def holds_note(folder: Path) -> list[str]:
    return [each.name for each in folder.rglob("*") if each.is_file() and NOTE.encode() in each.read_bytes()]


def test_what_a_killed_process_left_goes_at_the_next_start(path: Path) -> None:
    die_at_work(path.parent)
    path.with_name("journal.db.before-restore-1.unfinished").write_text("half")
    assert len(names(path.parent)) == 3
    with Journal.open(path, create=False) as journal:
        assert journal.diary().pain == (REPORT,)
    assert names(path.parent) == ["journal.db"]


def test_what_somebody_works_in_stays(tmp_path: Path) -> None:
    with scratch(tmp_path) as home:
        (home / "copy.db").write_text("half")
        sweep(tmp_path)
        assert (home / "copy.db").exists()
        assert home.stat().st_mode & 0o077 == 0
    assert names(tmp_path) == []


def test_who_sweeps_before_it_is_locked_takes_nothing_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tempfile.mkdtemp
    swept: list[str] = []

    def made_and_swept(prefix: str, dir: Path | None) -> str:
        home = made(prefix=prefix, dir=dir)
        if not swept:
            Path(home).rmdir()
            swept.append(home)
        return home

    monkeypatch.setattr(tempfile, "mkdtemp", made_and_swept)
    with scratch(tmp_path) as home:
        (home / "copy.db").write_text("whole")
    assert len(swept) == 1


def test_an_erase_that_was_cut_off_is_finished(path: Path) -> None:
    path.with_name("journal.db.before-0004").write_bytes(path.read_bytes())
    other = path.with_name("other.db")
    other.write_bytes(b"")
    die_at_work(path.parent, '["journal.db", "journal.db.before-0004"]')
    path.unlink()  # so far it had come
    with pytest.raises(JournalError, match="there is no"):
        Journal.open(path, create=False)
    with Journal.open(path) as journal:
        assert journal.diary().pain == ()
    assert names(path.parent) == ["journal.db", "other.db"]


def test_of_an_erased_note_nothing_is_left_on_the_disk(path: Path) -> None:
    path.with_name("journal.db.before-0004").write_bytes(path.read_bytes())
    path.with_name("journal.db.before-restore-1.unfinished").write_bytes(path.read_bytes())
    die_at_work(path.parent)
    next(path.parent.glob(f"{STEM}*/in/copy.db")).write_bytes(path.read_bytes())
    with Journal.open(path, create=False) as journal:
        journal.set_setting("a", "b")
        assert holds_note(path.parent)
        erase(path)
    assert holds_note(path.parent) == []
    assert names(path.parent) == []


def test_of_a_note_that_was_taken_back_nothing_is_left_in_the_journal(path: Path) -> None:
    with Journal.open(path) as journal:
        entry = journal.entry_of(REPORT)
        assert entry is not None
        journal.undo(entry)
    assert holds_note(path.parent) == []


@pytest.mark.parametrize(("before", "stopped"), [(False, (migrate, "migrate")), (True, (os, "fsync"))])
def test_a_journal_is_made_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bool, stopped: tuple[object, str]
) -> None:
    """The first of a process, which goes all steps of the schema, and the others, which are written as that one was."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(database, "_empty", [])
    if before:
        with Journal.open(tmp_path / "other" / "journal.db") as journal:
            journal.add([REPORT])
    monkeypatch.setattr(*stopped, stop)
    with pytest.raises(KeyboardInterrupt):
        Journal.open(tmp_path / "ours" / "journal.db")
    assert names(tmp_path / "ours") == []


def test_the_first_journal_of_a_process_and_the_others_are_the_same(tmp_path: Path) -> None:
    made = []
    for name in ("first", "second"):
        with pytest.MonkeyPatch.context() as patched:
            if name == "first":
                patched.setattr(database, "_empty", [])
            Journal.open(tmp_path / f"{name}.db").close()
        with closing(sqlite3.connect(tmp_path / f"{name}.db")) as plain:
            made.append(list(plain.iterdump()))
    assert made[0] == made[1]


def test_an_empty_file_does_not_become_a_journal(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.touch()
    for create in (True, False):
        with pytest.raises(JournalError, match="is an empty file"):
            Journal.open(path, create=create)
    assert path.stat().st_size == 0


def test_a_log_without_its_journal_goes_into_no_other(path: Path, tmp_path: Path) -> None:
    """What a killed process left is not written into a journal that is begun in the place of one moved away."""
    log = path.with_name(f"{path.name}-wal")
    with Journal.open(path) as journal:
        journal.add([replace(REPORT, nrs=7)])
        held = log.read_bytes()
    back_up(path, tmp_path / "copy.db")
    path.rename(tmp_path / "moved.db")
    log.write_bytes(held)
    with pytest.raises(JournalError, match="beside its log"):
        Journal.open(path)
    with pytest.raises(JournalError, match="beside its log"):
        restore(tmp_path / "copy.db", path, now=REPORT.at)
    assert (path.exists(), log.read_bytes()) == (False, held)
    log.rename(tmp_path / "put-away")
    with Journal.open(path) as journal:
        assert journal.diary().pain == ()

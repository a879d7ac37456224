"""A backup is the journal, whatever goes on meanwhile; a restore is all or nothing."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from afterrun.errors import JournalError
from afterrun.journal import Journal
from afterrun.journal.backup import back_up, restore
from afterrun.journal.stores.sqlite import copying
from afterrun.journal.stores.sqlite.database import faults
from afterrun.journal.stores.sqlite.plain import open_plain
from afterrun.lab.story import build_story, write_story
from afterrun.records import PainReport, Site

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HEEL = Site.parse("left-heel")


def report(minute: int) -> PainReport:
    return PainReport(at=NOW - timedelta(minutes=minute), site=HEEL, nrs=minute % 11)


def test_a_backup_restored_is_equal(tmp_path: Path) -> None:
    path, copy, again = (tmp_path / name for name in ("journal.db", "copy.db", "again.db"))
    with Journal.open(path) as journal:
        write_story(journal, now=NOW)
        assert back_up(path, copy) > 10_000
        assert restore(copy, again, now=NOW) is None
    with Journal.open(again) as journal:
        assert journal.diary() == build_story(now=NOW).diary
        assert journal.setting("simulated") == "yes"
        assert journal.verify() == ()


def test_writing_goes_on_meanwhile_and_the_copy_holds_whole_entries(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        journal.add([report(0)])
    stop = threading.Event()

    def write() -> None:
        with Journal.open(path) as journal:
            for minute in range(1, 400):
                if stop.is_set():
                    return
                journal.add([report(2 * minute), report(2 * minute + 1)])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(path, tmp_path / f"{number}.db")
            with Journal.open(tmp_path / f"{number}.db", create=False) as copy:
                assert copy.verify() == ()
                assert len(copy.diary().pain) % 2 == 1
    finally:
        stop.set()
        writer.join()


def test_an_open_journal_sees_what_was_restored(tmp_path: Path) -> None:
    path, copy = tmp_path / "journal.db", tmp_path / "copy.db"
    with Journal.open(path) as journal:
        journal.add([report(1)])
        back_up(path, copy)
        journal.add([report(2)])
        aside = restore(copy, path, now=NOW, force=True)
        assert [r.nrs for r in journal.diary().pain] == [1]
        journal.add([report(3)])
        assert journal.verify() == ()
    assert aside is not None
    with Journal.open(aside, create=False) as former:
        assert len(former.diary().pain) == 2


def test_what_is_no_sound_journal_changes_nothing(tmp_path: Path) -> None:
    path, bad = tmp_path / "journal.db", tmp_path / "bad.db"
    with Journal.open(path) as journal:
        journal.add(report(i) for i in range(300))
    whole = path.read_bytes()
    for content in (b"no database" * 900, whole[: len(whole) // 2], b""):
        bad.write_bytes(content)
        with pytest.raises(JournalError):
            restore(bad, path, now=NOW, force=True)
    with pytest.raises(JournalError, match="there is no"):
        restore(tmp_path / "none.db", path, now=NOW, force=True)
    with pytest.raises(JournalError, match="is there"):
        back_up(path, bad)
    with pytest.raises(JournalError, match="must exist"):
        back_up(tmp_path / "none.db", tmp_path / "x.db")
    with Journal.open(path) as journal:
        assert len(journal.diary().pain) == 300
        assert list(tmp_path.glob("*.unfinished")) == []


@pytest.mark.parametrize("content", ["", "another program's"])
def test_what_is_no_journal_takes_the_place_of_no_backup(tmp_path: Path, content: str) -> None:
    path, copy = tmp_path / "journal.db", tmp_path / "copy.db"
    copy.write_bytes(b"the backup of yesterday")
    path.touch()
    if content:
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("CREATE TABLE note (words TEXT)")
    with pytest.raises(JournalError, match=rf"{path.name} is an"):
        back_up(path, copy, force=True)
    assert copy.read_bytes() == b"the backup of yesterday"
    assert sorted(tmp_path.iterdir()) == [copy, path]


def test_a_fault_of_the_journal_is_not_told_of_the_copy(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    path.write_bytes(b"no database" * 900)
    with pytest.raises(JournalError, match=r"journal\.db is not a journal"):
        back_up(path, tmp_path / "copy.db")


def test_a_fault_of_the_copy_is_told_by_the_name_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, copy = tmp_path / "journal.db", tmp_path / "copy.db"
    with Journal.open(path) as journal:
        journal.add([report(1)])

    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    back_up(path, copy)
    monkeypatch.setattr(copying, "new_file", full)
    with pytest.raises(JournalError, match=rf"{tmp_path}/more\.db could not be written: the disk is full"):
        back_up(path, tmp_path / "more.db")
    with pytest.raises(JournalError, match=rf"{path} could not be written: the disk is full"):
        restore(copy, path, now=NOW, force=True)


def test_no_room_for_what_lies_beside_a_journal_is_a_full_disk(tmp_path: Path) -> None:
    """SQLite calls it a fault of the disk, which it is not."""
    fault = sqlite3.OperationalError("disk I/O error")
    fault.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
    with pytest.raises(JournalError, match="the disk is full"), faults(tmp_path / "journal.db"):
        raise fault


def test_a_newer_journal_is_copied_and_it_is_said_who_can_restore_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path, copy = tmp_path / "journal.db", tmp_path / "copy.db"
    with Journal.open(path) as journal:
        journal.add([report(1)])
    back_up(path, copy)
    assert caplog.messages == []
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    back_up(path, copy, force=True)
    assert "only a newer one can restore the copy" in caplog.text
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]


def test_a_copy_on_a_disk_that_cannot_be_written_is_restored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, copy, again = (tmp_path / name / "journal.db" for name in ("here", "disk", "again"))
    with Journal.open(path) as journal:
        journal.add([report(1)])
    back_up(path, copy)

    def opened(each: Path, *, timeout_s: float = 5.0) -> sqlite3.Connection:
        if each == copy:  # as SQLite says where it cannot write beside a file; root may write anywhere
            raise sqlite3.OperationalError("attempt to write a readonly database")
        return open_plain(each, timeout_s=timeout_s)

    monkeypatch.setattr(copying, "open_plain", opened)
    monkeypatch.setattr(os, "access", lambda where, mode: Path(where) != copy.parent)
    restore(copy, again, now=NOW)
    back_up(copy, tmp_path / "more.db")
    with Journal.open(again) as journal, Journal.open(tmp_path / "more.db") as more:
        assert journal.diary().pain == more.diary().pain == (report(1),)


def test_two_restores_in_one_second_keep_what_was_there(tmp_path: Path) -> None:
    path, copy = tmp_path / "journal.db", tmp_path / "copy.db"
    with Journal.open(path) as journal:
        journal.add([report(1)])
    back_up(path, copy)
    with Journal.open(path) as journal:
        journal.add([report(2)])
    first, second = (restore(copy, path, now=NOW, force=True) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first != second
    with Journal.open(first, create=False) as former:
        assert len(former.diary().pain) == 2


def test_a_newer_journal_is_refused_by_its_own_name(tmp_path: Path) -> None:
    path, newer = tmp_path / "journal.db", tmp_path / "newer.db"
    for each in (path, newer):
        with Journal.open(each) as journal:
            journal.add([report(1)])
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(JournalError, match=r"newer\.db has 9999"):
        restore(newer, path, now=NOW, force=True)
    assert not list(tmp_path.glob("*.before-restore-*"))

"""A backup is the journal, whatever goes on meanwhile; a restore is all or nothing."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from afterrun.errors import JournalError
from afterrun.journal import Journal
from afterrun.journal.backup import back_up, restore
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

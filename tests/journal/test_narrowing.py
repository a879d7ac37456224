"""A journal, and whatever is written beside it or out of it, is its owner's alone."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterrun.errors import JournalError
from afterrun.journal import Journal
from afterrun.journal.backup import back_up, restore
from afterrun.journal.secrets import Secrets
from afterrun.journal.stores.sqlite import migrate
from afterrun.lab.exporting import export_folder
from afterrun.records import Original, PainReport, Site

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
REPORT = PainReport(at=NOW, site=Site.parse("left-heel"), nrs=3)


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def wide_below(folder: Path) -> list[str]:
    """Whatever others may read."""
    return [str(each.relative_to(folder)) for each in folder.rglob("*") if each.stat().st_mode & 0o077]


def test_journal_and_log_and_copies_and_export_are_narrow(tmp_path: Path) -> None:
    home = tmp_path / "home"
    path = home / "journal.db"
    with Journal.open(path) as journal:
        journal.add([REPORT], original=Original("a.fit", b"content"))
        assert {"journal.db-wal", "journal.db-shm"} < {each.name for each in home.iterdir()}
        back_up(path, tmp_path / "copies" / "copy.db")
        restore(tmp_path / "copies" / "copy.db", path, now=NOW, force=True)
        restore(tmp_path / "copies" / "copy.db", tmp_path / "new" / "journal.db", now=NOW)
        export_folder(journal, tmp_path / "all" / "out")
        assert wide_below(tmp_path) == []
    assert len(list(tmp_path.rglob("*"))) >= 16


def test_an_empty_folder_that_is_exported_into_is_narrowed(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with Journal.open(tmp_path / "journal.db") as journal:
        export_folder(journal, tmp_path / "out")
    assert wide_below(tmp_path) == []


def test_a_wide_journal_is_narrowed_with_its_log_and_copies_and_said_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "journal[1].db"
    with Journal.open(path) as journal:
        journal.add([REPORT])
        back_up(path, path.with_name(f"{path.name}.before-restore-1"))
        for each in tmp_path.iterdir():
            each.chmod(0o644)
        assert len(wide_below(tmp_path)) == 4
        with caplog.at_level(logging.WARNING), Journal.open(path), Journal.open(path):
            assert wide_below(tmp_path) == []
        assert journal.diary().pain == (REPORT,)
    assert caplog.messages == [f"Others on this computer could read {path}. Now only you can."]


def test_where_a_journal_cannot_be_narrowed_it_opens_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "journal.db"
    with Journal.open(path):
        pass
    path.chmod(0o644)
    monkeypatch.setattr(os, "chmod", lambda *_: None)  # a disk without rights takes it and does nothing
    with caplog.at_level(logging.WARNING), Journal.open(path) as journal:
        journal.add([REPORT])
    (said,) = caplog.messages
    assert "may be able to read" in said


def test_the_file_of_another_program_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE a (b)")
    path.chmod(0o644)
    with pytest.raises(JournalError, match="another program"):
        Journal.open(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_the_copy_before_a_migration_is_narrow(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        migrate.migrate(journal._connection, path, "0001")
    assert path.with_name("journal.db.before-0001").exists()
    assert wide_below(tmp_path) == []


def test_a_wide_file_of_secrets_is_narrowed_when_it_is_read(tmp_path: Path) -> None:
    private = Secrets(tmp_path / "journal.db")
    with private.changing() as kept:
        kept["word"] = "sesame"
    private.path.chmod(0o644)
    assert private.read() == {"word": "sesame"}
    assert wide_below(tmp_path) == []

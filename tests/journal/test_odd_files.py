"""What lies where a journal, a copy or a run is named and is no file, and files that do something by themselves."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterrun.errors import JournalError
from afterrun.importers.counting import files_at
from afterrun.importers.reading import read_path
from afterrun.journal import Journal
from afterrun.journal.backup import back_up, restore
from afterrun.journal.salvaging import salvage
from afterrun.records import PainReport, Site

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
REPORT = PainReport(at=NOW, site=Site.parse("left-heel"), nrs=3)
ENDLESS = (
    "ALTER TABLE pain RENAME TO p; CREATE VIEW pain AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
    "SELECT p.* FROM c, p"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Journal.open(tmp_path / "journal.db") as journal:
        journal.add([REPORT])
    return tmp_path / "journal.db"


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe.fit")
    return tmp_path / "pipe.fit"


def test_a_pipe_is_no_journal_no_copy_and_no_run(path: Path, pipe: Path) -> None:
    """Each of these waited without end, or put a file in its place."""
    with pytest.raises(JournalError, match="ordinary file"):
        Journal.open(pipe)
    with pytest.raises(JournalError, match="ordinary file"):
        back_up(path, pipe, force=True)
    with pytest.raises(JournalError, match="ordinary file"):
        restore(pipe, path, now=NOW, force=True)
    with pytest.raises(JournalError, match="ordinary file"):
        salvage(pipe, path.with_name("new.db"))
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert files_at(pipe) == 1
    assert files_at(pipe.parent) == 2
    assert "no ordinary file" in str([each.parsed.problems for each in read_path(pipe)])


@pytest.mark.parametrize(
    "made",
    [
        "CREATE TRIGGER gone AFTER INSERT ON pain BEGIN DELETE FROM pain; END",
        ENDLESS,
        "CREATE VIRTUAL TABLE found USING fts5(a)",
    ],
)
def test_what_acts_by_itself_is_refused_and_what_can_be_read_is_saved(path: Path, made: str) -> None:
    """A trigger deleted what was acknowledged, and `check` called it sound; a view was read without end."""
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(made)
    with pytest.raises(JournalError, match="acts by itself"):
        Journal.open(path)
    other = path.with_name("other.db")
    with Journal.open(other):
        pass
    with pytest.raises(JournalError, match="acts by itself"):
        restore(path, other, now=NOW, force=True)
    back_up(other, path.with_name("copy.db"))
    with pytest.raises(JournalError, match="acts by itself"):
        back_up(path, path.with_name("copy.db"), force=True)
    salvage(path, path.with_name("new.db"))
    with Journal.open(path.with_name("new.db")) as journal:
        # with a view in its place, the rows lie in a table that is none of ours
        assert journal.diary().pain == (() if made == ENDLESS else (REPORT,))
        assert journal.verify() == ()

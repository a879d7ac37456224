"""The same name of a state is the same journal; whatever is written, corrected or put back makes another."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterrun.journal import Journal, KeptDiary
from afterrun.journal.state import state_of
from afterrun.places import Database, Place
from afterrun.records import PainReport, Site

REPORT = PainReport(at=datetime(2026, 5, 1, 7, tzinfo=UTC), site=Site.parse("left-heel"), nrs=2)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "journal.db"
    with Journal.open(found) as journal:
        journal.add([REPORT])
    return found


def test_reading_changes_nothing(path: Path) -> None:
    before, files = state_of(path), sorted(path.parent.iterdir())
    assert before is not None
    assert state_of(path) == before
    with Journal.open(path) as journal:
        journal.diary()
        assert state_of(path) == before  # also while another has it open
    assert state_of(path) == before
    assert sorted(path.parent.iterdir()) == files


def test_whatever_is_written_is_another_state(path: Path) -> None:
    seen = [state_of(path)]
    with Journal.open(path) as journal:
        journal.add([replace(REPORT, nrs=3)])
        seen.append(state_of(path))  # in the log, not yet in the file
        entry = journal.entry_of(REPORT)
        assert entry is not None
        journal.replace(entry, replace(REPORT, nrs=4))
        seen.append(state_of(path))
        journal.set_setting("unit", "mi")
        seen.append(state_of(path))
    with closing(sqlite3.connect(path)) as connection, connection:  # by another program, which knows of no revision
        connection.execute("UPDATE pain SET nrs = 7")
    seen.append(state_of(path))
    assert None not in seen
    assert len(set(seen)) == len(seen)


def test_a_copy_put_back_that_came_to_the_same_revision_is_another_state(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    shutil.copy2(path, copy)
    with Journal.open(path) as journal:
        journal.add([replace(REPORT, nrs=3)])
        revision = journal.revision()
    one = state_of(path)
    os.replace(copy, path)  # noqa: PTH105
    with Journal.open(path) as journal:
        journal.add([replace(REPORT, nrs=9)])
        assert journal.revision() == revision
    assert state_of(path) != one


def test_of_what_is_no_journal_file_nothing_is_said_and_nothing_made(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    (tmp_path / "text.db").write_text("no database at all" * 100)
    files = (tmp_path / "none.db", tmp_path / "empty.db", tmp_path / "text.db", tmp_path)
    assert [state_of(file) for file in files] == [None] * 4
    assert state_of(Database("postgresql://db.example/a", "jo")) is None
    assert sorted(each.name for each in tmp_path.iterdir()) == ["empty.db", "text.db"]


def test_it_needs_neither_the_schema_nor_an_engine() -> None:
    asked = "import sys, afterrun.journal.state; print(*{'sqlalchemy', 'numpy', 'pydantic'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []


def test_who_serves_sees_what_they_write_themselves_and_whatever_is_written_before_the_next_opening(
    place: Place,
) -> None:
    """An opening of an app asks for each setting once: not across a write, nor from one opening to the next."""
    kept = KeptDiary()
    with Journal.open(place, kept=kept) as journal:
        assert journal.setting("week-start") is None
        journal.set_setting("week-start", "monday")
        assert journal.setting("week-start") == "monday"
        before = journal.state()
        with journal.together():
            journal.set_setting("week-start", "sunday")
            assert journal.setting("week-start") == "sunday"
        assert journal.setting("week-start") == "sunday"
        assert journal.state() != before
        with suppress(ZeroDivisionError), journal.together():
            journal.set_setting("week-start", "saturday")
            assert 1 / 0
        assert journal.setting("week-start") == "sunday", "what was not kept is not told"
    with Journal.open(place) as another:
        another.set_setting("week-start", "saturday")
    with Journal.open(place, kept=kept) as journal:
        assert journal.setting("week-start") == "saturday"

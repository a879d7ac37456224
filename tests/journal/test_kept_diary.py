"""What is read of a journal is read once, whoever asks for it meanwhile."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from afterrun.journal import Journal, KeptDiary
from afterrun.journal.backup import restore
from afterrun.journal.identity import journal_id
from afterrun.journal.kept_diary import Reading
from afterrun.journal.sound_rows import SoundRows
from afterrun.records import Diary, PainReport, Site

NOW = datetime(2026, 5, 1, 7, tzinfo=UTC)
REPORT = PainReport(at=NOW, site=Site.parse("left-heel"), nrs=2)


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Diary]:
    """Count how often a journal is read."""
    made, read = [], SoundRows.diary

    def counted(*arguments: Any) -> Diary:
        made.append(found := read(*arguments))
        return found

    monkeypatch.setattr(SoundRows, "diary", counted)
    return made


def test_one_reads_and_the_others_take_what_was_read() -> None:
    kept, begun, together = KeptDiary(), [], threading.Barrier(4)
    waiting = threading.Event()

    def read() -> Reading:
        begun.append(1)
        waiting.wait(0.2)  # nobody sets it: the others come meanwhile
        return Reading("now", Diary(pain=(REPORT,)))

    def ask(_: int) -> Reading:
        together.wait(60)
        return kept.of("now", read)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(ask, range(4)))
    assert len(begun) == 1
    assert all(each is found[0] for each in found)


def test_an_opening_reads_once_whatever_others_read_meanwhile(tmp_path: Path, readings: list[Diary]) -> None:
    path, kept = tmp_path / "journal.db", KeptDiary()
    with Journal.open(path, kept=kept) as page:
        first = page.diary()
        with Journal.open(path, kept=kept) as another:
            another.add([REPORT])
            assert another.diary().pain == (REPORT,)
        assert (page.damaged(), page.diary()) == ((), first)
        assert len(readings) == 2
        page.set_setting("week-start", "sunday")
        assert page.diary().pain == (REPORT,), "who writes sees what is there now"


def test_looking_at_what_was_put_back_writes_nothing(tmp_path: Path, readings: list[Diary]) -> None:
    backup, path, kept = tmp_path / "backup.db", tmp_path / "journal.db", KeptDiary()
    with Journal.open(backup) as journal:
        journal.add([REPORT])  # it was never served, and has no name
    restore(backup, path, now=NOW)
    readings.clear()
    with Journal.open(path, kept=kept) as journal:
        state, diary = journal.state(), journal.diary()
        assert journal_id(journal)
        assert (journal.state(), journal.diary()) == (state, diary)
    assert len(readings) == 1

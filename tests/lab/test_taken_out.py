"""What was brought in and taken out by hand stays out when its file, or a copy of it, comes again."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from afterrun.journal import Journal
from afterrun.lab.importing import ImportOutcome, import_paths
from afterrun.lab.run_questions import answered_questions
from afterrun.lab.taken_out import put_back, take_out
from afterrun.records.kinds import Record
from tests.importers.fit_bytes import a_run
from tests.importers.xml_text import gpx, point, track

NOW = datetime.fromisoformat("2026-11-28T08:00:00+01:00")
TABLE = (
    "Date;Time;Place;Pain\n02.05.2026;08:00;left heel;4\n03.05.2026;08:00;left heel;3\n04.05.2026;08:00;left heel;2\n"
)


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal.open(tmp_path / "journal.db")


@pytest.fixture
def heap(tmp_path: Path) -> Path:
    heap = tmp_path / "heap"
    heap.mkdir()
    (heap / "run.fit").write_bytes(a_run())
    (heap / "ride.gpx").write_bytes(gpx(track(map(point, range(600, 1200, 10)), kind="cycling")))
    (heap / "pain.csv").write_text(TABLE)
    return heap


def taken(journal: Journal, heap: Path) -> list[ImportOutcome]:
    return list(import_paths(journal, [heap], now=NOW))


def out(journal: Journal, record: Record) -> None:
    entry = journal.entry_of(record)
    assert entry is not None
    assert take_out(journal, entry, record)


def test_a_month_later_it_is_still_out_and_what_is_new_comes_in(journal: Journal, heap: Path) -> None:
    taken(journal, heap)
    diary = journal.diary()
    for record in (diary.runs[0], diary.events[0], diary.pain[1]):
        out(journal, record)
    (heap / "pain.csv").write_text(f"{TABLE}05.05.2026;08:00;left heel;1\n")
    outcomes = taken(journal, heap)
    assert (sum(each.added for each in outcomes), sum(each.already for each in outcomes)) == (1, 5)
    assert not any(each.questions for each in outcomes)
    diary = journal.diary()
    assert ([each.nrs for each in diary.pain], diary.runs, diary.events) == ([4, 2, 1], (), ())


def test_a_copy_of_a_run_that_was_taken_out_does_not_count_either(journal: Journal, heap: Path) -> None:
    taken(journal, heap)
    out(journal, journal.diary().runs[0])
    (heap / "copy.gpx").write_bytes(gpx(track(map(point, range(61)))))
    assert sum(each.added for each in taken(journal, heap)) == 0
    assert journal.diary().runs == ()


def test_what_stood_behind_it_does_not_count_when_another_run_comes_near(journal: Journal, heap: Path) -> None:
    (heap / "copy.gpx").write_bytes(gpx(track(map(point, range(61)))))
    taken(journal, heap)
    (run,) = journal.diary().runs
    out(journal, run)
    (heap / "near.gpx").write_bytes(gpx(track(map(point, range(1200, 1262)))))
    taken(journal, heap)
    (near,) = journal.diary().runs
    assert near.start > run.start


def test_put_back_all_is_as_it_was(journal: Journal, heap: Path) -> None:
    taken(journal, heap)
    before = journal.diary()
    records = (before.runs[0], before.events[0], before.pain[1])
    for record in records:
        out(journal, record)
    for record in records:
        put_back(journal, record)
    assert journal.diary() == before
    assert sum(each.added for each in taken(journal, heap)) == 0
    assert journal.diary() == before


def test_a_run_that_was_taken_out_is_among_what_was_answered(journal: Journal, heap: Path) -> None:
    taken(journal, heap)
    out(journal, journal.diary().runs[0])
    assert [each.answered for each in answered_questions(journal, NOW)] == ["leave-out"]


def test_what_is_gone_cannot_be_taken_out(journal: Journal, heap: Path) -> None:
    taken(journal, heap)
    report = journal.diary().pain[0]
    entry = journal.entry_of(report)
    assert entry is not None
    assert journal.undo(entry)
    assert not take_out(journal, entry, report)
    assert sum(each.added for each in taken(journal, heap)) == 1

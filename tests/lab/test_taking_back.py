"""A whole import is taken back: it counts nowhere, what it displaced counts again, and it can be brought back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.lab.import_questions import open_questions
from afterrun.lab.importing import import_paths
from afterrun.lab.past_imports import past_imports
from afterrun.lab.run_questions import answer_question, answered_questions, run_questions
from afterrun.lab.taken_out import take_out
from afterrun.lab.taking_back import bring_import_back, take_import_back
from afterrun.places import Place
from afterrun.records import Event, Run
from tests.importers.fit_bytes import a_run
from tests.importers.xml_text import gpx, point, track

NOW = datetime.fromisoformat("2026-11-28T08:00:00+01:00")
PAIN = "Date;Time;Place;Pain\n02.05.2026;08:00;left heel;4\n03.05.2026;08:00;left heel;3\n"


@pytest.fixture
def journal(place: Place) -> Journal:
    return Journal.open(place)


@pytest.fixture
def heap(tmp_path: Path) -> Path:
    heap = tmp_path / "heap"
    heap.mkdir()
    return heap


def taken(journal: Journal, heap: Path, **files: str | bytes) -> int:
    """Import some files, ``run_fit`` is run.fit, in the place of those before; returns how many records are new."""
    for old in heap.iterdir():
        old.unlink()
    for name, content in files.items():
        (heap / name.replace("_", ".")).write_bytes(content if isinstance(content, bytes) else content.encode())
    return sum(each.added for each in import_paths(journal, [heap], now=NOW))


def told(journal: Journal) -> list[tuple[int, int, bool]]:
    return [(each.number, each.entries, each.taken_back) for each in past_imports(journal)]


RIDE = gpx(track(map(point, range(600, 1200, 10)), kind="cycling"))


def test_all_of_it_is_gone_and_comes_back_to_the_letter(journal: Journal, heap: Path) -> None:
    taken(journal, heap, mine_csv="Date;Time;Place;Pain\n01.05.2026;08:00;left heel;2\n")
    before = journal.diary()
    taken(journal, heap, run_fit=a_run(), ride_gpx=RIDE, pain_csv=PAIN)
    after = journal.diary()
    assert told(journal) == [(2, 4, False), (1, 1, False)]
    take_import_back(journal, 2)
    assert journal.diary() == before
    assert len(list(journal.originals())) == 2  # a run and a ride; of tables the rows are kept
    assert not answered_questions(journal, NOW)
    bring_import_back(journal, 2)
    assert journal.diary() == after
    assert journal.streams(after.runs[0]) is not None
    assert told(journal) == [(2, 4, False), (1, 1, False)]


def test_the_same_files_again_bring_it_back_once(journal: Journal, heap: Path) -> None:
    files: dict[str, str | bytes] = {"run_fit": a_run(), "ride_gpx": RIDE, "pain_csv": PAIN}
    taken(journal, heap, **files)
    before = journal.diary()
    take_import_back(journal, 1)
    assert taken(journal, heap, **files) == 4
    assert journal.diary() == before
    assert told(journal) == [(2, 4, False)]  # what came in anew is of the later import
    assert taken(journal, heap, **files) == 0
    assert told(journal) == [(2, 4, False)]


def test_the_wrong_unit_is_mended_by_taking_it_back(journal: Journal, heap: Path) -> None:
    taken(journal, heap, runs_csv="start,duration_s,distance_m\n2026-05-01T07:00:00+02:00,1800,3000\n")
    take_import_back(journal, 1)
    assert taken(journal, heap, runs_csv="start,duration_s,distance_m\n2026-05-01T07:00:00+02:00,1800,4828\n") == 1
    assert not open_questions(journal)
    assert [run.distance_m for run in journal.diary().runs] == [4828]
    take_import_back(journal, 2)
    assert journal.diary().runs == ()


@pytest.mark.parametrize("first", ["fit", "gpx"])
def test_of_a_run_that_two_imports_told_of_the_other_one_counts(journal: Journal, heap: Path, first: str) -> None:
    told_of = {"fit": a_run(), "gpx": gpx(track(map(point, range(61))))}
    (second,) = told_of.keys() - {first}
    taken(journal, heap, **{f"run_{first}": told_of[first]})
    alone = journal.diary()
    taken(journal, heap, **{f"run_{second}": told_of[second]})
    both = journal.diary()
    assert len(both.runs) == 1
    take_import_back(journal, 2)
    assert journal.diary() == alone
    bring_import_back(journal, 2)
    assert journal.diary() == both
    take_import_back(journal, 1)
    assert len(journal.diary().runs) == 1
    take_import_back(journal, 2)
    assert journal.diary().runs == ()


def test_what_it_corrected_is_as_before(journal: Journal, heap: Path) -> None:
    taken(journal, heap, pain_csv=PAIN)
    before = journal.diary()
    for path in heap.iterdir():
        path.write_text(PAIN.replace(";3\n", ";9\n"))
    assert [each.corrected for each in import_paths(journal, [heap], now=NOW, replace=True)] == [1]
    assert [each.nrs for each in journal.diary().pain] == [4, 9]
    take_import_back(journal, 2)
    assert journal.diary() == before
    bring_import_back(journal, 2)
    assert [each.nrs for each in journal.diary().pain] == [4, 9]


def test_what_it_asked_is_asked_no_more(journal: Journal, heap: Path) -> None:
    taken(journal, heap, pain_csv=PAIN)
    taken(journal, heap, pain_csv=PAIN.replace(";3\n", ";9\n") + "04.05.2026;08:00;left heel;1\n")
    assert len(open_questions(journal)) == 1
    take_import_back(journal, 2)
    assert not open_questions(journal)


def test_a_typed_ride_in_whose_place_a_recorded_one_stood_is_there_again(journal: Journal, heap: Path) -> None:
    taken(journal, heap, ride_gpx=RIDE)
    (recorded,) = journal.diary().events
    take_import_back(journal, 1)
    typed = Event(at=recorded.at, kind=recorded.kind, minutes=recorded.minutes, note="against the wind", source="app")
    journal.add([typed])
    taken(journal, heap, ride_gpx=RIDE)
    assert [each.note for each in journal.diary().events] == ["against the wind"]
    take_import_back(journal, 2)
    assert journal.diary().events == (typed,)


def test_a_run_that_a_ride_put_in_doubt_is_asked_or_counts_again(journal: Journal, heap: Path) -> None:
    taken(journal, heap, ride_gpx=RIDE)
    (ride,) = journal.diary().events
    take_import_back(journal, 1)
    assert ride.minutes is not None
    run = Run(start=ride.at, duration_s=ride.minutes * 60, distance_m=2000, source="fit")
    journal.add([run])
    bring_import_back(journal, 1)
    assert journal.diary().runs == ()
    assert len(run_questions(journal, NOW)) == 1
    take_import_back(journal, 1)
    assert journal.diary().runs == (run,)
    assert not run_questions(journal, NOW)


def test_what_was_said_to_be_no_run_goes_and_comes_back_as_that(journal: Journal, heap: Path) -> None:
    taken(journal, heap, odd_csv="start,duration_s,distance_m\n2026-05-01T07:00:00+02:00,600,9000\n")
    (question,) = run_questions(journal, NOW)
    answer_question(journal, question.row, question.uid, "leave-out", NOW)
    assert answered_questions(journal, NOW)
    take_import_back(journal, 1)
    bring_import_back(journal, 1)
    assert journal.diary().runs == ()
    assert [each.answered for each in answered_questions(journal, NOW)] == ["leave-out"]


def test_a_run_that_waits_waits_again(journal: Journal, heap: Path) -> None:
    taken(journal, heap, odd_csv="start,duration_s,distance_m\n2026-05-01T07:00:00+02:00,600,9000\n")
    take_import_back(journal, 1)
    assert not run_questions(journal, NOW)
    bring_import_back(journal, 1)
    assert len(run_questions(journal, NOW)) == 1
    assert journal.diary().runs == ()


def test_what_was_left_out_stays_out(journal: Journal, heap: Path) -> None:
    taken(journal, heap, pain_csv=PAIN)
    report = journal.diary().pain[0]
    entry = journal.entry_of(report)
    assert entry is not None
    take_out(journal, entry, report)
    take_import_back(journal, 1)
    bring_import_back(journal, 1)
    assert [each.nrs for each in journal.diary().pain] == [3]


def test_it_is_taken_back_once_and_there_is_no_other(journal: Journal, heap: Path) -> None:
    taken(journal, heap, pain_csv=PAIN)
    take_import_back(journal, 1)
    for change, number in ((take_import_back, 1), (take_import_back, 7), (bring_import_back, 7)):
        with pytest.raises(InvalidValueError, match="import must"):
            change(journal, number)
    bring_import_back(journal, 1)
    with pytest.raises(InvalidValueError, match="taken back first"):
        bring_import_back(journal, 1)


def test_a_large_import_is_noted_in_parts(journal: Journal, heap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterrun.lab.past_imports._PART", 2)
    days = [f"Date;Time;Place;Pain\n{day:02}.05.2026;08:00;left heel;4\n" for day in range(1, 6)]
    taken(journal, heap, **{f"day{place}_csv": text for place, text in enumerate(days)})
    assert told(journal) == [(1, 5, False)]
    take_import_back(journal, 1)
    assert journal.diary().pain == ()
    assert told(journal) == [(1, 5, True)]

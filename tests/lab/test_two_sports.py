"""Two programs name two sports for one time, or one names another than before: never a run and a ride at once."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterrun.findings.run_question import RunQuestion
from afterrun.journal import Journal
from afterrun.lab.import_questions import open_questions
from afterrun.lab.importing import ImportOutcome, import_paths
from afterrun.lab.run_questions import answer_question, answered_questions, run_questions, take_back
from tests.importers.fit_bytes import file_id, fit_file, record, session
from tests.importers.xml_text import gpx, point, track

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
HEAD = "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename\n"
RECORDED = '1,"May 1, 2026, 5:30:00 AM",Früh,{},1190,3570.0,activities/1.gpx\n'
TYPED = '2,"May 2, 2026, 5:30:00 AM",Getippt,{},1800,{},\n'
TRACK = gpx(track((point(second) for second in range(0, 1200, 10)), kind=""))


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.db") as opened:
        yield opened


def brought(journal: Journal, folder: Path, name: str, content: bytes) -> list[ImportOutcome]:
    file = folder / name
    file.write_bytes(content)
    return list(import_paths(journal, [file], now=NOW))


def exported(journal: Journal, folder: Path, rows: str) -> list[ImportOutcome]:
    with zipfile.ZipFile(folder / "export.zip", "w") as archive:
        archive.writestr("activities.csv", HEAD + rows)
        archive.writestr("activities/1.gpx", TRACK)
    return list(import_paths(journal, [folder / "export.zip"], now=NOW))


def ride() -> bytes:
    return fit_file([file_id(), *(record(second) for second in range(0, 1191, 10)), session(seconds=1190, sport=2)])


def only(questions: tuple[RunQuestion, ...]) -> RunQuestion:
    (question,) = questions
    return question


@pytest.mark.parametrize("ride_first", [True, False])
def test_a_speed_that_says_run_and_a_file_that_says_ride_is_asked(
    journal: Journal, tmp_path: Path, *, ride_first: bool
) -> None:
    files = [("a.gpx", TRACK), ("b.fit", ride())]
    outcomes = [brought(journal, tmp_path, *file) for file in (files[::-1] if ride_first else files)]
    assert journal.diary().runs == ()
    assert outcomes[1][0].asked == 1
    question = only(run_questions(journal, NOW))
    answer_question(journal, question.row, question.uid, "run", NOW)
    assert len(journal.diary().runs) == 1
    for file in files:  # what was answered is not asked again
        brought(journal, tmp_path, *file)
    assert run_questions(journal, NOW) == ()


def test_a_sport_corrected_at_the_service_counts_and_can_be_taken_back(journal: Journal, tmp_path: Path) -> None:
    exported(journal, tmp_path, RECORDED.format("Run"))
    assert len(journal.diary().runs) == 1
    (outcome,) = exported(journal, tmp_path, RECORDED.format("Walk"))
    assert "another sport now" in outcome.notes[0]
    assert (journal.diary().runs, [event.kind for event in journal.diary().events]) == ((), ["walking"])
    question = only(answered_questions(journal, NOW))
    take_back(journal, question.row, question.uid, NOW)
    assert only(run_questions(journal, NOW)).asked == "sport"


def test_a_typed_entry_changed_at_the_service_is_asked_about(journal: Journal, tmp_path: Path) -> None:
    exported(journal, tmp_path, TYPED.format("Run", 5000))
    outcomes = exported(journal, tmp_path, TYPED.format("Run", 5400))
    (question,) = [question for outcome in outcomes for question in outcome.questions]
    assert "5000 in the journal, 5400 in the table" in question.words
    assert [run.distance_m for run in journal.diary().runs if run.duration_s == 1800] == [5000]
    assert len(open_questions(journal)) == 1
    exported(journal, tmp_path, TYPED.format("Ride", 5000))
    assert [run for run in journal.diary().runs if run.duration_s == 1800] == []


def test_two_programs_inside_one_export_are_compared(journal: Journal, tmp_path: Path) -> None:
    workout = (
        '<Workout workoutActivityType="HKWorkoutActivityTypeRunning" totalDistance="{}" totalDistanceUnit="km" '
        'sourceName="{}" startDate="2026-05-03 07:30:{} +0200" endDate="2026-05-03 08:1{}:00 +0200"/>'
    )
    both = workout.format(6.0, "Watch", 10, 0) + workout.format(6.4, "Phone", 25, 1)
    content = f'<?xml version="1.0"?><HealthData>{both}</HealthData>'
    (outcome,) = brought(journal, tmp_path, "export.xml", content.encode())
    assert (len(journal.diary().runs), outcome.asked) == (1, 1)

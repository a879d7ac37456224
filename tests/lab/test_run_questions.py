"""What is unclear about a run is asked, does not count until answered, and every answer can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterrun.errors import InvalidValueError
from afterrun.findings.run_question import RunQuestion
from afterrun.journal import Journal
from afterrun.lab.exporting import export_folder
from afterrun.lab.importing import import_paths
from afterrun.lab.run_questions import answer_question, answered_questions, run_questions, take_back
from tests.importers.xml_text import gpx, point, track

NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
HEAD = "start,duration_s,distance_m\n"


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.db") as opened:
        yield opened


def brought(journal: Journal, folder: Path, name: str, content: str | bytes) -> int:
    """Bring a file in; returns how many questions came of it."""
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return sum(outcome.asked for outcome in import_paths(journal, [file], now=NOW))


def unclear_track(latitude: float = 60, speed: float = 5.0) -> bytes:
    places = (point(s, latitude=f"{latitude + speed * s / 111195:.9f}") for s in range(0, 1200, 5))
    return gpx(track(places, kind=""))


def only(questions: tuple[RunQuestion, ...]) -> RunQuestion:
    (question,) = questions
    return question


def answered(journal: Journal, answer: str) -> None:
    question = only(run_questions(journal, NOW))
    answer_question(journal, question.row, question.uid, answer, NOW)


def taken_back(journal: Journal) -> None:
    question = only(answered_questions(journal, NOW))
    take_back(journal, question.row, question.uid, NOW)


def test_a_sport_nobody_named(journal: Journal, tmp_path: Path) -> None:
    assert brought(journal, tmp_path, "1.gpx", unclear_track()) == 1
    assert (len(journal.diary().runs), len(journal.diary().events)) == (0, 0)
    answered(journal, "other")
    assert [event.kind for event in journal.diary().events] == ["other-activity"]
    assert brought(journal, tmp_path, "1.gpx", unclear_track()) == 0  # answered once and for all
    taken_back(journal)
    assert journal.diary().events == ()
    answered(journal, "run")
    (run,) = journal.diary().runs
    assert run.sport == "running"
    assert journal.streams(run) is not None
    assert brought(journal, tmp_path, "1.gpx", unclear_track()) == 0
    assert run_questions(journal, NOW) == ()
    taken_back(journal)
    assert (journal.diary().runs, answered_questions(journal, NOW)) == ((), ())
    answered(journal, "other")
    assert (len(journal.diary().runs), len(journal.diary().events)) == (0, 1)


@pytest.mark.parametrize(
    ("row", "answers", "far"),
    [
        ("2026-05-01T07:30:00+02:00,36,6.4\n", ("meant", "as-it-is", "leave-out"), 6400),
        ("2062-05-01T07:30:00+02:00,2400,6000\n", ("meant", "leave-out"), 6000),
    ],
)
def test_a_slip_of_the_pen(journal: Journal, tmp_path: Path, row: str, answers: tuple[str, ...], far: float) -> None:
    assert brought(journal, tmp_path, "runs.csv", HEAD + row) == 1
    assert journal.diary().runs == ()
    assert only(run_questions(journal, NOW)).answers == answers
    answered(journal, "leave-out")
    assert (journal.diary().runs, run_questions(journal, NOW)) == ((), ())
    taken_back(journal)
    answered(journal, "meant")
    (run,) = journal.diary().runs
    assert run.distance_m == far
    assert run.start < NOW
    assert brought(journal, tmp_path, "runs.csv", HEAD + row) == 0
    assert journal.diary().runs == (run,)
    taken_back(journal)
    assert journal.diary().runs == ()
    answered(journal, "leave-out")
    assert brought(journal, tmp_path, "runs.csv", HEAD + row) == 0
    assert journal.diary().runs == ()


def test_a_right_number_may_be_doubted_again(journal: Journal, tmp_path: Path) -> None:
    brought(journal, tmp_path, "runs.csv", HEAD + "2026-05-01T07:30:00+02:00,36,6.4\n")
    answered(journal, "as-it-is")
    assert only(answered_questions(journal, NOW)).answered == "as-it-is"
    taken_back(journal)
    answered(journal, "meant")
    assert [run.distance_m for run in journal.diary().runs] == [6400]
    assert only(answered_questions(journal, NOW)).run.distance_m == 6.4


def test_taking_a_date_back_leaves_a_run_that_was_there_before(journal: Journal, tmp_path: Path) -> None:
    brought(journal, tmp_path, "runs.csv", HEAD + "2026-05-01T07:30:00+02:00,2400,6000\n")
    brought(journal, tmp_path, "more.csv", HEAD + "2062-05-01T07:30:00+02:00,2400,6000\n")
    answered(journal, "meant")
    taken_back(journal)
    assert len(journal.diary().runs) == 1


def test_what_was_meant_may_be_a_run_that_is_there(journal: Journal, tmp_path: Path) -> None:
    brought(journal, tmp_path, "run.gpx", gpx(track(point(s) for s in range(1200))))
    brought(journal, tmp_path, "runs.csv", HEAD + "2026-05-01T07:30:00+02:00,20,3.6\n")
    answered(journal, "meant")
    assert len(journal.diary().runs) == 1


def test_two_that_may_be_one(journal: Journal, tmp_path: Path) -> None:
    brought(journal, tmp_path, "run.gpx", gpx(track(point(s) for s in range(1200))))
    assert brought(journal, tmp_path, "runs.csv", HEAD + "2026-05-01T09:00:00+02:00,1200,3600\n") == 1
    answered(journal, "another")
    assert len(journal.diary().runs) == 2
    taken_back(journal)
    answered(journal, "same")
    assert len(journal.diary().runs) == 1
    taken_back(journal)  # "same" taken back: two runs
    assert len(journal.diary().runs) == 2


def test_no_other_answer_is_taken(journal: Journal, tmp_path: Path) -> None:
    brought(journal, tmp_path, "1.gpx", unclear_track())
    with pytest.raises(InvalidValueError, match="offered"):
        answered(journal, "same")
    with pytest.raises(InvalidValueError, match="gone"):
        answer_question(journal, 77, "x", "run", NOW)
    assert len(run_questions(journal, NOW)) == 1


def test_questions_and_answers_survive_the_export(journal: Journal, tmp_path: Path) -> None:
    brought(journal, tmp_path, "run.gpx", gpx(track(point(s) for s in range(1200))))
    brought(journal, tmp_path, "1.gpx", unclear_track().replace(b"2026-05-01", b"2026-05-02"))
    brought(journal, tmp_path, "2.gpx", unclear_track(speed=5.1).replace(b"2026-05-01", b"2026-05-03"))
    latest = run_questions(journal, NOW)[0]
    answer_question(journal, latest.row, latest.uid, "other", NOW)
    rows = "".join(
        (
            "2026-05-01T07:31:00+02:00,1200,3600\n",  # the same, typed
            "2026-05-01T09:00:00+02:00,1200,3600\n",  # perhaps the same
            "2026-05-05T07:30:00+02:00,36,6.4\n",
        )
    )
    brought(journal, tmp_path, "runs.csv", HEAD + rows)
    export_folder(journal, tmp_path / "out")
    with Journal.open(tmp_path / "again.db") as again:
        outcomes = list(import_paths(again, [tmp_path / "out"], now=NOW))
        assert [outcome for outcome in outcomes if outcome.problems and not outcome.usable] == []
        assert again.diary() == journal.diary()
        for listed in (run_questions, answered_questions):
            assert [(q.asked, q.run, q.other, q.answered) for q in listed(again, NOW)] == [
                (q.asked, q.run, q.other, q.answered) for q in listed(journal, NOW)
            ]


def test_runs_of_an_export_are_not_asked_about_again(journal: Journal, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    rows = "2026-05-01T07:30:00+02:00,36,6.4,app\n2026-05-01T09:00:00+02:00,1200,3600,app\n"
    (folder / "runs.csv").write_text("start,duration_s,distance_m,source\n" + rows)
    (outcome,) = import_paths(journal, [folder], now=NOW)
    assert (outcome.added, outcome.asked, len(journal.diary().runs)) == (2, 0, 2)

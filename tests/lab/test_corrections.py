"""A table read again: corrected rows replace or are asked about, removed ones are asked about, nothing counts twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterrun.journal import Journal
from afterrun.lab.exporting import export_folder
from afterrun.lab.import_questions import answer, open_questions
from afterrun.lab.importing import ImportOutcome, import_paths
from afterrun.records import Care, Original, PainReport, Run, Site

HEAD = "at,site,nrs,note\n"
DAY = "2026-05-0{}T20:00:00+02:00,left-heel,{},{}\n"
FOUR_DAYS = "".join(DAY.format(day, 8 - day, "") for day in (1, 2, 3, 4))


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.db") as opened:
        yield opened


def take(journal: Journal, folder: Path, rows: str, *, name: str = "pain.csv", replace: bool = False) -> ImportOutcome:
    (folder / name).write_text(rows if rows.startswith(("at", "intervention")) else HEAD + rows)
    (outcome,) = import_paths(journal, [folder / name], replace=replace)
    return outcome


def answers(journal: Journal) -> list[float]:
    return [report.nrs for report in journal.diary().pain]


def test_another_number_for_one_minute_and_place_is_asked_and_never_a_second_report(
    journal: Journal, tmp_path: Path
) -> None:
    take(journal, tmp_path, DAY.format(1, 7, "typo"))
    outcome = take(journal, tmp_path, DAY.format(1, 4, "mended"))
    (question,) = outcome.questions
    assert "pain: 7 in the journal, 4 in the table" in question.words
    assert (outcome.added, outcome.usable, answers(journal)) == (0, True, [7])
    assert answer(journal, question.id, "table")
    assert answers(journal) == [4]
    assert open_questions(journal) == ()
    assert take(journal, tmp_path, DAY.format(1, 4, "mended")).already == 1


def test_what_was_answered_is_not_asked_again(journal: Journal, tmp_path: Path) -> None:
    take(journal, tmp_path, DAY.format(1, 7, ""))
    (question,) = take(journal, tmp_path, DAY.format(1, 4, "")).questions
    assert take(journal, tmp_path, DAY.format(1, 4, "")).questions == (question,)
    assert len(open_questions(journal)) == 1
    assert answer(journal, question.id, "journal")
    assert take(journal, tmp_path, DAY.format(1, 4, "")).questions == ()
    assert answers(journal) == [7]
    assert not answer(journal, question.id, "table")


def test_a_question_goes_with_the_entry_it_is_about(journal: Journal, tmp_path: Path) -> None:
    take(journal, tmp_path, DAY.format(1, 7, ""))
    take(journal, tmp_path, DAY.format(1, 4, ""))
    entry = journal.entry_of(journal.diary().pain[0])
    assert entry is not None
    journal.undo(entry)
    assert open_questions(journal) == ()


def test_other_words_of_the_same_number_replace(journal: Journal, tmp_path: Path) -> None:
    take(journal, tmp_path, DAY.format(1, 7, "typo"))
    outcome = take(journal, tmp_path, DAY.format(1, 7, "mended"))
    assert (outcome.corrected, outcome.questions) == (1, ())
    assert [report.note for report in journal.diary().pain] == ["mended"]


def test_another_place_symptom_or_moment_is_another_report(journal: Journal, tmp_path: Path) -> None:
    head, at = "at,site,nrs,symptom,moment\n", "2026-05-01T20:00:00+02:00"
    take(journal, tmp_path, f"{head}{at},left-heel,3,pain,evening\n")
    more = f"{head}{at},right-heel,4,,evening\n{at},left-heel,2,cramp,evening\n{at},left-heel,5,pain,first-steps\n"
    outcome = take(journal, tmp_path, more)
    assert (outcome.added, outcome.questions) == (3, ())


def test_a_removed_row_is_asked_about_between_the_first_and_the_last(journal: Journal, tmp_path: Path) -> None:
    take(journal, tmp_path, FOUR_DAYS)
    without = FOUR_DAYS.replace(DAY.format(2, 6, ""), "")
    (question,) = take(journal, tmp_path, without).questions
    assert "1 entry is no longer in the table: 2026-05-02 20:00, left heel: 6." in question.words
    assert len(answers(journal)) == 4
    assert answer(journal, question.id, "table")
    assert answers(journal) == [7, 5, 4]


def test_a_table_of_other_days_takes_nothing_away(journal: Journal, tmp_path: Path) -> None:
    take(journal, tmp_path, FOUR_DAYS)
    later = "".join(DAY.format(day, 1, "") for day in (7, 8, 9))
    assert take(journal, tmp_path, later).questions == ()
    assert take(journal, tmp_path, DAY.format(1, 7, "") + DAY.format(9, 1, "")).questions == ()
    # The last days of a diary are no removal of those before them.
    assert take(journal, tmp_path, DAY.format(3, 5, "") + DAY.format(4, 4, "")).questions == ()


def test_the_table_may_be_said_to_be_right(journal: Journal, tmp_path: Path) -> None:
    take(journal, tmp_path, FOUR_DAYS)
    changed = FOUR_DAYS.replace(DAY.format(2, 6, ""), "").replace("left-heel,5", "left-heel,9")
    assert len(take(journal, tmp_path, changed).questions) == 2
    outcome = take(journal, tmp_path, changed, replace=True)
    assert outcome.questions == ()
    assert open_questions(journal) == ()
    assert answers(journal) == [7, 9, 4]


def test_a_corrected_row_of_an_export_replaces_its_entry_again_and_again(journal: Journal, tmp_path: Path) -> None:
    take(journal, tmp_path, FOUR_DAYS)
    care = "at,intervention,minutes\n2026-05-01T21:00:00+02:00,ice,5\n"
    take(journal, tmp_path, care, name="care.csv")
    export_folder(journal, tmp_path / "out")
    table = tmp_path / "out" / "pain.csv"
    for before, now in (("left-heel,5.0", "left-heel,2.0"), ("left-heel,2.0", "left-heel,3.0")):
        # Another minute too: only the name of the row still says which it is.
        table.write_text(table.read_text("utf-8").replace(before, now).replace("05-03T20:0", "05-03T20:3"), "utf-8")
        outcomes = list(import_paths(journal, [table]))
        assert [(each.added, each.corrected, each.questions) for each in outcomes] == [(0, 1, ())]
    assert answers(journal) == [7, 6, 3, 4]
    assert [(each.added, each.corrected) for each in import_paths(journal, [table])] == [(0, 0)]
    other = tmp_path / "out" / "care.csv"
    other.write_text(other.read_text("utf-8").replace(",5.0,", ",8.0,"), "utf-8")
    assert [(each.added, each.corrected) for each in import_paths(journal, [other])] == [(0, 1)]
    assert [each.minutes for each in journal.diary().care] == [8]


def test_what_was_done_in_one_minute_is_asked_about_too(journal: Journal, tmp_path: Path) -> None:
    head, at = "at,intervention,minutes,pain_before,pain_after\n", "2026-05-01T21:00:00+02:00"
    take(journal, tmp_path, f"{head}{at},ice,5,6,2\n", name="care.csv")
    (question,) = take(journal, tmp_path, f"{head}{at},ice,5,6,4\n", name="care.csv").questions
    assert "pain after: 2 in the journal, 4 in the table" in question.words
    phases = "intervention,start,end\nnew shoes,2026-05-01,\n"
    take(journal, tmp_path, phases, name="phases.csv")
    (question,) = take(journal, tmp_path, phases.replace(",\n", ",2026-05-09\n"), name="phases.csv").questions
    assert answer(journal, question.id, "table")
    assert [phase.end is not None for phase in journal.diary().phases] == [True]


RUNS = "start,duration_s,distance_m,rpe,shoe\n"
RUN = "2026-05-0{}T07:30:00+02:00,{},{},{},{}\n"
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def take_runs(journal: Journal, folder: Path, rows: str, *, replace: bool = False) -> ImportOutcome:
    (folder / "runs.csv").write_text(RUNS + rows)
    (outcome,) = import_paths(journal, [folder / "runs.csv"], replace=replace, now=NOW)
    return outcome


def distances(journal: Journal) -> list[float | None]:
    return [run.distance_m for run in journal.diary().runs]


def test_a_run_whose_numbers_changed_is_asked_about_and_never_a_second_run(journal: Journal, tmp_path: Path) -> None:
    take_runs(journal, tmp_path, RUN.format(1, 2100, 6000, 4, "old"))
    outcome = take_runs(journal, tmp_path, RUN.format(1, 2100, 5000, 4, "old"))
    (question,) = outcome.questions
    assert "distance m: 6000 in the journal, 5000 in the table" in question.words
    assert (outcome.added, outcome.corrected, distances(journal)) == (0, 0, [6000])
    other = take_runs(journal, tmp_path, RUN.format(1, 2100, 4000, 4, "old")).questions
    assert [each.id == question.id for each in other] == [False]
    assert len(open_questions(journal)) == 2
    assert answer(journal, question.id, "table")
    assert distances(journal) == [5000]
    assert open_questions(journal) == ()  # the other was about a run that is told differently now
    assert take_runs(journal, tmp_path, RUN.format(1, 2100, 5000, 4, "old")).questions == ()


def test_a_run_that_the_journal_is_right_about_is_not_asked_again(journal: Journal, tmp_path: Path) -> None:
    take_runs(journal, tmp_path, RUN.format(1, 2100, 6000, 4, "old"))
    (question,) = take_runs(journal, tmp_path, RUN.format(1, 2100, 5000, 4, "old")).questions
    assert answer(journal, question.id, "journal")
    assert take_runs(journal, tmp_path, RUN.format(1, 2100, 5000, 4, "old")).questions == ()
    assert distances(journal) == [6000]
    assert take_runs(journal, tmp_path, RUN.format(1, 2100, 5000, 4, "old"), replace=True).corrected == 1
    assert distances(journal) == [5000]


def test_words_and_what_was_not_known_of_a_run_need_no_question(journal: Journal, tmp_path: Path) -> None:
    take_runs(journal, tmp_path, RUN.format(1, 2100, 6000, "", "old"))
    outcome = take_runs(journal, tmp_path, RUN.format(1, 2100, 6000, 4, "new"))
    assert (outcome.corrected, outcome.questions) == (1, ())
    # A table without the column takes nothing away.
    outcome = take_runs(journal, tmp_path, RUN.format(1, 2100, 6000, "", ""))
    assert (outcome.already, outcome.corrected) == (1, 0)
    assert [(run.rpe, run.shoe) for run in journal.diary().runs] == [(4, "new")]


def test_a_run_that_could_not_be_is_mended_by_its_row_without_a_question(journal: Journal, tmp_path: Path) -> None:
    assert take_runs(journal, tmp_path, RUN.format(1, 36, 6.4, 4, "")).asked == 1
    outcome = take_runs(journal, tmp_path, RUN.format(1, 2160, 6400, 4, ""))
    assert (outcome.corrected, outcome.questions, distances(journal)) == (1, (), [6400])
    assert journal.apart() == ()
    # The wrong row again corrects nothing.
    outcome = take_runs(journal, tmp_path, RUN.format(1, 36, 6.4, 4, ""))
    assert (outcome.already, outcome.questions, distances(journal)) == (1, (), [6400])


def test_a_run_of_an_export_is_found_by_its_name_when_its_start_was_corrected(journal: Journal, tmp_path: Path) -> None:
    take_runs(journal, tmp_path, RUN.format(1, 2100, 6000, 4, "old") + RUN.format(3, 2100, 5000, 4, "old"))
    export_folder(journal, tmp_path / "out")
    table = tmp_path / "out" / "runs.csv"
    assert [(each.added, each.corrected) for each in import_paths(journal, [table])] == [(0, 0)]
    table.write_text(table.read_text("utf-8").replace("05-01T07:30", "05-01T18:30"), "utf-8")
    assert [(each.added, each.corrected) for each in import_paths(journal, [table])] == [(0, 1)]
    assert [run.start.hour for run in journal.diary().runs] == [18, 7]
    assert [(each.added, each.corrected) for each in import_paths(journal, [table])] == [(0, 0)]


def test_an_old_export_does_not_take_a_correction_back(journal: Journal, tmp_path: Path) -> None:
    take(journal, tmp_path, FOUR_DAYS)
    take_runs(journal, tmp_path, RUN.format(1, 2100, 6000, 4, "old"))
    export_folder(journal, tmp_path / "out")
    take(journal, tmp_path, FOUR_DAYS.replace("left-heel,5", "left-heel,9"), replace=True)
    take_runs(journal, tmp_path, RUN.format(1, 2100, 5000, 4, "old"), replace=True)
    outcomes = list(import_paths(journal, [tmp_path / "out"]))
    assert sum(each.corrected for each in outcomes) == 0
    assert sum(len(each.questions) for each in outcomes) == 2
    assert (answers(journal), distances(journal)) == ([7, 6, 9, 4], [5000])


def test_an_export_of_merged_runs_changes_nothing_where_it_came_from(journal: Journal, tmp_path: Path) -> None:
    take_runs(journal, tmp_path, RUN.format(1, 2100, 6000, 4, ""))
    file = Original("watch.bin", b"watch")
    journal.add((), original=file)
    start = datetime.fromisoformat("2026-05-01T07:30:10+02:00")
    watch = Run(start=start, duration_s=2100, distance_m=6000, cadence_spm=170, source="fit", original=file.sha256)
    journal.add([watch, Care(at=start, intervention="tape", run=start.replace(second=0))])
    assert [(run.rpe, run.cadence_spm) for run in journal.diary().runs] == [(4, 170)]
    before = journal.diary()
    export_folder(journal, tmp_path / "out")
    outcomes = list(import_paths(journal, [tmp_path / "out"]))
    assert [(each.added, each.corrected, each.questions) for each in outcomes if each.added or each.corrected] == []
    assert journal.diary() == before
    with Journal.open(tmp_path / "other.db") as other:
        list(import_paths(other, [tmp_path / "out"]))
        assert [(run.rpe, run.distance_m) for run in other.diary().runs] == [(4, 6000)]


FOUR = """at,site,nrs
2026-05-01T20:00:00+02:00,Right Forefoot Lateral,4
2026-05-01T20:00:00+02:00,right forefoot,5
2026-05-01T20:00:00+02:00,Right-Forefoot-Lateral,3
2026-05-01T20:00:00+02:00,R forefoot,2
"""


@pytest.mark.parametrize("replace", [False, True])
def test_two_answers_of_one_table_for_one_minute_are_asked_about(
    journal: Journal, tmp_path: Path, replace: bool
) -> None:
    outcome = take(journal, tmp_path, FOUR, replace=replace)
    assert sorted(answers(journal)) == [4, 5]
    assert outcome.problems == ()
    assert len(outcome.questions) == 2
    assert "pain: 4 in the journal, 3 in the table" in " ".join(each.words for each in outcome.questions)
    assert len(take(journal, tmp_path, FOUR, replace=replace).questions) == 2
    one, other = open_questions(journal)
    assert answer(journal, one.id, "table")
    assert answer(journal, other.id, "journal")
    decided = sorted(answers(journal))
    assert decided in ([3, 5], [2, 4])
    again = take(journal, tmp_path, FOUR, replace=replace)
    assert (again.added, again.already, again.questions) == (0, 2, ())
    assert sorted(answers(journal)) == decided


RUN_HEAD = "start,duration_s,distance_m\n"
WEEK = [f"2026-05-0{day}T07:30:00+02:00,1800,{5000 + 100 * day}\n" for day in range(1, 6)]
CARE_HEAD = "at,intervention,minutes\n"
EVENINGS = [f"2026-05-0{day}T20:00:00+02:00,calf stretch,10\n" for day in range(1, 6)]


def take_rows(journal: Journal, folder: Path, name: str, head: str, rows: list[str]) -> ImportOutcome:
    (folder / name).write_text(head + "".join(rows))
    (outcome,) = import_paths(journal, [folder / name])
    return outcome


@pytest.mark.parametrize(
    ("name", "head", "rows", "place", "edited", "asked"),
    [
        (
            "runs.csv",
            RUN_HEAD,
            WEEK,
            2,
            "2026-05-03T07:45:00+02:00,1800,5300\n",
            "start: 2026-05-03 07:30 in the journal",
        ),
        ("runs.csv", RUN_HEAD, WEEK, 4, "2026-05-05T18:30:00+02:00,1800,5500\n", "2026-05-05 18:30 in the table"),
        (
            "care.csv",
            CARE_HEAD,
            EVENINGS,
            2,
            "2026-05-03T20:00:00+02:00,massage,10\n",
            "calf stretch in the journal, massage",
        ),
        ("care.csv", CARE_HEAD, EVENINGS, 0, "2026-05-01T21:00:00+02:00,calf stretch,10\n", "time: 2026-05-01 20:00"),
        (
            "pain.csv",
            HEAD,
            FOUR_DAYS.splitlines(keepends=True),
            1,
            "2026-05-02T20:00:00+02:00,right-heel,6,\n",
            "site: left heel in the journal, right heel in the table",
        ),
    ],
)
def test_a_row_edited_in_its_time_or_its_thing_is_asked_about_and_never_a_second_entry(
    journal: Journal, tmp_path: Path, name: str, head: str, rows: list[str], place: int, edited: str, asked: str
) -> None:
    def entries() -> int:
        diary = journal.diary()
        return len(diary.runs) + len(diary.care) + len(diary.pain)

    take_rows(journal, tmp_path, name, head, rows)
    now = [*rows[:place], edited, *rows[place + 1 :]]
    outcome = take_rows(journal, tmp_path, name, head, now)
    (question,) = outcome.questions
    assert asked in question.words
    assert (outcome.added, entries()) == (0, len(rows))
    assert take_rows(journal, tmp_path, name, head, now).questions == (question,)
    assert answer(journal, question.id, "table")
    again = take_rows(journal, tmp_path, name, head, now)
    assert (again.added, again.already, again.questions, entries()) == (0, len(rows), (), len(rows))


def test_a_row_that_the_journal_is_right_about_does_not_come_in_beside_it(journal: Journal, tmp_path: Path) -> None:
    take_rows(journal, tmp_path, "runs.csv", RUN_HEAD, WEEK)
    now = [*WEEK[:2], "2026-05-03T07:45:00+02:00,1800,5300\n", *WEEK[3:]]
    (question,) = take_rows(journal, tmp_path, "runs.csv", RUN_HEAD, now).questions
    assert answer(journal, question.id, "journal")
    for _ in range(2):
        again = take_rows(journal, tmp_path, "runs.csv", RUN_HEAD, now)
        assert (again.added, again.questions) == (0, ())
    assert len(journal.diary().runs) == len(WEEK)


def test_a_row_of_another_week_is_no_edited_one(journal: Journal, tmp_path: Path) -> None:
    take_rows(journal, tmp_path, "runs.csv", RUN_HEAD, WEEK)
    later = "2026-05-09T07:30:00+02:00,1800,5300\n"
    outcome = take_rows(journal, tmp_path, "runs.csv", RUN_HEAD, [*WEEK[:2], *WEEK[3:], later])
    assert outcome.added == 1
    assert "no longer in the table: 2026-05-03 07:30" in outcome.questions[0].words


def test_nobody_keeps_one_thing_up_twice_at_once(journal: Journal, tmp_path: Path) -> None:
    take(journal, tmp_path, "intervention,start,end\ncalf raises,2026-05-01,2026-05-20\n", name="phases.csv")
    moved = "intervention,start,end\ncalf raises,2026-05-03,2026-05-20\ncalf raises,2026-06-01,2026-06-20\n"
    outcome = take(journal, tmp_path, moved, name="phases.csv")
    assert outcome.added == 1
    assert "start: 2026-05-01 00:00 in the journal, 2026-05-03 00:00 in the table" in outcome.questions[0].words


def test_a_symptom_that_was_kept_as_it_was_typed_is_the_one_it_is_folded_to(journal: Journal, tmp_path: Path) -> None:
    report = PainReport(at=datetime(2026, 5, 1, 18, tzinfo=UTC), site=Site.parse("left-heel"), nrs=7, symptom="cramps")
    journal.add([report])
    rows = "at,site,nrs,symptom\n2026-05-01T20:00:00+02:00,left-heel,7,cramps\n"
    take(journal, tmp_path, rows)
    assert len(journal.diary().pain) == 1

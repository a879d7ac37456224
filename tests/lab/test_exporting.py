from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterrun.errors import FileUnreadableError, InvalidValueError
from afterrun.journal import Journal
from afterrun.lab.exporting import export_folder
from afterrun.lab.importing import import_paths
from afterrun.lab.story import build_story
from afterrun.records import Allocation, Care, Diary, Event, PainReport, Phase, Run, Site, Trial
from tests import strategies
from tests.journal.test_kill import tcx
from tests.shares import drawn

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def everything(diary: Diary) -> list[Run | PainReport | Care | Phase | Event | Trial | Allocation]:
    told: list[Run | PainReport | Care | Phase | Event | Trial | Allocation] = [*diary.runs, *diary.pain, *diary.care]
    return [*told, *diary.phases, *diary.events, *diary.trials, *diary.allocations]


def through_a_folder(folder: Path, journal: Journal) -> tuple[Diary, list[str]]:
    export_folder(journal, folder / "out")
    with Journal.open(folder / "again.db") as again:
        told = [str(problem) for outcome in import_paths(again, [folder / "out"]) for problem in outcome.problems]
        assert again.verify() == ()
        return again.diary(), told


@drawn(10, 40)
@given(
    reports=st.lists(strategies.reports, max_size=4, unique=True),
    cares=st.lists(strategies.cares, max_size=4, unique=True),
    phases=st.lists(strategies.phases, max_size=3, unique=True),
    events=st.lists(strategies.events, max_size=3, unique=True),
    trials=st.lists(strategies.trials, max_size=2, unique_by=lambda trial: trial.sha256),
    allocations=st.lists(strategies.allocations, max_size=2, unique_by=lambda drawn: (drawn.trial.strip(), drawn.unit)),
    run=strategies.runs,
)
def test_out_and_in_again_is_equal(
    tmp_path_factory: pytest.TempPathFactory,
    reports: list[PainReport],
    cares: list[Care],
    phases: list[Phase],
    events: list[Event],
    trials: list[Trial],
    allocations: list[Allocation],
    run: Run,
) -> None:
    folder = tmp_path_factory.mktemp("out")
    run = replace(run, distance_m=run.distance_m or 1000.0)  # the contract's table asks for a distance
    with Journal.open(folder / "one.db") as journal:
        journal.add([*reports, *cares, *phases, *events, *trials, *allocations, run])
        before = journal.diary()
        after, told = through_a_folder(folder, journal)
    assert told == []
    assert set(everything(after)) == set(everything(before))


def test_the_story_comes_back_whole(tmp_path: Path) -> None:
    story = build_story(now=NOW).diary
    with Journal.open(tmp_path / "one.db") as journal:
        journal.add(everything(story))
        assert through_a_folder(tmp_path, journal) == (story, [])


def test_device_files_come_back_with_their_streams(tmp_path: Path) -> None:
    file = tmp_path / "run.tcx"
    file.write_text(tcx(3))
    with Journal.open(tmp_path / "one.db") as journal:
        list(import_paths(journal, [file]))
        after, told = through_a_folder(tmp_path, journal)
        assert (after, told) == (journal.diary(), [])
        (original,) = journal.originals()
        before = journal.streams(journal.diary().runs[0])
    with Journal.open(tmp_path / "again.db") as again:
        (kept,) = again.originals()
        assert kept.content == original.content == file.read_bytes()
        streams = again.streams(again.diary().runs[0])
    assert before is not None
    assert streams is not None
    assert before.channels.keys() == streams.channels.keys()
    for channel, values in before.channels.items():
        assert np.array_equal(values, streams.channels[channel], equal_nan=True)


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with Journal.open(tmp_path / "one.db") as journal, pytest.raises(InvalidValueError, match="new or empty"):
        export_folder(journal, tmp_path / "out")
    assert [entry.name for entry in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    for day in (1, 2):
        (tmp_path / f"{day}.tcx").write_text(tcx(day))
    (tmp_path / "pain.csv").write_text("at,site,nrs\n2026-03-02T07:00:00+01:00,left-heel,2\n")
    with Journal.open(tmp_path / "one.db") as journal:
        first = list(import_paths(journal, [*sorted(tmp_path.glob("*.tcx")), tmp_path / "pain.csv"]))
        before = journal.diary()
        second = list(import_paths(journal, [*sorted(tmp_path.glob("*.tcx")), tmp_path / "pain.csv"]))
        assert [(o.added, o.already) for o in first] == [(1, 0)] * 3
        assert [(o.added, o.already) for o in second] == [(0, 1)] * 3
        assert journal.diary() == before


def test_a_path_that_is_not_there_stops_it_before_anything_is_taken(tmp_path: Path) -> None:
    (tmp_path / "1.tcx").write_text(tcx(1))
    with Journal.open(tmp_path / "one.db") as journal:
        with pytest.raises(FileUnreadableError, match="nothing is there"):
            list(import_paths(journal, [tmp_path / "1.tcx", tmp_path / "2.tcx"]))
        assert journal.diary() == Diary()


def test_two_exports_of_one_run_count_once(tmp_path: Path) -> None:
    (tmp_path / "1.tcx").write_text(tcx(1))
    (tmp_path / "runs.csv").write_text("start,duration_s,distance_m,rpe\n2026-03-01T09:00:20+01:00,1750,4300,6\n")
    with Journal.open(tmp_path / "one.db") as journal:
        outcomes = list(import_paths(journal, [tmp_path / "1.tcx", tmp_path / "runs.csv"]))
        assert outcomes[1].added == 0
        assert "counts once" in outcomes[1].notes[0]
        (run,) = journal.diary().runs
        assert (run.rpe, run.distance_m) == (6.0, 4350.0)
        assert run.end - run.start == timedelta(seconds=1740)


def test_a_line_break_in_a_note_stays_in_its_cell(tmp_path: Path) -> None:
    """A bare carriage return outside quotes ends the row for a spreadsheet; what follows could be a formula."""
    note = "fine\r=1+1\nthen\r\nsore"
    with Journal.open(tmp_path / "journal.db") as journal:
        journal.add(
            [PainReport(at=datetime(2026, 5, 1, 7, tzinfo=UTC), site=Site.parse("left-heel"), nrs=2, note=note)]
        )
        export_folder(journal, tmp_path / "out")
    table = (tmp_path / "out" / "pain.csv").read_bytes().decode()
    assert f'"{note}"' in table
    with Journal.open(tmp_path / "again.db") as again:
        list(import_paths(again, [tmp_path / "out"]))
        assert again.diary().pain[0].note == note

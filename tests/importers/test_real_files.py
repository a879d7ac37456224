"""Over real files of many makers: nothing is raised, and what is read and refused is known."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from afterrun.importers.parsed import Source
from afterrun.importers.reading import read_path
from afterrun.records.happenings import Event
from afterrun.records.pain import PainReport
from afterrun.records.run import Run

pytestmark = pytest.mark.share

DATA = Path(os.environ.get("AFTERRUN_DATA", Path(__file__).parents[3] / "shared" / "data"))
RUNS, PMDATA = DATA / "runs", DATA / "pmdata"
needs_runs = pytest.mark.skipif(not RUNS.is_dir(), reason="no recorded runs in $AFTERRUN_DATA/runs")
needs_pmdata = pytest.mark.skipif(not PMDATA.is_dir(), reason="no PMData in $AFTERRUN_DATA/pmdata")

IN_ONE_LINE = 10  # settings, workouts, weight, monitoring
REASONS = (
    "planned route",
    "no track",
    "holds no activity",
    f"{IN_ONE_LINE} files tell of no run and no pain",
    "clock of the watch",
    "dated before 2000",
    "less than a second",
)


def why(source: Source) -> str:
    told = " ".join(problem.reason for problem in source.parsed.problems)
    return next((reason for reason in REASONS if reason in told), told)


@pytest.fixture(scope="module")
def sources() -> list[Source]:
    return list(read_path(RUNS))


@needs_runs
def test_every_file_is_accounted_for(sources: list[Source]) -> None:
    told = sum(source.name != "other files" for source in sources)
    assert told + IN_ONE_LINE == sum(path.is_file() for path in RUNS.rglob("*"))
    assert all(source.parsed.records or source.parsed.problems for source in sources)


@needs_runs
def test_what_was_read(sources: list[Source]) -> None:
    kinds = Counter(type(record) for source in sources for record in source.parsed.records)
    assert sum(bool(source.parsed.records) for source in sources) == 82
    assert kinds == {Run: 25, Event: 91}  # tracks that follow one another within a minute are one outing


@needs_runs
def test_what_was_refused_and_why(sources: list[Source]) -> None:
    refused = Counter(why(source) for source in sources if not source.parsed.records)
    assert refused == {
        "no track": 10,
        "less than a second": 10,  # a single point, to show some element of the format
        f"{IN_ONE_LINE} files tell of no run and no pain": 1,  # what a watch keeps besides
        "clock of the watch": 4,
        "planned route": 4,
        "holds no activity": 1,
        "dated before 2000": 1,
    }


@needs_runs
def test_runs_are_within_what_people_run(sources: list[Source]) -> None:
    runs = [
        record
        for source in sources
        for record in source.parsed.records
        if isinstance(record, Run) and record.distance_m and record.duration_s > 600
    ]
    assert len(runs) > 5
    assert all(0.5 < (run.distance_m or 0) / run.duration_s < 6.5 for run in runs)
    assert all(run.cadence_spm is None or 90 < run.cadence_spm < 220 for run in runs)


@needs_runs
def test_the_same_ride_in_three_formats_is_the_same(sources: list[Source]) -> None:
    rides = [
        record
        for source in sources
        if "4801048867" in source.name
        for record in source.parsed.records
        if isinstance(record, Event)
    ]
    assert len(rides) == 4
    assert len({ride.at for ride in rides}) == 1
    assert {ride.kind for ride in rides} == {"cycling"}
    assert max(ride.amount or 0 for ride in rides) == pytest.approx(min(ride.amount or 0 for ride in rides), rel=0.005)


@needs_pmdata
@pytest.mark.parametrize(
    ("name", "recorded", "with_effort", "reported", "soreness"), [("p08", 145, 77, 35, 104), ("p15", 71, 41, 61, 95)]
)
def test_two_people_of_pmdata(name: str, recorded: int, with_effort: int, reported: int, soreness: int) -> None:
    records = [record for source in read_path(PMDATA / name) for record in source.parsed.records]
    runs = [record for record in records if isinstance(record, Run)]
    fitbit = [run for run in runs if run.source == "fitbit"]
    assert len(fitbit) == recorded
    assert sum(run.rpe is not None for run in fitbit) == with_effort
    assert len(runs) - recorded == reported
    assert sum(isinstance(record, PainReport) for record in records) == soreness


@needs_pmdata
def test_fitbit_and_pmsys_share_a_clock() -> None:
    """Were the recordings an hour off, hardly any would end when a session was reported to end."""
    runs = [
        record
        for source in read_path(PMDATA / "p08")
        for record in source.parsed.records
        if isinstance(record, Run) and record.sport == "running"
    ]
    joined = sum(run.source == "fitbit" and run.rpe is not None for run in runs)
    alone = sum(run.source == "pmsys" for run in runs)
    assert joined > 5 * alone

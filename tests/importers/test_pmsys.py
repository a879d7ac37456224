from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from afterrun.importers.parsed import Source
from afterrun.importers.reading import read_path
from afterrun.records.happenings import Event
from afterrun.records.pain import PainReport
from afterrun.records.run import Run


def exercise(name: str, start: str, minutes: float, **more: object) -> dict[str, object]:
    return {"activityName": name, "startTime": f"2020-01-{start}", "duration": 60000 * minutes, **more}


def person(folder: Path, *, sessions: str = "", exercises: object = (), wellness: str = "") -> dict[str, Source]:
    (folder / "pmsys").mkdir()
    (folder / "fitbit").mkdir()
    (folder / "pmsys" / "srpe.csv").write_text(
        "end_date_time,activity_names,perceived_exertion,duration_min\n" + sessions
    )
    (folder / "pmsys" / "wellness.csv").write_text("effective_time_frame,fatigue,soreness,soreness_area\n" + wellness)
    (folder / "fitbit" / "exercise.json").write_text(json.dumps(exercises))
    return {source.name: source for source in read_path(folder)}


def happened(sources: dict[str, Source], folder: Path) -> list[Run | Event]:
    records = sources[folder.name].parsed.records
    return [record for record in records if isinstance(record, Run | Event)]


RUN_SESSION = "2020-01-05T08:02:00.000Z,\"['individual', 'running']\",7,40\n"
KM = {"distance": 6.4, "distanceUnit": "Kilometer"}


def test_a_session_and_its_recording_are_one_run(tmp_path: Path) -> None:
    sources = person(tmp_path, sessions=RUN_SESSION, exercises=[exercise("Run", "05 07:24:00", 36, **KM)])
    (run,) = happened(sources, tmp_path)
    assert isinstance(run, Run)
    assert run.start == datetime(2020, 1, 5, 7, 24, tzinfo=UTC)
    assert run.start.utcoffset() == timedelta(hours=1)
    assert (run.duration_s, run.distance_m, run.rpe) == (36 * 60, 6400, 7)
    assert run.note is not None
    assert "same as the PMSys session" in run.note


def test_ending_within_twenty_minutes_is_the_same_run(tmp_path: Path) -> None:
    # Logged 15 minutes late, with half the length: the two do not overlap by half.
    late = "2020-01-05T08:15:00Z,\"['running']\",7,20\n"
    sources = person(tmp_path, sessions=late, exercises=[exercise("Treadmill", "05 07:24:00", 36, **KM)])
    assert [getattr(record, "rpe", None) for record in happened(sources, tmp_path)] == [7]


def test_apart_they_are_two(tmp_path: Path) -> None:
    sources = person(tmp_path, sessions=RUN_SESSION, exercises=[exercise("Run", "05 17:00:00", 36, **KM)])
    reported, recorded = happened(sources, tmp_path)
    assert isinstance(reported, Run)
    assert (reported.start, reported.distance_m) == (datetime(2020, 1, 5, 7, 22, tzinfo=UTC), None)
    assert isinstance(recorded, Run)
    assert recorded.rpe is None


def test_a_session_in_the_gym_stands_for_what_the_watch_noticed(tmp_path: Path) -> None:
    gym = "2020-01-05T18:00:00Z,\"['individual', 'strength']\",5,60\n"
    exercises = [exercise("Weights", "05 17:05:00", 50), exercise("Walk", "05 12:00:00", 20)]
    lift, walk = happened(person(tmp_path, sessions=gym, exercises=exercises), tmp_path)
    assert isinstance(lift, Run)
    assert lift.sport == "strength"
    assert lift.note == "same as recorded by Fitbit: Weights"
    assert isinstance(walk, Event)
    assert (walk.kind, walk.minutes) == ("walk", 20)


def test_miles_are_converted(tmp_path: Path) -> None:
    miles = exercise("Run", "05 07:24:00", 36, distance=2, distanceUnit="Mile")
    (run,) = happened(person(tmp_path, exercises=[miles]), tmp_path)
    assert isinstance(run, Run)
    assert run.distance_m == pytest.approx(3218.688)


def test_summer_time_has_its_own_offset(tmp_path: Path) -> None:
    entry = {**exercise("Run", "01", 36, **KM), "startTime": "2020-03-29 05:00:00"}
    (run,) = happened(person(tmp_path, exercises=[entry]), tmp_path)
    assert isinstance(run, Run)
    assert run.start.utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"activityName": "Run"},
        None,
        7,
        exercise("Run", "99 00:00:00", 36),
        exercise("Run", "05 07:24:00", -3),
        exercise("Run", "05 07:24:00", 36, distance="far", distanceUnit="Kilometer"),
        exercise("Run", "05 07:24:00", 36, distance=1e12, distanceUnit="Kilometer"),
        {**exercise("Run", "05 07:24:00", 36), "duration": 10**400},
    ],
)
def test_a_broken_entry_costs_itself(tmp_path: Path, broken: object) -> None:
    sources = person(tmp_path, exercises=[broken, exercise("Run", "05 07:24:00", 36)])
    assert len(happened(sources, tmp_path)) == 1
    assert [problem.where for problem in sources[tmp_path.name].parsed.problems] == ["fitbit/exercise.json entry 1"]


@pytest.mark.parametrize("content", ["", "{", "{}", "[" * 100000])
def test_what_is_no_list_of_exercises_is_told(tmp_path: Path, content: str) -> None:
    person(tmp_path)
    (tmp_path / "fitbit" / "exercise.json").write_text(content)
    first = next(read_path(tmp_path))
    assert len(first.parsed.problems) == 1


def test_soreness_becomes_points_on_its_own_scale(tmp_path: Path) -> None:
    wellness = (
        '2020-01-05T06:00:00Z,2,1,"[48979004, 32696007]"\n2020-01-06T06:00:00Z,2,3,[]\n2020-01-07T06:00:00Z,2,0,[]\n'
    )
    parsed = person(tmp_path, wellness=wellness)["pmsys/wellness.csv"].parsed
    sore, usual = parsed.records
    assert isinstance(sore, PainReport)
    assert (str(sore.site), sore.nrs, sore.symptom, sore.scale) == ("both-body", 8, "soreness", "wellness-5")
    assert sore.note == "sore areas (SNOMED CT): 48979004, 32696007"
    assert isinstance(usual, PainReport)
    assert (usual.nrs, usual.note) == (2, None)
    assert [problem.where for problem in parsed.problems] == ["pmsys/wellness.csv line 4"]


def test_bad_sessions_cost_themselves(tmp_path: Path) -> None:
    bad = "2019-11-18T13:34:02.327Z, {},,\n2020-01-05T08:02:00,\"['running']\",7,40\n"
    sources = person(tmp_path, sessions=bad + RUN_SESSION)
    assert len(happened(sources, tmp_path)) == 1
    assert [problem.where for problem in sources[tmp_path.name].parsed.problems] == [
        "pmsys/srpe.csv line 2",
        "pmsys/srpe.csv line 3",
    ]

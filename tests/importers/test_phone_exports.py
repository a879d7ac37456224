"""What two apps of telephones write, made up in their layouts: Health Auto Export of Apple's, and Huawei Health."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from afterrun.records import Run
from tests.importers.test_exports import alone, events, facts, runs, told

START_MS = 1777786210000  # 2026-05-03 07:30:10 in Berlin


def workout(**said: object) -> dict[str, object]:
    return {
        "id": "A1",
        "name": "Outdoor Run",
        "start": "2026-05-03 07:30:10 +0200",
        "end": "2026-05-03 08:00:10 +0200",
        "duration": 1700.5,
        "distance": {"qty": 5.2, "units": "km"},
        **said,
    }


def of_app(*workouts: object, first: Mapping[str, object] | None = None) -> object:
    return {"data": {**(first or {}), "workouts": list(workouts)}}


def test_a_run_lasts_until_its_end_and_other_sports_are_events(tmp_path: Path) -> None:
    walk = workout(name="Outdoor Walk", start="2026-05-04 07:30:10 +0200", end="2026-05-04 08:00:10 +0200")
    sources = alone(tmp_path, "HealthAutoExport.json", of_app(workout(), walk))
    assert facts(sources) == [("2026-05-03T07:30:10+02:00", 1800, 5200)]
    assert [event.kind for event in events(sources)] == ["walking"]
    assert told(sources) == ""


@pytest.mark.parametrize(
    ("distance", "metres"),
    [({"qty": 2, "units": "mi"}, 3218.688), ({"qty": 5200, "units": "m"}, 5200), ({"qty": 5.2}, None), (5.2, None)],
)
def test_a_distance_counts_in_the_unit_beside_it_and_without_one_not(
    tmp_path: Path, distance: object, metres: float | None
) -> None:
    ((_, _, found),) = facts(alone(tmp_path, "a.json", of_app(workout(distance=distance))))
    assert found == metres


def test_the_route_is_the_recording_and_an_indoor_run_is_on_a_treadmill(tmp_path: Path) -> None:
    route = [
        {
            "latitude": 60 + 3 * second / 111195,
            "longitude": 10.0,
            "altitude": 31.5,
            "timestamp": f"2026-05-03 07:{30 + second // 60:02}:{second % 60:02} +0200",
        }
        for second in range(0, 1200, 5)
    ]
    outdoors = workout(route=[*route, {"latitude": 60.0}, "nothing"])
    indoors = workout(name="Running", isIndoor=True, start="2026-05-04 07:30:10 +0200", end="2026-05-04 08:00:10 +0200")
    (source,) = alone(tmp_path, "a.json", of_app(outdoors, indoors))
    first, second = source.parsed.records
    assert isinstance(first, Run)
    assert isinstance(second, Run)
    assert 0 in source.parsed.streams
    assert second.surface == "treadmill"


def test_what_is_no_workout_is_no_riddle(tmp_path: Path) -> None:
    metrics = {"metrics": [{"name": "heart_rate", "units": "bpm", "data": []}]}
    (source,) = alone(tmp_path, "a.json", {"data": metrics})
    assert source.name == "other files"
    assert len(runs(alone(tmp_path, "b.json", of_app(workout(), first=metrics)))) == 1


def activity(*, lines: str = "", **said: object) -> dict[str, Any]:
    return {
        "totalSteps": 4800,
        "attribute": f'HW_EXT_TRACK_DETAIL@is{lines}&&HW_EXT_TRACK_SIMPLIFY@is{{"avgHeartRate":150}}',
        "sportType": 4,
        "startTime": START_MS,
        "totalTime": 1_800_000,
        "totalDistance": 5200,
        "timeZone": "+0200",
        **said,
    }


def test_a_run_of_huawei_is_told_by_its_sums(tmp_path: Path) -> None:
    ride = activity(sportType=3, startTime=START_MS + 86_400_000)
    sources = alone(tmp_path, "motion path detail data.json", [activity(), ride])
    assert facts(sources) == [("2026-05-03T07:30:10+02:00", 1800, 5200)]
    assert [event.kind for event in events(sources)] == ["cycling"]
    assert told(sources) == ""


def test_activities_of_each_day_with_splits_that_are_no_json_are_read(tmp_path: Path) -> None:
    text = json.dumps([{"recordDay": 20260503, "motionPathData": [activity(partTimeMap={})]}])
    sources = alone(tmp_path, "motion path detail data.json", text.replace("{}", "{1.0: 340.5, 2.0: 680.1}"))
    assert facts(sources) == [("2026-05-03T07:30:10+02:00", 1800, 5200)]


@pytest.mark.parametrize("unit_ms", [1, 1000])
def test_its_track_is_read_with_its_breaks(tmp_path: Path, unit_ms: int) -> None:
    def line(second: int) -> str:
        at = (START_MS + 1000 * second) / unit_ms
        return f"tp=lbs;k={second};lat={60 + 3 * second / 111195:.9f};lon=10.0;alt=0.0;t={at:.9E};"

    lines = [line(second) for second in (*range(0, 600, 5), *range(900, 1500, 5))]
    lines.insert(120, f"tp=lbs;k=0;lat=90.0;lon=-80.0;alt=0.0;t={START_MS};")
    lines.append("tp=h-r;k=1777786210000;v=145;")
    (source,) = alone(tmp_path, "a.json", [activity(lines="\n".join(lines), endTime=START_MS + 2_000_000)])
    (run,) = source.parsed.records
    assert isinstance(run, Run)
    assert 0 in source.parsed.streams
    assert run.duration_s == pytest.approx(2000, abs=1)


def test_a_sport_without_a_name_is_asked_about_if_it_went_as_fast_as_a_run(tmp_path: Path) -> None:
    ((run,),) = [runs(alone(tmp_path, "a.json", [activity(sportType=283)]))]
    assert run.sport == "unclear"
    (event,) = events(alone(tmp_path, "b.json", [activity(sportType=283, totalDistance=300)]))
    assert event.kind == "huawei-sport-283"


def test_a_broken_activity_costs_itself(tmp_path: Path) -> None:
    sources = alone(tmp_path, "a.json", [activity(), {**activity(), "startTime": "soon"}, "nothing"])
    assert len(runs(sources)) == 1
    assert told(sources).count("a start or a length") == 2

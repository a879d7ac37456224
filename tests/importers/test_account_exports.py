"""What the download of a whole account holds besides runs, and what stands in it twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from afterrun.importers.exports import json_files
from tests.importers.fit_bytes import a_run, file_id, fit_file, record, session
from tests.importers.test_exports import alone, events, facts, runs, told, zipped

FITNESS = "DI_CONNECT/DI-Connect-Fitness/me_"
MORNING_MS = 1777786210000  # 2026-05-03 07:30:10 in Berlin


def garmins(number: int, kind: str, *, after_min: int = 0, minutes: int = 40, **more: Any) -> dict[str, Any]:
    begin = MORNING_MS + 60_000 * after_min
    return {
        "activityId": number,
        "activityType": kind,
        "name": "Stadt Laufen",
        "beginTimestamp": begin,
        "startTimeLocal": begin + 7_200_000,
        "duration": 60_000.0 * minutes,
        "distance": 18_000.0 * minutes,
        **more,
    }


def listed(*activities: dict[str, Any]) -> str:
    return json.dumps([{"summarizedActivitiesExport": activities}])


def test_a_triathlon_that_is_listed_in_its_parts_is_not_listed_as_a_whole(tmp_path: Path) -> None:
    whole = garmins(1, "multi_sport", minutes=150, parent=True, childIds=[2, 3, 4])
    parts = (
        garmins(2, "open_water_swimming", minutes=25, parentId=1),
        garmins(3, "cycling", after_min=30, minutes=60, parentId=1),
        garmins(4, "running", after_min=100, minutes=48, parentId=1),
    )
    sources = alone(tmp_path, "me_0_summarizedActivities.json", listed(whole, *parts))
    assert facts(sources) == [("2026-05-03T09:10:10+02:00", 2880, 8640)]
    assert [event.kind for event in events(sources)] == ["swimming", "cycling"]


def test_a_triathlon_without_its_parts_is_asked_about(tmp_path: Path) -> None:
    one = garmins(1, "multi_sport", minutes=150, name="Sonntag")
    (run,) = runs(alone(tmp_path, "me_0_summarizedActivities.json", listed(one)))
    assert run.sport == "unclear"


def test_the_shoes_of_garmins_gear_are_those_of_the_run(tmp_path: Path) -> None:
    gear = {
        "gearDTOS": [
            {"gearPk": 7, "gearTypeName": "Shoes", "customMakeModel": "Old pair"},
            {"gearPk": 8, "gearTypeName": "Bike", "customMakeModel": "Old bike"},
            {"gearPk": 9},
        ],
        "gearActivityDTOs": {"7": [{"activityId": 1}], "8": [{"activityId": 2}], "9": [{"activityId": 3}], "x": None},
    }
    sources = zipped(
        tmp_path,
        {
            f"{FITNESS}0_summarizedActivities.json": listed(
                garmins(1, "running"), garmins(2, "cycling", after_min=90), garmins(3, "running", after_min=600)
            ),
            f"{FITNESS}gear.json": json.dumps([gear]),
        },
    )
    assert [run.shoe for run in runs(sources)] == ["Old pair", None]
    assert "1 file tells of no run and no pain" in told(sources)


@pytest.mark.parametrize("gear", ["no json", "[]", '{"gearDTOS": 3, "gearActivityDTOs": []}'])
def test_gear_that_cannot_be_read_costs_no_run(tmp_path: Path, gear: str) -> None:
    files = {f"{FITNESS}0_summarizedActivities.json": listed(garmins(1, "running")), f"{FITNESS}gear.json": gear}
    assert [run.shoe for run in runs(zipped(tmp_path, files))] == [None]


def test_forty_values_for_each_lap_do_not_make_a_page_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lap = {"type": 17, "measurements": [{"fieldEnum": "X", "unitEnum": "Y", "value": 1.0}] * 40}
    page = listed(garmins(1, "running", splits=[lap] * 5))
    monkeypatch.setattr(json_files, "MOST_OBJECTS", 100)
    assert len(runs(alone(tmp_path, "a.json", page))) == 1
    monkeypatch.setattr(json_files, "MOST_OBJECTS", 10)
    assert "holds more than 60 values" in told(alone(tmp_path, "b.json", page))


def test_what_a_watch_keeps_besides_activities_is_one_line(tmp_path: Path) -> None:
    monitoring = {f"uploads/me_{n}.fit": fit_file([file_id(32)]) for n in range(20)}
    sources = zipped(tmp_path, {"uploads/run.fit": a_run(), **monitoring})
    assert len(runs(sources)) == 1
    assert len(sources) == 2
    assert "20 files tell of no run and no pain" in told(sources)


def test_a_run_through_a_world_of_pictures_is_on_a_treadmill(tmp_path: Path) -> None:
    recorded = fit_file([file_id(), *map(record, range(61)), session(sub_sport=58)])
    typed = garmins(1, "virtual_run", after_min=600)
    files: dict[str, bytes | str] = {"zwift.fit": recorded, f"{FITNESS}0_summarizedActivities.json": listed(typed)}
    assert [run.surface for run in runs(zipped(tmp_path, files))] == ["treadmill", "treadmill"]


FITBITS = (
    "exercise_id,exercise_start,exercise_end,utc_offset,activity_name,log_type,tracker_total_distance_mm,"
    "tracker_total_altitude_mm,manually_logged_total_distance_mm\n"
    "1,2026-05-03T05:30:10Z,2026-05-03T06:10:10Z,+02:00,Run,TRACKER,6000000,12000,\n"
    "2,2026-05-04T05:30:10Z,2026-05-04T06:10:10Z,+02:00,Treadmill run,MANUAL,0,0,5000000\n"
    "3,2026-05-05T05:30:10Z,2026-05-05T06:10:10Z,+02:00,Outdoor Walk,TRACKER,2000000,0,\n"
)


def test_exercises_of_fitbit_as_google_lists_them(tmp_path: Path) -> None:
    sources = alone(tmp_path, "UserExercises_2026-05-01.csv", FITBITS)
    assert facts(sources) == [("2026-05-03T07:30:10+02:00", 2400, 6000), ("2026-05-04T07:30:10+02:00", 2400, 5000)]
    assert [(run.ascent_m, run.surface) for run in runs(sources)] == [(12, None), (None, "treadmill")]
    assert [event.kind for event in events(sources)] == ["walking"]


def test_a_run_that_was_taken_back_at_nike_is_none(tmp_path: Path) -> None:
    kept = {"type": "run", "start_epoch_ms": MORNING_MS, "end_epoch_ms": MORNING_MS + 2_400_000}
    sources = zipped(tmp_path, {"a.json": json.dumps(kept), "b.json": json.dumps({**kept, "delete_indicator": True})})
    assert len(runs(sources)) == 1
    assert "1 file tells of no run and no pain" in told(sources)

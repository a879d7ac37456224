"""Lists of services whose units, languages or gaps once led astray."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from afterrun.importers.reading import read_path
from afterrun.importers.tables.layout import Layout
from afterrun.units import DistanceUnit
from tests.importers.test_exports import HERE, alone, events, facts, runs, told
from tests.importers.xml_text import gpx, point, track

GARMIN = """Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg Stride Length,Steps
Running,2026-05-03 07:30:10,false,Morning,{},310,00:28:40,{},"4,758"
Cycling,2026-05-04 07:30:10,false,Ride,10.00,310,00:28:40,--,--
"""


@pytest.mark.parametrize(
    ("far", "step", "metres"), [("3.11", "1.05", 5005.1), ("5.01", "1.05", 5010), ("3.11", "3.45", 5005.1)]
)
def test_steps_show_whether_garmins_page_counts_in_miles(tmp_path: Path, far: str, step: str, metres: float) -> None:
    sources = alone(tmp_path, "Activities.csv", GARMIN.format(far, step))
    assert runs(sources)[0].distance_m == pytest.approx(metres, abs=0.1)
    assert events(sources)[0].amount == (10_000 if metres == 5010 else 16093.44)
    assert "unit" not in told(sources)


def test_where_nothing_shows_the_unit_it_is_the_one_of_the_settings_and_told(tmp_path: Path) -> None:
    path = tmp_path / "Activities.csv"
    path.write_text(GARMIN.format("3.11", "--"), encoding="utf-8")
    said: tuple[tuple[DistanceUnit, float, str], ...] = (("km", 3110, "kilometres"), ("mi", 5005.1, "miles"))
    for unit, metres, word in said:
        sources = list(read_path(path, replace(HERE, unit=unit)))
        assert runs(sources)[0].distance_m == pytest.approx(metres, abs=0.1)
        assert f"taken as {word}" in told(sources)


def test_american_dates_come_with_miles(tmp_path: Path) -> None:
    table = GARMIN.format("3.11", "--").replace("2026-05-03 07:30:10", "5/13/2026 7:30")
    sources = alone(tmp_path, "Activities.csv", table)
    assert runs(sources)[0].distance_m == pytest.approx(5005.1, abs=0.1)
    assert "taken as miles" in told(sources)


def test_stravas_rounded_distance_is_not_taken_for_metres(tmp_path: Path) -> None:
    table = (
        "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename,Elapsed Time,Distance\n"
        '1,"May 3, 2026, 5:30:10 AM",Hills,Trail Run,1870,5.20,,1870,\n'
    )
    assert facts(alone(tmp_path, "activities.csv", table)) == [("2026-05-03T05:30:10+00:00", 1870, None)]


def test_a_line_without_a_time_of_day_is_not_put_at_midnight(tmp_path: Path) -> None:
    table = "start_date_local,type,moving_time,elapsed_time,distance\n2026-05-03,Run,1870,1900,5200\n"
    sources = alone(tmp_path, "list.csv", table)
    assert not runs(sources)
    assert "lacks a time of day" in told(sources)


def test_a_treadmill_in_spanish(tmp_path: Path) -> None:
    table = "start_date_local,type,moving_time,distance\n2026-05-03T07:30:10,Carrera en cinta,1870,5200\n"
    assert runs(alone(tmp_path, "list.csv", table))[0].surface == "treadmill"


POLAR = """Name,Sport,Date,Start time,Duration,Total distance (km),Running index,Ascent (m),Notes
Me,{},05-06-2026,06:31:02,00:20:00,3.50,50,45,easy

Sample rate,Time,HR (bpm),Speed (km/h),Pace (min/km),Cadence,Altitude (m),Stride length (m),Distances (m)
"""


def test_a_session_of_polars_page_has_its_samples(tmp_path: Path) -> None:
    samples = "".join(
        f",{s // 3600:02}:{s % 3600 // 60:02}:{s % 60:02},150,10.5,,82,100,,{s * 35 / 12:.1f}\n" for s in range(1201)
    )
    (run,) = runs(alone(tmp_path, "polar.csv", POLAR.format("RUNNING") + samples))
    assert (run.start.isoformat(), run.duration_s, run.distance_m) == ("2026-06-05T06:31:02+02:00", 1200, 3500)
    assert (run.cadence_spm, run.ascent_m, run.note) == (164, 45, "easy")
    (ride,) = events(alone(tmp_path, "polar.csv", POLAR.format("CYCLING") + samples))
    assert ride.kind == "cycling"


def test_what_polar_was_told_to_do_is_no_run(tmp_path: Path) -> None:
    target = {
        "exportVersion": "1.2",
        "startTime": "2026-05-20T18:00",
        "exercises": [{"sport": "RUNNING", "distance": 9000}],
    }
    (source,) = alone(tmp_path, "training-target-1.json", target)
    assert source.idle or "no run and no pain" in told([source])
    assert not runs([source])


def test_quarters_of_an_hour_without_a_date_are_one_line(tmp_path: Path) -> None:
    """Of each day Google writes such a table."""
    table = "Start time,End time,Move Minutes count,Distance (m)\n00:00:00.000+02:00,00:15:00.000+02:00,,\n"
    sources = alone(tmp_path, "2026-05-14.csv", table + "07:30:00.000+02:00,07:45:00.000+02:00,15,2500\n")
    assert told(sources).count("\n") == 0
    assert "No date can be read" in told(sources)


@pytest.mark.parametrize(
    ("zone", "start"), [("UTC-05:00", "2026-05-03T07:30:00-05:00"), ("UTCZ", "2026-05-03T07:30:00+00:00")]
)
def test_a_workout_of_whoop_is_told_by_the_clock_of_its_cycle(tmp_path: Path, zone: str, start: str) -> None:
    table = (
        "Cycle start time,Cycle end time,Cycle timezone,Workout start time,Workout end time,Duration (min),"
        "Activity name,Activity Strain,GPS enabled,Distance (meters),Altitude gain (meters)\n"
        f"2026-05-02 23:10:00,,{zone},2026-05-03 07:30:00,2026-05-03 08:02:00,32,Running,12.1,true,5200.5,40\n"
        f"2026-05-02 23:10:00,,{zone},2026-05-03 17:30:00,2026-05-03 18:02:00,32,Cycling,9.1,false,,\n"
    )
    sources = alone(tmp_path, "workouts.csv", table)
    assert facts(sources) == [(start, 1920, 5200.5)]
    assert [each.kind for each in events(sources)] == ["cycling"]


def test_a_workout_of_trainingpeaks_has_no_time_of_day_which_is_asked_once(tmp_path: Path) -> None:
    table = (
        '"Title","WorkoutType","PlannedDuration","WorkoutDay","DistanceInMeters","TimeTotalInHours","Rpe"\n'
        '"Easy","Run","0.5","2026-05-03","5200","0.5","4"\n"Long","Run","1.5","2026-05-10","","",""\n'
    )
    path = tmp_path / "workouts.csv"
    path.write_text(table, encoding="utf-8")
    (asked,) = read_path(path, HERE)
    assert asked.unmapped is not None
    assert asked.unmapped.why == "No row says at what time of day it was."
    layout = Layout(
        table="runs",
        columns={"date": "WorkoutDay", "duration_s": "TimeTotalInHours", "distance_m": "DistanceInMeters"},
        always={"time_of_day": "07:30"},
    )
    (run,) = runs(list(read_path(path, replace(HERE, layouts=(layout,)))))
    assert (run.start.isoformat(), run.duration_s, run.distance_m) == ("2026-05-03T07:30:00+02:00", 1800, 5200)


def test_a_list_of_withings_is_told_by_its_two_times_and_the_amounts_inside_a_cell(tmp_path: Path) -> None:
    header = "from,to,from (manual),to (manual),Timezone,Activity type,Data,GPS,Modified"
    rows = [
        '2026-05-03T07:30:00+02:00,2026-05-03T08:10:00+02:00,,,Europe/Berlin,Running,"{""distance"":6000}",,x',
        '2026-05-04T07:30:00+02:00,2026-05-04T08:10:00+02:00,,,Europe/Berlin,Cycling,"{""distance"":16000}",,x',
        "2026-05-05T07:30:00+02:00,2026-05-05T08:00:00+02:00,,,Europe/Berlin,Indoor Running,{broken,,x",
    ]
    (tmp_path / "activities.csv").write_text("\n".join([header, *rows, ""]))
    (tmp_path / "weight.csv").write_text("Date,Weight (kg)\n2026-05-03 07:00:00,71.2\n")
    sources = list(read_path(tmp_path, HERE))
    found = [(each.duration_s, each.distance_m, each.surface) for each in runs(sources)]
    assert found == [(2400, 6000, None), (1800, None, "treadmill")]
    assert [each.kind for each in events(sources)] == ["cycling"]


def test_a_recording_is_found_under_the_name_that_windows_writes(tmp_path: Path) -> None:
    (tmp_path / "activities").mkdir()
    ride = gpx(track((point(s, latitude=f"{60 + 4 * s / 111195:.9f}") for s in range(0, 600, 5)), kind=""))
    (tmp_path / "activities" / "1.gpx").write_bytes(ride)
    (tmp_path / "activities.csv").write_text(
        "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename\n"
        '1,"May 1, 2026, 5:30:00 AM",Home,Ride,600,2.40,activities\\1.gpx\n'
    )
    sources = list(read_path(tmp_path, HERE))
    assert ([each.kind for each in events(sources)], runs(sources)) == (["cycling"], [])

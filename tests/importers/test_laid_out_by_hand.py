"""Sheets as people lay them out: a month a sheet, days across, laps, legends, answers hours after a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afterrun.records import Run
from tests.importers.test_home_made import reports
from tests.importers.test_said_once_for_all import DAYS, EXPECTED
from tests.importers.test_tables import workbook
from tests.importers.test_typed_tables import read, records, runs, told

HEADER = "Date,Time,Site,Pain\n"


@pytest.mark.parametrize("note", ["* 10 = no pain, 0 = worst", "Scale: 0 = none; 5 = worst"])
def test_a_note_below_a_table_may_say_another_scale(tmp_path: Path, note: str) -> None:
    sources = read(tmp_path, "pain.csv", f"{HEADER}{DAYS}\n{note}\n")
    assert records(sources) == []
    assert "scale of 0 to 10" in told(sources)


@pytest.mark.parametrize(
    "note", ["* 0 = no pain, 10 = worst", "Source: my notes, page 5", "10 runs in all", "Peak 7 (bad day)"]
)
def test_another_note_below_a_table_changes_nothing(tmp_path: Path, note: str) -> None:
    assert reports(read(tmp_path, "pain.csv", f"{HEADER}{DAYS}\n{note}\n")) == EXPECTED


def test_a_sheet_beside_a_diary_may_say_another_scale(tmp_path: Path) -> None:
    rows: list[list[str | float]] = [[*line.split(",")] for line in f"{HEADER}{DAYS}".splitlines()]
    other = read(tmp_path, "pain.xlsx", workbook({"Diary": rows, "Legend": [["Pain"], [0, "none"], [5, "worst"]]}))
    assert records(other) == []
    usual = read(tmp_path, "heel.xlsx", workbook({"Diary": rows, "Legend": [["Pain"], [0, "none"], [10, "worst"]]}))
    assert reports(usual) == EXPECTED


def test_laps_with_one_start_are_one_run(tmp_path: Path) -> None:
    text = "Date,Start,Lap,km,min\n2026-05-03,07:30,1,1,6\n2026-05-03,07:30,2,1,6\n2026-05-04,07:30,1,2,12\n"
    sources = read(tmp_path, "runs.csv", text)
    assert runs(sources) == [("03 07:30", 720.0, 2000.0), ("04 07:30", 720.0, 2000.0)]
    assert "3 lines became 2" in told(sources)


@pytest.mark.parametrize("rows", ["Wald,1,6", "1,1,6"])
def test_a_run_that_was_written_twice_is_no_two_laps(tmp_path: Path, rows: str) -> None:
    text = "Date,Start,Lap,km,min\n" + f"2026-05-03,07:30,{rows}\n" * 2
    assert {metres for _, _, metres in runs(read(tmp_path, "runs.csv", text))} == {1000.0}


@pytest.mark.parametrize(("header", "metres"), [("Elevation Gain", 128.016), ("Elevation Gain (m)", 420.0)])
def test_heights_beside_miles_are_feet_if_they_say_nothing(tmp_path: Path, header: str, metres: float) -> None:
    text = f"Date,Start,Distance (mi),Time,{header}\n2026-05-13,7:30 AM,3.1,31:00,420\n"
    sources = read(tmp_path, "runs.csv", text)
    assert [run.ascent_m for run in records(sources) if isinstance(run, Run)] == [pytest.approx(metres)]
    assert ("taken as ft" in told(sources)) == (metres != 420)


def test_an_effort_in_words_costs_itself_and_is_kept_as_a_note(tmp_path: Path) -> None:
    sources = read(tmp_path, "runs.csv", "Date,Start,km,min,Effort\n2026-05-03,07:30,5,31,easy\n")
    assert [(run.rpe, run.note) for run in records(sources) if isinstance(run, Run)] == [(None, "rpe: easy")]
    assert "rpe must be a number" in told(sources)


def test_a_month_a_sheet_with_days_by_their_number(tmp_path: Path) -> None:
    header: list[str | float] = ["Day", "Left heel AM", "Left heel PM"]
    book = workbook({"Jan": [header, [5, 4, 3], [31, 3, 2]], "Februar": [header, [3, 4, 3], [4, 2, 1]]})
    sources = read(tmp_path, "Pain 2026.xlsx", book)
    assert [at for at, _ in reports(sources)[1::2]] == [
        f"2026-{day}T20:00" for day in ("01-05", "01-31", "02-03", "02-04")
    ]
    assert "taken as of 2026-02" in told(sources)


@pytest.mark.parametrize("name", ["Pain 2026.xlsx", "Pain Jan.xlsx", "Pain Jan Feb 2026.xlsx"])
def test_days_by_their_number_of_no_month_are_asked_about(tmp_path: Path, name: str) -> None:
    book = workbook({"Sheet": [["Day", "Left heel AM"], [5, 4], [6, 3]]})
    sources = read(tmp_path, name, book)
    assert records(sources) == []
    assert sources[0].unmapped is not None


def test_a_month_across_with_days_by_their_number(tmp_path: Path) -> None:
    text = "May 2026\n,1,2,3,4,5\nLeft heel AM,4,3,2,2,1\nRight heel AM,0,0,1,0,0\n"
    assert reports(read(tmp_path, "pain.csv", text))[0] == ("2026-05-01T08:00", 4)


def test_runs_and_pain_of_days_across(tmp_path: Path) -> None:
    text = "Date,2026-05-03,2026-05-04,2026-05-05\nStart,07:30,,07:30\nkm,5,,6\nmin,31,,38\nLeft heel AM,4,3,2\n"
    sources = read(tmp_path, "log.csv", text)
    assert runs(sources) == [("03 07:30", 1860.0, 5000.0), ("05 07:30", 2280.0, 6000.0)]
    assert [nrs for _, nrs in reports(sources)] == [4, 3, 2]


def test_two_tables_beside_each_other_without_a_gap(tmp_path: Path) -> None:
    text = "Date,Start,km,min,Date,Time,Site,Pain\n2026-05-03,07:30,5,31,2026-05-03,07:30,left heel,4\n"
    sources = read(tmp_path, "log.csv", text)
    assert reports(sources) == EXPECTED[:1]
    assert runs(sources) == [("03 07:30", 1860.0, 5000.0)]


@pytest.mark.parametrize(
    ("header", "at"),
    [
        ("Pain 24h after", "2026-05-04T08:15"),
        ("Pain +2 h", "2026-05-03T10:15"),
        ("Schmerz 48 Std danach", "2026-05-05T08:15"),
        ("Pain after 24 hours", "2026-05-04T08:15"),
        ("Pain 24 hours after the run", "2026-05-04T08:15"),
    ],
)
def test_pain_hours_after_a_run_is_counted_from_its_end(tmp_path: Path, header: str, at: str) -> None:
    text = f"Date,Start,km,min,Site,{header}\n2026-05-03,07:30,5.1,31,left heel,4\n2026-05-09,07:30,5.1,x,left heel,4\n"
    sources = read(tmp_path, "log.csv", text)
    assert reports(sources) == [(at, 4)]
    assert "line 3: It tells of hours after a run" in told(sources)


def test_hours_after_a_run_of_no_time_are_no_report(tmp_path: Path) -> None:
    sources = read(tmp_path, "pain.csv", "Date,Time,Site,Pain,Pain 24h after\n2026-05-03,07:30,left heel,4,2\n")
    assert reports(sources) == EXPECTED[:1]


@pytest.mark.parametrize("name", ["pain", "pain.log", "pain.csv.download"])
def test_a_table_under_a_name_that_says_nothing(tmp_path: Path, name: str) -> None:
    assert reports(read(tmp_path, name, f"{HEADER}{DAYS}")) == EXPECTED


def test_other_files_without_an_ending_are_no_tables(tmp_path: Path) -> None:
    [source] = read(tmp_path, "LICENSE", "Copyright, 2026\nAll of it, each part\n")
    assert source.idle


def test_json_by_day(tmp_path: Path) -> None:
    days = {at[:10]: {"time": at[11:], "site": "left heel", "pain": nrs} for at, nrs in EXPECTED}
    assert reports(read(tmp_path, "diary.json", json.dumps(days))) == EXPECTED


def test_a_run_of_no_distance_is_of_an_unknown_one(tmp_path: Path) -> None:
    sources = read(tmp_path, "runs.csv", "Date,Start,km,min\n2026-05-03,07:30,0,31\n2026-05-04,07:30,5,31\n")
    assert runs(sources) == [("03 07:30", 1860.0, None), ("04 07:30", 1860.0, 5000.0)]
    assert "unknown one: 1" in told(sources)


def test_a_corrected_length_of_a_run_moves_no_answer_after_it(tmp_path: Path) -> None:
    text = "Date,Start,km,min,Site,Pain 24h after\n2026-05-03,07:30,5.1,{},left heel,4\n"
    sources = [read(tmp_path, "log.csv", text.format(minutes)) for minutes in (31, 33)]
    assert reports(sources[0]) == reports(sources[1])


def seconds(header: str, row: str) -> str:
    return f"{header}\n" + "".join(row.format(at=at, metres=2.8 * at) for at in range(10, 55))


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("time,lat,lon,ele", "2026-05-03T05:30:{at}Z,52.{at},13.1,40\n"),
        ("Timestamp,Power (w/kg),Stryd Distance (meters)", "17777862{at},3.1,{metres}\n"),
        ("Time,Distance (m),Pace", "00:31:{at},{metres},5:57\n"),
        ("Date Time,distance,cadence", "2026-05-03 07:30:{at},{metres},164\n"),
    ],
)
def test_the_points_of_a_recording_are_no_runs(tmp_path: Path, header: str, row: str) -> None:
    [source] = read(tmp_path, "points.csv", seconds(header, row))
    assert source.parsed.records == ()
    assert source.unmapped is None
    assert "points of one recording" in told([source])

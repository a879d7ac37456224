"""What a table says once for many cells: whose clock, which unit, what stands above, that a time is a pace."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from afterrun.importers.tables.moments import written
from afterrun.records import PainReport
from tests.importers.test_home_made import reports
from tests.importers.test_typed_tables import HERE, read, records, runs, told

DAYS = "2026-05-03,07:30,left heel,4\n2026-05-04,07:30,left heel,2.5\n"
EXPECTED = [("2026-05-03T07:30", 4), ("2026-05-04T07:30", 2.5)]


@pytest.mark.parametrize(
    "header", ["Date,Time (UTC),Site,Pain", "Date,Time utc,Site,Pain", "Date,Time [GMT],Site,Pain"]
)
def test_a_header_says_that_its_times_are_of_no_place(tmp_path: Path, header: str) -> None:
    sources = read(tmp_path, "pain.csv", f"{header}\n{DAYS.replace('07:30', '05:30')}")
    assert reports(sources) == EXPECTED
    assert "clock of" not in told(sources)


def test_the_name_of_a_zone_in_a_header_is_the_clock_there(tmp_path: Path) -> None:
    assert reports(read(tmp_path, "pain.csv", f"Date,Time (MEZ),Site,Pain\n{DAYS}")) == EXPECTED


def test_a_header_says_an_offset(tmp_path: Path) -> None:
    sources = read(tmp_path, "pain.csv", "When (UTC-4),Site,Pain\n2026-05-03 07:30,left heel,4\n")
    assert [str(each.at) for each in records(sources) if isinstance(each, PainReport)] == ["2026-05-03 07:30:00-04:00"]


def test_a_run_of_a_table_in_utc_lasts_until_its_end(tmp_path: Path) -> None:
    text = "Date,Start (UTC),End (UTC),km\n2026-05-03,21:50,22:25,5.1\n"
    assert runs(read(tmp_path, "runs.csv", text)) == [("03 23:50", 2100.0, 5100.0)]


@pytest.mark.parametrize(
    "header",
    [
        "Date,Start,Distance,Duration,HR\n,,[mi],[min],[bpm]\n",
        "My runs,,,,\n,,,,\nDate,Start,Distance,Duration,HR\nyyyy-mm-dd,hh:mm,miles,min,bpm\n",
    ],
)
def test_a_line_of_units_below_the_header(tmp_path: Path, header: str) -> None:
    sources = read(tmp_path, "runs.csv", f"{header}2026-05-03,07:30,2,31,150\n2026-05-04,07:30,3,41,150\n")
    assert [seconds for _, seconds, _ in runs(sources)] == [1860.0, 2460.0]
    assert [metres for _, _, metres in runs(sources)] == pytest.approx([3218.688, 4828.032])


def test_a_line_of_numbers_and_words_is_no_line_of_units(tmp_path: Path) -> None:
    sources = read(tmp_path, "pain.csv", "Date,Time,Site,Pain\n2026-05-03,07:30,left heel,4\n")
    assert reports(sources) == EXPECTED[:1]


@pytest.mark.parametrize("mark", ["〃", '""""', "dito", "s.o."])
def test_a_mark_stands_for_what_stands_above_it(tmp_path: Path, mark: str) -> None:
    text = f"Date,Time,Site,Pain\n2026-05-03,07:30,left heel,4\n2026-05-04,{mark},{mark},2.5\n"
    sources = read(tmp_path, "pain.csv", text)
    assert reports(sources) == EXPECTED
    assert "what stands above them: 1" in told(sources)


@pytest.mark.parametrize(
    ("cell", "start", "seconds"),
    [
        ("2026-05-03,07:30-08:05", "03 07:30", 2100.0),
        ("2026-05-03,11:40 pm – 12:15 am", "03 23:40", 2100.0),
        ('"May 3, 2026 7:30 AM → 8:02 AM",', "03 07:30", 1920.0),
        ("3.5.2026 07:30 bis 08:05,", "03 07:30", 2100.0),
    ],
)
def test_a_start_and_an_end_in_one_cell(tmp_path: Path, cell: str, start: str, seconds: float) -> None:
    header = "Date,Time,Distance (km)" if not cell.endswith(",") else "Date,Weather,Distance (km)"
    assert runs(read(tmp_path, "runs.csv", f"{header}\n{cell},5.1\n")) == [(start, seconds, 5100.0)]


def test_a_range_of_lengths_is_no_start_and_end(tmp_path: Path) -> None:
    sources = read(tmp_path, "runs.csv", "Date,Start,km,Duration\n2026-05-03,07:30,8,0:45-0:50\n")
    assert runs(sources) == []
    assert "one number" in told(sources)


def test_a_pace_called_time_is_a_pace(tmp_path: Path) -> None:
    sources = read(tmp_path, "runs.csv", "Date,Start,km,Time\n2026-05-03,07:30,10,6:04\n2026-05-04,07:30,5,5:58\n")
    assert runs(sources) == [("03 07:30", 3640.0, 10_000.0), ("04 07:30", 1790.0, 5000.0)]
    assert "read as the pace" in told(sources)


def test_a_pace_of_miles_called_time(tmp_path: Path) -> None:
    sources = read(tmp_path, "runs.csv", "Date,Start,Miles,Time\n2026-05-03,07:30,6,9:04\n2026-05-04,07:30,5,8:58\n")
    assert [seconds for _, seconds, _ in runs(sources)] == [3264.0, 2690.0]


def test_short_and_fast_runs_keep_their_times(tmp_path: Path) -> None:
    sources = read(tmp_path, "runs.csv", "Date,Start,km,Time\n2026-05-03,07:30,1,4:00\n2026-05-04,07:30,0.4,1:10\n")
    assert [seconds for _, seconds, _ in runs(sources)] == [240.0, 70.0]


BOTH = "Date,Time,Site,Pain\n25/04/2026,07:30,left heel,4\n04/26/2026,07:30,left heel,3\n05/06/2026,07:30,left heel,2\n"


def test_of_two_orders_of_dates_what_can_be_one_day_is_read(tmp_path: Path) -> None:
    sources = read(tmp_path, "pain.csv", BOTH)
    assert reports(sources) == [("2026-04-25T07:30", 4), ("2026-04-26T07:30", 3)]
    assert "line 4: at may be 2026-05-06 or 2026-06-05" in told(sources)


def test_of_two_orders_the_one_that_was_said_holds_where_nothing_shows_it(tmp_path: Path) -> None:
    sources = read(tmp_path, "pain.csv", BOTH, replace(HERE, dates="mdy"))
    assert reports(sources)[2] == ("2026-05-06T07:30", 2)


def test_a_day_that_is_none_in_either_order_costs_itself(tmp_path: Path) -> None:
    rows = "".join(f"{day}/05/2026,07:30,left heel,4\n" for day in range(13, 20))
    sources = read(tmp_path, "pain.csv", f"Date,Time,Site,Pain\n{rows}31/02/2026,07:30,left heel,4\n")
    assert len(records(sources)) == 7


def twice_a_day(evening: str, site: str = "left heel") -> str:
    rows = (f"2026-05-{day:02},7:30,left heel,4\n2026-05-{day:02},{evening},{site},2\n" for day in range(3, 6))
    return f"Date,Time,Site,Pain\n{''.join(rows)}"


def test_a_clock_of_twelve_hours_without_its_halves_is_refused(tmp_path: Path) -> None:
    sources = read(tmp_path, "pain.csv", twice_a_day("7:15"))
    assert records(sources) == []
    assert "AM and PM may be missing" in told(sources)


@pytest.mark.parametrize(("evening", "site"), [("19:15", "left heel"), ("7:45", "left heel"), ("7:15", "right heel")])
def test_a_clock_that_may_be_whole_is_believed(tmp_path: Path, evening: str, site: str) -> None:
    assert len(records(read(tmp_path, "pain.csv", twice_a_day(evening, site)))) == 6


@pytest.mark.parametrize("header", ["Pain next morning", "Pain the morning after", "Schmerz am nächsten Morgen"])
def test_pain_of_the_morning_after_is_of_the_day_after(tmp_path: Path, header: str) -> None:
    text = (
        f"Date,km,min,Start,{header},Site\n2026-05-03,5.1,31,07:30,3,left heel\n2026-05-31,5.1,31,07:30,4,left heel\n"
    )
    sources = read(tmp_path, "log.csv", text)
    assert reports(sources) == [("2026-05-04T08:00", 3), ("2026-06-01T08:00", 4)]
    assert len(runs(sources)) == 2
    assert "8 of the day after: 2" in told(sources)


def test_what_cannot_be_taken_apart_in_a_wide_diary_is_told(tmp_path: Path) -> None:
    text = 'Date,Time,Left heel,Right heel\n2026-05-03,07:30,4,2\n2026-05-04,07:30,"3" x,1\n2026-05-05,07:30,3,1,5,6\n'
    sources = read(tmp_path, "pain.csv", text)
    assert len(records(sources)) == 2
    assert "line 3: The row cannot be taken apart" in told(sources)
    assert "line 4: The row has 6 cells" in told(sources)


def test_rows_that_a_spreadsheet_put_into_quotes_as_a_whole(tmp_path: Path) -> None:
    rows = "".join(f'"{row}"\n' for row in ("Date,Time,Site,Pain", *DAYS.splitlines()))
    assert reports(read(tmp_path, "pain.csv", rows)) == EXPECTED


def test_text_under_the_name_of_a_workbook(tmp_path: Path) -> None:
    text = f"Date,Time,Site,Pain\n{DAYS}".replace(",", "\t")
    assert reports(read(tmp_path, "export.xls", text)) == EXPECTED


def test_a_table_of_org_mode(tmp_path: Path) -> None:
    text = """* Pain
| When                   | Site      | Pain |
|------------------------+-----------+------|
| <2026-05-03 Sun 07:30> | left heel |    4 |
| [2026-05-04 Mon 07:30] | left heel |  2.5 |
"""
    sources = read(tmp_path, "pain.org", text)
    assert reports(sources) == EXPECTED
    assert "no entry" not in told(sources)


@pytest.mark.parametrize(
    ("cell", "nrs"), [("2 - mild", 2), ("mild (2)", 2), ("Mild: 3", 3), ("sehr stark 8/10", 8), ("stark = 7", 7)]
)
def test_a_number_beside_the_word_for_it(tmp_path: Path, cell: str, nrs: float) -> None:
    sources = read(tmp_path, "pain.csv", f"Date,Time,Site,Pain\n2026-05-03,07:30,left heel,{cell}\n")
    assert [each for _, each in reports(sources)] == [nrs]
    assert "no plain number were read as one: 1" in told(sources)


def test_what_was_run_counts_beside_what_was_planned(tmp_path: Path) -> None:
    text = "Date,Start,Planned km,Actual km,Minutes\n2026-05-03,07:30,10,5.1,31\n2026-05-05,07:30,10,0,0\n"
    assert runs(read(tmp_path, "runs.csv", text)) == [("03 07:30", 1860.0, 5100.0)]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026. 5. 3. 오전 5:30:12", "2026-05-03 05:30:12"),
        ("2026. 5. 3. 오후 5:30", "2026-05-03 17:30:00"),
        ("3. des. 2026, 05:30:12", "2026-12-03 05:30:12"),
    ],
)
def test_times_of_korea_and_december_in_norway(text: str, at: str) -> None:
    found = written(text)
    assert found is not None
    assert str(found.in_order("dmy")) == at


def test_a_year_of_two_digits_that_may_stand_first_is_refused(tmp_path: Path) -> None:
    sources = read(
        tmp_path, "pain.csv", "Date,Time,Site,Pain\n26-05-03,07:30,left heel,4\n26-05-14,07:30,left heel,3\n"
    )
    assert records(sources) == []
    assert "may begin with its year" in told(sources)


def test_an_old_diary_of_years_of_two_digits_is_read(tmp_path: Path) -> None:
    sources = read(
        tmp_path, "pain.csv", "Date,Time,Site,Pain\n26.05.13,07:30,left heel,4\n03.06.13,07:30,left heel,3\n"
    )
    assert reports(sources) == [("2013-05-26T07:30", 4), ("2013-06-03T07:30", 3)]


@pytest.mark.parametrize("day", ["2026-05-03T00:00:00.000Z", "1777786200", "2026-05-03T21:00:00Z"])
def test_a_clock_beside_an_instant_is_of_the_clock_there(tmp_path: Path, day: str) -> None:
    sources = read(tmp_path, "pain.csv", f"Date,Time,Site,Pain\n{day},07:30,left heel,4\n")
    assert reports(sources) == EXPECTED[:1]


@pytest.mark.parametrize(
    ("time", "at"),
    [
        ("2026-05-03 05:30 (UTC)", "2026-05-03 05:30:00+00:00"),
        ("2026-05-03 07:30 (CEST)", "2026-05-03 07:30:00+02:00"),
        ("2026-05-03 07:30 (SUN)", "2026-05-03 07:30:00+02:00"),
        ("2026-05-03 07:30 (BST)", None),  # of Britain or of Bangladesh
    ],
)
def test_a_zone_in_brackets(tmp_path: Path, time: str, at: str | None) -> None:
    sources = read(tmp_path, "pain.csv", f"When,Site,Pain\n{time},left heel,4\n")
    assert [str(each.at) for each in records(sources) if isinstance(each, PainReport)] == ([at] if at else [])


def test_names_of_columns_as_programs_write_them(tmp_path: Path) -> None:
    text = "Date\tTimeOfDay\tType\tDistance\tDistanceUnit\tDuration\n2026-05-13\t07:30:00\tRun\t5\tMile\t0:47:05\n"
    [(start, seconds, metres)] = runs(read(tmp_path, "log.txt", text))
    assert (start, seconds) == ("13 07:30", 2825.0)
    assert metres == pytest.approx(8046.72)


def test_the_length_of_a_workout_in_minutes_is_no_way(tmp_path: Path) -> None:
    header = "Workout Timestamp,Length (minutes),Fitness Discipline,Title,Distance (mi)"
    sources = read(tmp_path, "workouts.csv", f"{header}\n2026-05-03 05:30 (UTC),30,Running,30 min Run,3\n")
    assert [seconds for _, seconds, _ in runs(sources)] == [1800.0]

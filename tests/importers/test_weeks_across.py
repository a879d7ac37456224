"""Week grids: a row a week and a column for each day of it, with kilometres, minutes and pain."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from afterrun.importers.parsed import Source
from afterrun.importers.reading import read_path
from afterrun.importers.tables.layout import Layout
from afterrun.records import PainReport
from tests.importers.test_typed_tables import HERE, read, records, runs, told

KILOMETRES = """Week (km),Mon,Tue,Wed,Thu,Fri,Sat,Sun,Total
2026-05-04,5,,8,rest,6,,12,31
2026-05-11,5,,8,,6,,14,33
Total,10,,16,,12,,26,64
"""
BOTH = """Week of,,Mon,Tue,Wed,Thu,Fri,Sat,Sun
2026-05-04,km,5,,,,,,12
,pain,2,3,,,,,4
2026-05-11,km,5,,,,,,14
,pain,2,3,,,,,0
"""
RUNS = Layout(
    table="runs",
    columns={"date": "Date", "distance_m": "km"},
    always={"time_of_day": "07:30", "pace": "6:00"},
)
PAIN = Layout(
    table="pain",
    columns={"date": "Date", "nrs": "pain"},
    always={"time_of_day": "20:00", "site": "left-heel"},
)


def explained(folder: Path, table: str, *layouts: Layout) -> list[Source]:
    (folder / "weeks.csv").write_text(table, encoding="utf-8")
    return list(read_path(folder / "weeks.csv", replace(HERE, layouts=layouts)))


def test_what_it_does_not_say_is_asked_once(tmp_path: Path) -> None:
    (source,) = read(tmp_path, "weeks.csv", KILOMETRES)
    assert source.unmapped is not None
    assert (source.unmapped.table, source.unmapped.fields) == ("runs", ("at", "distance_m"))
    assert source.unmapped.rows[1] == ("2026-05-06", "8")
    assert "how long the runs were" in told([source])


def test_with_a_pace_and_a_time_of_day_each_day_is_a_run(tmp_path: Path) -> None:
    layout = replace(RUNS, columns={"date": "Date", "distance_m": "Distance (km)"})
    sources = explained(tmp_path, KILOMETRES, layout)
    assert runs(sources)[:4] == [
        ("04 07:30", 1800, 5000),
        ("06 07:30", 2880, 8000),
        ("08 07:30", 2160, 6000),
        ("10 07:30", 4320, 12000),
    ]
    assert len(runs(sources)) == 8
    assert "from the pace 6:00: 8." in told(sources)


def test_rows_of_pain_beside_rows_of_kilometres_are_reports(tmp_path: Path) -> None:
    sources = explained(tmp_path, BOTH, RUNS, PAIN)
    assert [each[0] for each in runs(sources)] == ["04 07:30", "10 07:30", "11 07:30", "17 07:30"]
    reports = [each for each in records(sources) if isinstance(each, PainReport)]
    assert [(f"{each.at:%d %H:%M}", each.nrs) for each in reports] == [
        ("04 20:00", 2),
        ("05 20:00", 3),
        ("10 20:00", 4),
        ("11 20:00", 2),
        ("12 20:00", 3),
        ("17 20:00", 0),
    ]


def test_columns_of_each_day_are_named_in_the_line_below(tmp_path: Path) -> None:
    days = ",".join(f"{day}," for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
    table = f",{days},Notes\nWeek,{'km,pain,' * 7}\n2026-05-04,5,1,,2,,,,,,,,,12,4,hot\n"
    sources = explained(tmp_path, table, RUNS, PAIN)
    assert runs(sources) == [("04 07:30", 1800, 5000), ("10 07:30", 4320, 12000)]
    assert [each.nrs for each in records(sources) if isinstance(each, PainReport)] == [1, 2, 4]
    assert "left out: Notes" in told(sources)


@pytest.mark.parametrize(
    ("weeks", "first"),
    [
        (("2026-05-04", "2026-05-11"), "04"),
        (("10.05.2026", "17.05.2026"), "04"),  # week ending
        (("04/05/2026", "11/05/2026"), "04"),  # no 5th of April is a Monday
        (("KW 19/2026", "KW 20/2026"), "04"),
        (("2026-W19", "2026-W20"), "04"),
    ],
)
def test_a_week_is_told_by_any_of_its_days_or_its_number(tmp_path: Path, weeks: tuple[str, str], first: str) -> None:
    table = KILOMETRES.replace("2026-05-04", weeks[0]).replace("2026-05-11", weeks[1])
    (source,) = read(tmp_path, "weeks.csv", table)
    assert source.unmapped is not None
    assert source.unmapped.rows[0] == (f"2026-05-{first}", "5")


def test_a_week_that_begins_on_sunday(tmp_path: Path) -> None:
    table = "Week (miles),Sun,Mon,Tue,Wed,Thu,Fri,Sat\n2026-05-03,8,5,,,,,\n2026-05-10,9,5,,,,,\n"
    (source,) = read(tmp_path, "weeks.csv", table)
    assert source.unmapped is not None
    assert source.unmapped.header == ("Date", "Distance (mi)")
    assert [row[0] for row in source.unmapped.rows] == ["2026-05-03", "2026-05-04", "2026-05-10"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("2026-05-04", "Week 1"), "No date of a week can be read: 'Week 1'"),
        (("Week (km)", "Week"), "does not say what its numbers are"),
    ],
)
def test_what_cannot_be_known_is_told(tmp_path: Path, change: tuple[str, str], reason: str) -> None:
    assert reason in told(read(tmp_path, "weeks.csv", KILOMETRES.replace(*change)))


def test_weeks_that_only_count_up_are_of_no_year(tmp_path: Path) -> None:
    table = KILOMETRES.replace("2026-05-04", "Week 1").replace("2026-05-11", "Week 2")
    sources = read(tmp_path, "plan-2026.csv", table)
    assert not records(sources)
    assert "no date of each week" in told(sources)


def test_places_beside_the_weeks_are_where_it_hurt(tmp_path: Path) -> None:
    table = "KW,,Mo,Di,Mi,Do,Fr,Sa,So\nKW 19/2026,Ferse links,2,3,,,,,\n,Knie rechts,0,1,,,,,\n"
    (source,) = read(tmp_path, "woche.csv", table)
    assert source.unmapped is not None
    assert source.unmapped.header == ("site", "Date", "nrs")
    assert "time of day" in told([source])

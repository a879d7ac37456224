"""Diaries with a column for each day: places, times of day or what was noted stand in the rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from afterrun.importers.tables.layout import Layout
from afterrun.records import PainReport
from tests.importers.test_typed_tables import HERE, read, records, told


def answers(folder: Path, name: str, table: str) -> list[tuple[str, str, float]]:
    found = [each for each in records(read(folder, name, table)) if isinstance(each, PainReport)]
    return [(f"{each.at:%m-%d %H:%M}", str(each.site), each.nrs) for each in found]


def test_a_column_for_each_day_beside_places_and_times(tmp_path: Path) -> None:
    table = "Site,Time,2026-05-03,2026-05-04\nLeft heel,07:30,4,3\nRight knee,20:00,1,\n"
    assert answers(tmp_path, "pain.csv", table) == [
        ("05-03 07:30", "left-heel", 4),
        ("05-04 07:30", "left-heel", 3),
        ("05-03 20:00", "right-knee", 1),
    ]


def test_a_row_for_each_part_of_the_day_below_a_title(tmp_path: Path) -> None:
    table = "Mein Mai;;\n;03.05.2026;14.05.2026\nSchmerz Ferse links morgens;4;3\n"
    table += "Schmerz Ferse links abends;2;\nLauf (km);6;\n"
    sources = read(tmp_path, "tagebuch.csv", table)
    found = [each for each in records(sources) if isinstance(each, PainReport)]
    assert [(f"{each.at:%d %H}", each.nrs) for each in found] == [("03 08", 4), ("03 20", 2), ("14 08", 3)]
    assert found[0].note == "lauf (km): 6"
    assert "lauf (km)" in told(sources)


@pytest.mark.parametrize(
    ("table", "asked"),
    [
        ("Site,2026-05-03,2026-05-04\nLeft heel,4,3\nRight knee,2,1\n", "at what time of day"),
        ("Pain,2026-05-03,2026-05-04\n07:30,4,3\n20:00,2,1\n", "which place on the body"),
    ],
)
def test_what_no_cell_says_is_asked_once(tmp_path: Path, table: str, asked: str) -> None:
    (source,) = read(tmp_path, "pain.csv", table)
    assert source.unmapped is not None
    assert asked in source.unmapped.why


@pytest.mark.parametrize(
    "table",
    [
        "Site,2026-05-03,2026-05-04\nLeft heel,40,30\nRight knee,20,10\n",  # nobody said of what
        "Pain,2026-05-03,2026-05-04,Mean\nLeft heel,4,3,3.5\n",  # what stands behind the days is of none of them
        "pain,steps,more\nLeft heel,34567,41234\n",  # numbers that a spreadsheet might count days with
    ],
)
def test_what_is_no_such_diary_stays_as_it_is(tmp_path: Path, table: str) -> None:
    assert answers(tmp_path, "table.csv", table) == []


def test_the_answer_about_the_time_of_day_reads_it(tmp_path: Path) -> None:
    columns = {"at": "Date", "site": "Site", "nrs": "Pain"}
    here = replace(HERE, layouts=(Layout(table="pain", columns=columns, always={"time_of_day": "07:30"}),))
    sources = read(tmp_path, "pain.csv", "Site,2026-05-03,2026-05-04\nLeft heel,4,3\n", here)
    assert [f"{each.at:%d %H:%M}" for each in records(sources) if isinstance(each, PainReport)] == [
        "03 07:30",
        "04 07:30",
    ]

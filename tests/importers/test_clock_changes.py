"""The two nights a year in which clocks are set: an hour that never was, and one that comes twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from afterrun.cli.times import parse_time
from afterrun.errors import InvalidValueError
from afterrun.importers.here import Here
from afterrun.importers.reading import read_path
from afterrun.lab.zones import on_clock_of
from afterrun.records import Run
from tests.importers.test_tables import BERLIN, reports, told

SPRING = "at,site,nrs\n2026-03-29 01:30,left heel,2\n2026-03-29 02:30,left heel,3\n2026-03-29 04:00,left heel,4\n"
AUTUMN = "at,site,nrs\n2025-10-26 01:30,left heel,2\n2025-10-26 02:30,left heel,3\n2025-10-26 03:00,left heel,4\n"
SAID = "Clocks are set in the hour of this row"


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize("here", [BERLIN, replace(BERLIN, zone=None)])
def test_an_hour_that_never_was_is_an_hour_later_and_told(tmp_path: Path, here: Here) -> None:
    (tmp_path / "pain.csv").write_text(SPRING, encoding="utf-8")
    sources = list(read_path(tmp_path / "pain.csv", here))
    assert [at for at, _, _ in reports(sources)] == [
        "2026-03-29T01:30:00+01:00",
        "2026-03-29T03:30:00+02:00",
        "2026-03-29T04:00:00+02:00",
    ]
    assert f"pain.csv line 3: {SAID}" in told(sources)


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize("here", [BERLIN, replace(BERLIN, zone=None)])
def test_of_an_hour_that_comes_twice_it_is_the_first_and_told(tmp_path: Path, here: Here) -> None:
    (tmp_path / "pain.csv").write_text(AUTUMN, encoding="utf-8")
    sources = list(read_path(tmp_path / "pain.csv", here))
    assert [at for at, _, _ in reports(sources)] == [
        "2025-10-26T01:30:00+02:00",
        "2025-10-26T02:30:00+02:00",
        "2025-10-26T03:00:00+01:00",
    ]
    assert f"pain.csv line 3: {SAID}" in told(sources)


def test_with_an_offset_nothing_is_in_doubt(tmp_path: Path) -> None:
    (tmp_path / "pain.csv").write_text(AUTUMN.replace("02:30", "02:30+01:00"), encoding="utf-8")
    assert SAID not in told(list(read_path(tmp_path / "pain.csv", BERLIN)))


@pytest.mark.usefixtures("in_berlin")
def test_typed_into_the_terminal_or_the_app_it_is_the_same_time() -> None:
    typed = parse_time("2026-03-29 02:30", now=datetime.fromisoformat("2026-03-30T08:00+02:00"))
    assert typed.isoformat() == "2026-03-29T03:30:00+02:00"
    assert on_clock_of(datetime(2026, 3, 29, 2, 30), None) == typed  # noqa: DTZ001 - as a form gives it


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize(
    ("text", "now", "meant"),
    [
        ("yesterday 21:00", "2026-03-29T08:00+02:00", "2026-03-28T21:00:00+01:00"),
        ("01:30", "2026-03-29T08:00+02:00", "2026-03-29T01:30:00+01:00"),
        ("yesterday 21:00", "2026-03-29T08:00+09:00", "2026-03-28T21:00:00+09:00"),  # somebody else's clock
    ],
)
def test_a_time_before_the_clocks_were_set_has_the_offset_of_then(text: str, now: str, meant: str) -> None:
    assert parse_time(text, now=datetime.fromisoformat(now)).isoformat() == meant


@pytest.mark.usefixtures("in_berlin")
@pytest.mark.parametrize("text", ["yesterday 07:30", "25:99", "07:60"])
def test_a_time_of_day_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidValueError, match="a time of day; got"):
        parse_time(text, now=datetime.fromisoformat("0001-01-01T10:00+00:00"))


@pytest.mark.parametrize("year", [1, 9999])
def test_a_year_at_the_end_of_the_calendar_raises_nothing(year: int) -> None:
    wall = datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, 23)  # noqa: DTZ001 - of a clock
    assert BERLIN.on_clock(wall).year in (year, year + 1)
    assert Here().on_clock(wall).year in (year, year + 1)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Date,Start,End", "2026-03-29,01:40,03:20"),
        ("Date,Start,End", "2025-10-26,01:40,02:20"),
        ("Start,End", "2026-03-29 01:40,2026-03-29 03:20"),
        ("Date,Start,End", "2026-03-28,23:40,00:20"),
        ("Start,End", "2026-03-29T01:40+01:00,02:20"),
    ],
)
def test_a_run_during_which_clocks_are_set_lasts_as_long_as_it_did(tmp_path: Path, header: str, cells: str) -> None:
    (tmp_path / "runs.csv").write_text(f"{header},Distance (km)\n{cells},6\n", encoding="utf-8")
    (run,) = [each for source in read_path(tmp_path / "runs.csv", BERLIN) for each in source.parsed.records]
    assert isinstance(run, Run)
    assert run.duration_s == 2400

"""A bare table of exercise: what was done for the pain, and the runs and rides among it."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterrun.records import Care, Event, Phase
from tests.importers.test_typed_tables import read, records, runs, told

TABLE = """Date,Time,Exercise,Minutes
2026-05-03,07:30,Calf stretch,5
2026-05-04,07:30,Easy run,40
2026-05-04,18:30,Cycling,60
2026-05-05,07:30,Heel walk,3
2026-05-05,18:30,Walk,30
"""


def test_exercises_are_care_and_runs_among_them_runs(tmp_path: Path) -> None:
    sources = read(tmp_path, "log.csv", TABLE)
    assert [each.intervention for each in records(sources) if isinstance(each, Care)] == ["calf-stretch", "heel-walk"]
    assert runs(sources) == [("04 07:30", 2400, None)]
    assert [(each.kind, each.minutes) for each in records(sources) if isinstance(each, Event)] == [
        ("cycling", 60),
        ("walking", 30),
    ]
    assert "not used" not in told(sources)


def test_a_run_without_its_minutes_is_told_and_costs_itself(tmp_path: Path) -> None:
    sources = read(tmp_path, "log.csv", TABLE.replace("Easy run,40", "Easy run,"))
    assert runs(sources) == []
    assert len(records(sources)) == 4
    assert "minutes must not be empty" in told(sources)


@pytest.mark.parametrize("name", ["care.csv", "log.csv"])
def test_what_was_done_under_another_header_stays_care(tmp_path: Path, name: str) -> None:
    sources = read(tmp_path, name, TABLE.replace("Exercise", "Treatment"))
    assert len([each for each in records(sources) if isinstance(each, Care)]) == 5


def test_what_has_an_end_was_kept_up(tmp_path: Path) -> None:
    (phase,) = records(read(tmp_path, "phases.csv", "Exercise,Start,End\nCalf stretch,2026-05-03,2026-06-03\n"))
    assert isinstance(phase, Phase)

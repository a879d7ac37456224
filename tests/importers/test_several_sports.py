"""Several sports in one entry: a run may be in it, so it is asked about; it is no run of that length for certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterrun.importers.devices.sport import sport_in_name, sport_named
from afterrun.importers.registry import parse_file
from afterrun.records import Event, Run
from tests.importers.fit_bytes import activity, file_id, fit_file, record, session
from tests.importers.test_typed_tables import read, records


@pytest.mark.parametrize("name", ["Multisport", "Triathlon", "Multideporte", "Duatlón", "Swimrun", "Koppeltraining"])
def test_a_word_for_several_sports_is_none_of_them(name: str) -> None:
    assert sport_named(name) is None
    assert sport_in_name(name) == "unclear"


@pytest.mark.parametrize("word", ["Bike + Run", "Swim/Bike/Run", "Triathlon", "Rad & Lauf", "Kayak + run"])
def test_a_run_and_a_ride_in_one_cell_are_no_run_of_both_lengths(tmp_path: Path, word: str) -> None:
    table = f"Date,Start,Time,Distance (km),Sport\n2026-05-03,07:30,1:40:00,26.2,{word}\n2026-05-04,07:30,40:00,6,Run\n"
    assert [each.sport for each in records(read(tmp_path, "runs.csv", table)) if isinstance(each, Run)] == [
        "unclear",
        "running",
    ]


@pytest.mark.parametrize("word", ["Lauf + Kraft", "Run, then yoga", "Run/Walk"])
def test_what_covers_no_ground_beside_a_run_leaves_it_a_run(tmp_path: Path, word: str) -> None:
    table = f'Date,Start,Time,Distance (km),Sport\n2026-05-03,07:30,40:00,6,"{word}"\n'
    (found,) = records(read(tmp_path, "runs.csv", table))
    assert isinstance(found, Run)
    assert found.sport == "running"


def test_a_run_in_an_event_of_two_sports_is_not_lost(tmp_path: Path) -> None:
    kinds = ("Bike + Run", "Run + strength", "Bike")
    rows = "".join(f"2026-05-0{day}T07:30+02:00,{kind},60\n" for day, kind in enumerate(kinds, start=1))
    found = records(read(tmp_path, "events.csv", f"at,kind,minutes\n{rows}"))
    runs = [(each.sport, each.duration_s, each.note) for each in found if isinstance(each, Run)]
    assert runs == [("unclear", 3600, "Bike + Run"), ("running", 3600, "Run + strength")]
    assert [each.kind for each in found if isinstance(each, Event)] == ["bike"]


def test_a_triathlon_in_a_list_of_garmin_is_asked_about(tmp_path: Path) -> None:
    table = "Activity Type,Date,Title,Distance,Time\nMultisport,2026-05-05 07:30:10,Tri,24.00,01:40:00\n"
    (found,) = records(read(tmp_path, "Activities.csv", table))
    assert isinstance(found, Run)
    assert found.sport == "unclear"


def test_a_triathlon_in_one_session_of_a_watch_is_asked_about() -> None:
    content = fit_file([file_id(), *(record(second) for second in range(61)), session(sport=18), activity()])
    (found,) = parse_file(content, "1.fit").records
    assert isinstance(found, Run)
    assert found.sport == "unclear"

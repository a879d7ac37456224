"""The clock a person lives by: what a device told in UTC, and times across summer time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from afterrun.journal import Journal
from afterrun.journal.settings import settings_of, zone_names
from afterrun.lab.importing import import_paths
from afterrun.lab.zones import lived, on_clock_of
from afterrun.records import Event, Run
from tests.importers import xml_text

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def in_new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_times_carry_offsets_so_that_hours_between_them_are_right_across_summer_time() -> None:
    before, after = (datetime(2026, 10, day, 12, tzinfo=BERLIN).astimezone(UTC) for day in (24, 25))
    told = [on_clock_of(at, BERLIN) for at in (before, after)]
    assert [at.isoformat()[-6:] for at in told] == ["+02:00", "+01:00"]
    assert told[1] - told[0] == timedelta(hours=25)


@pytest.mark.usefixtures("in_new_york")
def test_without_a_choice_it_is_the_zone_of_this_computer(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        assert settings_of(journal).zone is None
    assert on_clock_of(datetime(2026, 7, 1, 12, tzinfo=UTC), None).isoformat() == "2026-07-01T08:00:00-04:00"


@pytest.mark.parametrize("name", ["Mars/Olympus", "../../etc/passwd", "/etc/localtime", "\0"])
def test_a_zone_that_this_computer_does_not_know_is_as_none(tmp_path: Path, name: str) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        journal.set_setting("zone", name)
        assert settings_of(journal).zone is None
    assert name not in zone_names()


def test_a_run_that_its_file_tells_in_utc_is_told_by_the_clock_of_the_person(tmp_path: Path) -> None:
    file = tmp_path / "run.tcx"
    file.write_bytes(xml_text.tcx(("Running", xml_text.lap(xml_text.trackpoint(second) for second in range(60)))))
    with Journal.open(tmp_path / "journal.db") as journal:
        journal.set_setting("zone", "Europe/Berlin")
        (outcome,) = import_paths(journal, [file])
        (run,) = journal.diary().runs
        assert outcome.added == 1
        assert run.start.isoformat() == "2026-05-01T07:30:00+02:00"
        journal.set_setting("zone", "Pacific/Auckland")
        (outcome,) = import_paths(journal, [file])
        assert (outcome.added, outcome.already) == (0, 1)
        assert journal.diary().runs == (run,)


def test_an_offset_that_a_file_tells_is_kept() -> None:
    start = datetime(2026, 5, 1, 7, tzinfo=timezone(timedelta(hours=-3)))
    assert lived(Run(start=start, duration_s=60), BERLIN) == Run(start=start, duration_s=60)
    ride = Event(at=start.astimezone(UTC), kind="cycling", minutes=30)
    told = lived(ride, BERLIN)
    assert isinstance(told, Event)
    assert told.at == ride.at
    assert told.at.isoformat() == "2026-05-01T12:00:00+02:00"

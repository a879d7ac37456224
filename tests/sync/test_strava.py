"""Strava: tokens are renewed and kept, recordings become runs that are marked, and cohorts leave them out."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from afterrun.importers.registry import read_device_file
from afterrun.journal import Journal
from afterrun.lab.exporting import export_folder
from afterrun.lab.importing import import_paths
from afterrun.records import Run
from afterrun.records.provenance import STRAVA_API, for_owner_only
from afterrun.sync.sources import Strava, add, renew, sources_of
from benchmarks.fit_hours import hour_long
from tests.sync import fake_services as fake
from tests.sync.conftest import Home
from tests.sync.fake_services import FakeService

SECONDS = 600


def activity(number: int, *, day: str = "2026-03-01", kind: str = "Run") -> dict[str, object]:
    return {
        "id": number,
        "name": "Morning",
        "type": kind,
        "sport_type": kind,
        "start_date": f"{day}T07:00:00Z",
        "utc_offset": 3600.0,
        "elapsed_time": SECONDS,
        "moving_time": SECONDS,
        "distance": 3.0 * SECONDS,
        "total_elevation_gain": 12.0,
        "trainer": False,
    }


def streams() -> dict[str, object]:
    seconds = list(range(0, SECONDS + 1, 2))
    return {
        "time": {"data": seconds},
        "latlng": {"data": [[52 + 3 * s / 111_195, 13.0] for s in seconds]},
        "distance": {"data": [3.0 * s for s in seconds]},
        "heartrate": {"data": [150 for _ in seconds]},
        "cadence": {"data": [84 for _ in seconds]},
    }


@pytest.fixture
def connected(home: Home, service: FakeService) -> Home:
    add(home.private, Strava("4711", "client-s3cret-5520", "refresh-t0ken-first", address=service.address))
    return home


def only_run(home: Home) -> Run:
    with Journal.open(home.path) as journal:
        (run,) = journal.diary().runs
    return run


def test_a_recording_becomes_a_run_with_its_values_and_its_mark(connected: Home, service: FakeService) -> None:
    service.activities, service.streams = [activity(1)], {1: streams()}
    connected.sync()
    run = only_run(connected)
    assert run.start == datetime.fromisoformat("2026-03-01T08:00:00+01:00")
    assert run.start.utcoffset() == timedelta(hours=1)
    assert (run.duration_s, run.distance_m, run.cadence_spm, run.sport) == (SECONDS, 3 * SECONDS, 168, "running")
    assert run.source == STRAVA_API
    assert for_owner_only(run)
    with Journal.open(connected.path) as journal:
        found = journal.streams(run)
        assert found is not None
        assert found.channels["heart_rate_bpm"].mean() == 150
    assert connected.sync() == []


def test_a_token_is_renewed_once_and_the_new_ones_are_kept(connected: Home, service: FakeService) -> None:
    service.activities, service.streams = [activity(1)], {1: streams()}
    connected.sync()
    connected.sync()
    assert service.refreshed == ["refresh-t0ken-first"]
    kept = sources_of(connected.private)["strava"]
    assert isinstance(kept, Strava)
    assert (kept.refresh_token, kept.access_token) == ("refresh-t0ken-second", "access-t0ken-8842")


def test_new_tokens_are_kept_even_if_all_else_fails(connected: Home, service: FakeService) -> None:
    service.faults = [("/athlete/activities", fake.status(500))] * 4
    connected.sync()
    kept = sources_of(connected.private)["strava"]
    assert isinstance(kept, Strava)
    assert kept.refresh_token == "refresh-t0ken-second"


def test_a_token_that_ended_by_stravas_clock_is_renewed(connected: Home, service: FakeService) -> None:
    service.activities, service.streams = [activity(1)], {1: streams()}
    renew(
        connected.private, "strava", access_token="of-yesterday", refresh_token="refresh-t0ken-first", expires_at_s=4e9
    )
    connected.sync()
    assert connected.runs() == 1
    assert service.refreshed == ["refresh-t0ken-first"]


def test_a_revoked_access_is_said_after_one_renewal(connected: Home, service: FakeService) -> None:
    service.faults = [("/athlete/activities", fake.status(401))] * 2
    connected.sync()
    assert "The key was not taken. Make a new key" in connected.last("strava").fault
    assert len(service.refreshed) == 1


def test_pages_that_go_round_end(connected: Home, service: FakeService) -> None:
    service.activities = [activity(n) for n in range(1, 101)]
    service.faults = [("page=2", lambda handler: handler.answer(200, json.dumps(service.activities).encode()))]
    connected.stop_after = 1
    connected.sync()
    assert service.asked("page=") == 2


def test_a_wrong_secret_is_said(home: Home, service: FakeService) -> None:
    add(home.private, Strava("4711", "client-wr0ng", "refresh-t0ken-first", address=service.address))
    home.sync()
    assert "did not take the client secret or the token. Make a new key" in home.last("strava").fault
    assert "client-wr0ng" not in home.last("strava").fault


def test_a_typed_activity_comes_in_by_its_sums_and_a_ride_is_no_run(connected: Home, service: FakeService) -> None:
    service.activities = [activity(1), activity(2, day="2026-03-02", kind="Ride")]
    connected.sync()
    run = only_run(connected)
    assert (run.duration_s, run.distance_m) == (SECONDS, 3 * SECONDS)
    with Journal.open(connected.path) as journal:
        assert [event.kind for event in journal.diary().events] == ["cycling"]


def test_asked_too_often_it_ends_and_goes_on_later(connected: Home, service: FakeService) -> None:
    service.activities = [activity(n, day=f"2026-03-{n:02d}") for n in range(1, 5)]
    service.streams = {n: streams() for n in range(1, 5)}
    service.faults = [("/activities/3/streams", fake.status(429))] * 4
    connected.sync()
    assert connected.runs() == 2
    assert "asked too often" in connected.last("strava").fault
    assert len(connected.sync()) == 2
    assert connected.runs() == 4


@pytest.mark.parametrize("broken", [{"time": {"data": "x"}}, {"time": 5}, [], {"time": {"data": [0, None]}}])
def test_broken_values_cost_themselves(connected: Home, service: FakeService, broken: object) -> None:
    service.activities, service.streams = [activity(1)], {1: broken}  # type: ignore[dict-item]
    connected.sync()
    assert connected.last("strava").fault == ""
    assert only_run(connected).distance_m == 3 * SECONDS


def test_exported_and_read_again_it_is_the_same_and_still_marked(
    connected: Home, service: FakeService, tmp_path: Path
) -> None:
    service.activities, service.streams = [activity(1)], {1: streams()}
    connected.sync()
    with Journal.open(connected.path) as journal:
        export_folder(journal, tmp_path / "out")
        run = only_run(connected)
        kept = journal.streams(run)
    with Journal.open(tmp_path / "new.db") as journal:
        list(import_paths(journal, [tmp_path / "out"]))
        (again,) = journal.diary().runs
        found = journal.streams(again)
    assert again == run
    assert for_owner_only(again)
    assert kept is not None
    assert found is not None
    assert found.size == kept.size


@pytest.mark.parametrize("strava_first", [True, False])
def test_the_watch_s_own_file_counts_before_what_came_from_strava(
    connected: Home, service: FakeService, tmp_path: Path, strava_first: bool
) -> None:
    (tmp_path / "a.fit").write_bytes(hour_long(0, seconds=SECONDS))
    with Journal.open(connected.path) as journal:
        if not strava_first:
            list(import_paths(journal, [tmp_path / "a.fit"]))
    source = read_device_file(tmp_path / "a.fit", "a.fit")
    (run,) = source.parsed.records
    assert isinstance(run, Run)
    told = activity(1)
    told |= {"start_date": run.start.isoformat(), "distance": run.distance_m}
    service.activities = [told]
    connected.sync()
    with Journal.open(connected.path) as journal:
        list(import_paths(journal, [tmp_path / "a.fit"]))
    assert only_run(connected).source == "fit"

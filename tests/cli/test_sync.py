"""`afterrun sync`: connect, take in, list, remove; keys are read from a pipe and shown nowhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.fit_hours import hour_long
from tests.cli.typed import NOW, Run, about
from tests.sync import fake_services as fake
from tests.sync.fake_services import KEY, FakeService
from tests.web.fake_servers import running


@pytest.fixture
def service() -> Iterator[FakeService]:
    with running(FakeService().with_runs(2)) as served:
        yield served


@about("sync")
def test_a_service_is_connected_taken_in_listed_and_removed(afterrun: Run, service: FakeService) -> None:
    assert "Nothing is connected yet" in afterrun("sync").out
    added = afterrun("sync", "add", "intervals", "--address", service.address, typed=f"{KEY}\n")
    assert (added.code, added.err) == (0, "")
    assert "Connected as intervals" in added.out
    first = afterrun("sync", *NOW)
    assert (first.code, first.out) == (0, "intervals.icu: 2 added, 0 already there\n")
    assert "0 added, 0 already there" in afterrun("sync", *NOW).out
    listed = afterrun("sync", "list")
    assert "intervals  (intervals.icu)" in listed.out
    assert "last: 2026-11-23 09:00" in listed.out
    assert KEY not in added.out + first.out + listed.out
    assert afterrun("sync", "remove", "intervals").code == 0
    assert afterrun("sync", "remove", "intervals").code == 1
    assert "Nothing is connected yet" in afterrun("sync", "list").out


def test_a_fault_is_told_and_ends_with_1(afterrun: Run, service: FakeService) -> None:
    service.faults = [("/activities", fake.status(401))]
    afterrun("sync", "add", "intervals", "--address", service.address, typed=f"{KEY}\n")
    ended = afterrun("sync", *NOW, "--json")
    assert ended.code == 1
    (told,) = json.loads(ended.out)["sources"]
    assert told["name"] == "intervals"
    assert "The key was not taken" in told["fault"]
    (listed,) = json.loads(afterrun("sync", "list", "--json").out)["sources"]
    assert listed["last"] == {key: value for key, value in told.items() if key != "name"}


def test_a_folder_and_one_of_several_sources(afterrun: Run, service: FakeService, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.fit").write_bytes(hour_long(9, seconds=60))
    assert "Connected as folder" in afterrun("sync", "add", "folder", "in").out
    afterrun("sync", "add", "intervals", "--address", service.address, typed=f"{KEY}\n")
    ended = afterrun("sync", "--only", "folder", "--now", "2036-11-23T09:00:00+00:00")
    assert ended.code == 0
    assert "1 added" in ended.out
    assert service.got == []
    assert afterrun("sync", "--only", "garmin").code == 1


def test_from_the_start_nothing_is_doubled(afterrun: Run, service: FakeService) -> None:
    afterrun("sync", "add", "intervals", "--address", service.address, typed=f"{KEY}\n")
    afterrun("sync", *NOW)
    assert "0 added, 2 already there" in afterrun("sync", *NOW, "--from-the-start").out


def test_strava_takes_three_lines_and_no_other_address(afterrun: Run, service: FakeService) -> None:
    typed = "4711\nclient-s3cret-5520\nrefresh-t0ken-first\n"
    assert afterrun("sync", "add", "strava", "--address", "http://strava.example", typed=typed).code == 1
    assert afterrun("sync", "add", "strava", "--address", service.address, typed=typed).code == 0
    assert afterrun("sync", "add", "intervals", typed="two words\n").code == 1
    service.activities = []
    assert afterrun("sync", *NOW).code == 0
    assert service.refreshed == ["refresh-t0ken-first"]

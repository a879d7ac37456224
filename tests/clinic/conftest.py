"""A clinic in a folder or a database of its own, with a clock that is set by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI

from afterrun.clinic.house import House
from afterrun.places import Place
from afterrun.web.clinic.app import create_clinic_app
from benchmarks.postgres.cluster import Cluster
from tests.clinic.town import Clock, Town
from tests.clinic.world import World, made
from tests.postgres import emptied, prepared_clinic
from tests.web.conftest import browser_type_launch_args, whole_stances

__all__ = ["browser_type_launch_args", "whole_stances"]


KINDS = ["folder", "database"]
# Walks through many routes, on one of the two every day and on the other in `make share`; what the stores promise
# (people, the trail, sharing, restores) is tested on both every day.
ON_ONE = frozenset({"test_passkeys.py", "test_sent_twice.py", "test_walk.py", "test_who_may.py"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The other store is a share."""
    for item in items:
        if item.path.parent == Path(__file__).parent and item.path.name in ON_ONE and "database" in _kinds(item):
            item.add_marker(pytest.mark.share)


def _kinds(item: pytest.Item) -> list[object]:
    drawn = getattr(item, "callspec", None)
    return [] if drawn is None else list(drawn.params.values())


@contextmanager
def town_in(home: Place, server: Cluster | None = None) -> Iterator[Town]:
    clock = Clock()
    made = Town(home, clock, House.at(home, clock), server)
    try:
        yield made
    finally:
        made.house.store.close()


@pytest.fixture(params=KINDS)
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    if request.param == "folder":
        with town_in(tmp_path / "clinic") as made:
            yield made
        return
    server: Cluster = request.getfixturevalue("postgres")
    with town_in(emptied(server, request.getfixturevalue("clinics")), server) as made:
        yield made


@pytest.fixture(scope="module", params=KINDS)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    server = None if request.param == "folder" else request.getfixturevalue("postgres")
    home = tmp_path_factory.mktemp("clinic") if server is None else prepared_clinic(server)
    with town_in(home, server) as town:
        yield made(town)


@pytest.fixture
def app(town: Town) -> FastAPI:
    """The app of the clinic."""
    return create_clinic_app(town.house)

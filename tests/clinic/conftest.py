"""A clinic in a folder of its own, with a clock that is set by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from afterrun.accounts import passwords
from afterrun.clinic import people
from afterrun.clinic.house import House
from afterrun.web.clinic.app import create_clinic_app
from tests.clinic.town import Clock, Town, quick_hasher
from tests.clinic.world import World, made
from tests.web.conftest import browser_type_launch_args, whole_stances

__all__ = ["browser_type_launch_args", "whole_stances"]


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    """Hash with less work: hashing is not what is tested here, but in tests/web/test_login.py."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passwords, "_hasher", quick_hasher)
        people._nobodys.cache_clear()
        yield
    people._nobodys.cache_clear()


def town_in(folder: Path) -> Iterator[Town]:
    clock = Clock()
    made = Town(folder, clock, House.in_folder(folder, clock))
    yield made
    made.house.store.close()


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    yield from town_in(tmp_path / "clinic")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    for town in town_in(tmp_path_factory.mktemp("clinic")):
        yield made(town)


@pytest.fixture
def app(town: Town) -> FastAPI:
    """The app of the clinic."""
    return create_clinic_app(town.house)

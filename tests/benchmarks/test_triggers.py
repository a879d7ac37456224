"""A share of what `make triggers` and `make changes` do."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from afterrun.findings.verdicts import SURE
from benchmarks.changes import NO_CHANGE, line, outcome
from benchmarks.triggers import CLAIMS, DESIGNS, HABITS, blamed, searched, share
from tests.shares import on_people

Figure = Callable[[str], None]
SELDOM, OFTEN = DESIGNS["13 weeks x 1"], DESIGNS["13 weeks x 3"]


@pytest.mark.statistics
@pytest.mark.parametrize("habit", HABITS)
def test_a_thing_that_does_nothing_is_not_blamed(habit: str, figure: Figure) -> None:
    people = [blamed(SELDOM, [habit], seed) for seed in range(12)]
    figure(f"{share(people, CLAIMS):.2f} blamed")
    assert share(people, CLAIMS) < 2 / 12


def test_a_thing_of_any_habit_that_does_nothing_is_not_blamed() -> None:
    """A share of it: three people of each habit."""
    people = [blamed(SELDOM, [habit], seed) for habit in HABITS for seed in range(3)]
    assert len(people) >= 20
    assert share(people, CLAIMS) < 2 / 12


@on_people(4, 20)
def test_four_things_in_a_weekly_rhythm_are_not_blamed(people: int, figure: Figure) -> None:
    found = [blamed(OFTEN, list(HABITS)[:4], seed, rhythm=True) for seed in range(people)]
    figure(f"{share(found, CLAIMS):.2f} blamed")
    assert share(found, CLAIMS) < 2 / 8


@on_people(8, 40)
def test_a_strong_trigger_is_found_and_its_lag(people: int, figure: Figure) -> None:
    found = [searched(SELDOM, 24, 3.0, seed)[0] for seed in range(people)]
    blamed_for = [each for each in found if each is not None and each.verdict == "may-worsen"]
    figure(f"{len(blamed_for)} of {people} found")
    assert len(blamed_for) >= people * 5 / 8
    assert all(each is not None and each.verdict != "may-help" for each in found)
    for each in blamed_for:
        assert each.lag.day in (0, 1)
        assert each.rate_ratio is not None
        assert np.median(each.rate_ratio) > 1.25


@pytest.mark.parametrize("name", NO_CHANGE)
def test_no_change_is_said_where_there_is_none(name: str) -> None:
    assert sum(outcome(OFTEN, name, seed).prob >= SURE for seed in range(4)) == 0


def test_a_sudden_onset_is_found_and_dated() -> None:
    people = [outcome(OFTEN, "suddenly runs hurt", seed) for seed in range(8)]
    assert sum(person.prob >= SURE for person in people) >= 2
    assert np.median([person.days_off for person in people]) < 6
    assert "date off by" in line("suddenly", people, truly=True)

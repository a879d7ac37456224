"""A pattern of the hours is a rival of runs that are asked about at other hours than the rest."""

from __future__ import annotations

import pytest

from afterrun.checks.beside import Runs
from afterrun.checks.hours import chance_beside_the_hours
from afterrun.lab.preparing import prepare
from benchmarks.lives_makers import LIVES
from benchmarks.off_model_lives import DESIGNS, KINDS, live

_TEAM = "26 weeks, habits of their own"
_LIKELY = 0.9  # as the check asks


def _chance(name: str, seed: int) -> float:
    life = LIVES[name](seed)
    return chance_beside_the_hours(Runs.of(prepare(life.diary, site=life.site, now=life.now).data))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_an_ache_of_evenings_is_not_taken_for_one_of_the_runs_before_them(
    seed: int,
) -> None:
    assert _chance("back-evenings", seed) < _LIKELY


@pytest.mark.parametrize("name", ["sole-every-sunday", "heel-standing", "forefoot-stretches"])
def test_who_is_asked_at_the_same_hours_on_all_days_does_not_suffer(name: str) -> None:
    assert _chance(name, 0) > 0.99


@pytest.mark.parametrize("seed", [0, 2, 5])
def test_hours_that_explain_nothing_take_no_small_rise_away(seed: int) -> None:
    team = live(KINDS["team"], DESIGNS[_TEAM], seed)
    assert chance_beside_the_hours(Runs.of(prepare(team.diary, site=None, now=team.now).data)) > _LIKELY

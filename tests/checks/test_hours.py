"""A pattern of the hours is a rival of runs that are asked about at other hours than the rest."""

from __future__ import annotations

import pytest

from afterrun.checks.beside import Runs
from afterrun.checks.hours import chance_beside_the_hours
from afterrun.lab.preparing import prepare
from benchmarks.lives_makers import LIVES

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

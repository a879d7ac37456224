"""Runs that are always on the same days of the week have a rival in whatever else those days hold."""

from __future__ import annotations

import pytest

from afterrun.checks.beside import Runs
from afterrun.checks.weekdays import chance_beside_the_week
from afterrun.lab.preparing import prepare
from benchmarks.lives_makers import LIVES

_LIKELY = 0.9  # as the check asks


def _chance(name: str, seed: int) -> float:
    life = LIVES[name](seed)
    return chance_beside_the_week(Runs.of(prepare(life.diary, site=life.site, now=life.now).data))


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_an_ache_of_working_days_is_not_taken_for_one_of_the_run_on_sundays(seed: int) -> None:
    assert _chance("shin-working-days", seed) < _LIKELY


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_run_on_every_sunday_is_found_by_the_course_of_the_days_after_it(seed: int) -> None:
    assert _chance("sole-every-sunday", seed) > 0.99


@pytest.mark.parametrize("name", ["forefoot-struck", "heel-standing", "team-player"])
def test_runs_on_changing_days_do_not_suffer(name: str) -> None:
    assert _chance(name, 0) > 0.99

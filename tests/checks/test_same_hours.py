"""A check-in that moves from breakfast to bedtime makes a stiff back better on paper."""

from __future__ import annotations

import numpy as np
import pytest

from afterrun.checks import Evidence, gate_of
from afterrun.checks.same_hours import same_hours, told_by_the_hour
from afterrun.lab.kept_up import comparable, kept_up
from afterrun.lab.preparing import Prepared, prepare
from benchmarks.lives_makers import LIVES


def _prepared(name: str, seed: int = 0) -> Prepared:
    life = LIVES[name](seed)
    return prepare(life.diary, site=life.site, now=life.now)


def _evidence(prepared: Prepared) -> Evidence:
    return Evidence(prepared.data, prepared.dose.derived)


@pytest.mark.parametrize("seed", range(5))
def test_a_trend_of_the_level_is_withheld_where_the_hours_moved(seed: int) -> None:
    gate = gate_of(_evidence(_prepared("back-asked-later", seed)))
    assert not gate.tells("baseline_nrs_per_30_days")
    assert gate.tells("level")


@pytest.mark.parametrize("name", ["forefoot-struck", "back-evenings", "hip-abroad", "shin-working-days"])
def test_mornings_and_evenings_all_along_are_the_same_hours(name: str) -> None:
    assert same_hours(_evidence(_prepared(name))).passed


def test_of_few_reports_nothing_is_said() -> None:
    assert same_hours(_evidence(_prepared("knee-ten-entries"))).passed is None


def test_what_is_rated_at_other_hours_with_it_than_without_is_not_compared() -> None:
    life = LIVES["back-asked-later"](0)
    reports = _prepared("back-asked-later").reports
    (mattress,) = kept_up(life.diary.phases, reports)
    assert mattress.by_the_hour
    assert comparable([mattress]) == []
    other = LIVES["headache-purifier"](0)
    (purifier,) = kept_up(other.diary.phases, _prepared("headache-purifier").reports)
    assert comparable([purifier]) == [purifier]


def test_it_does_not_matter_where_the_clock_begins() -> None:
    day = np.arange(80.0)
    at = day + 0.9 + day / 400  # over midnight
    assert told_by_the_hour(at, day) == pytest.approx(told_by_the_hour(at + 0.4, day))
    assert told_by_the_hour(at, day) > 0.9
    assert told_by_the_hour(day + 0.5, day) == pytest.approx(0, abs=1e-6)

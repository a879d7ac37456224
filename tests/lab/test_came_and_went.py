"""What came and went again, taken out of what is told of time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from afterrun.findings import Interval, RunFeature
from afterrun.lab.answers import answer
from afterrun.lab.came_and_went import came_and_went
from afterrun.lab.preparing import Prepared, prepare
from afterrun.lab.run_features import WhichRuns
from afterrun.lab.tried import Tried, tried_interventions
from benchmarks.lives_makers import LIVES
from benchmarks.lives_makers.life import Life


def prepared_of(life: Life) -> Prepared:
    return prepare(life.diary, site=life.site, now=life.now)


@pytest.fixture(scope="module")
def braced() -> tuple[Prepared, Tried]:
    life = LIVES["knee-brace-put-away"](0)
    prepared = prepared_of(life)
    (brace,) = tried_interventions(life.diary, prepared.cares, prepared.runs)
    return prepared, brace


def test_a_brace_that_was_put_away_and_sand_of_the_holidays_are_of_a_while(braced: tuple[Prepared, Tried]) -> None:
    prepared, brace = braced
    found = came_and_went(prepared, [brace])
    assert found.phases == (brace,)
    assert found.columns[:, 0].tolist() == list(brace.at_work)
    sand = came_and_went(prepared_of(LIVES["calf-beach-holiday"](0)), [])
    assert sand.recorded == (("surface", "sand"),)
    assert sand.columns.sum() == 14


def test_what_is_still_worn_or_was_from_the_first_day_is_not(braced: tuple[Prepared, Tried]) -> None:
    prepared, brace = braced
    runs = len(brace.at_work)
    for first, last in ((0, 20), (runs - 20, runs), (2, 20)):
        worn = tuple(float(first <= run < last) for run in range(runs))
        assert came_and_went(prepared, [replace(brace, at_work=worn)]).columns.shape == (runs, 0)


def test_what_takes_turns_is_not() -> None:
    assert came_and_went(prepared_of(LIVES["shins-treadmill"](0)), []).recorded == ()


def test_one_of_two_surfaces_is_told_from_either_side() -> None:
    row = RunFeature(
        feature="surface",
        level="treadmill",
        against="road",
        n=30,
        n_against=48,
        response_ratio=Interval(median=1.2, lo=1.1, hi=1.4),
        verdict="not-yet-known",
    )
    twice = {("surface", "treadmill"): np.full(100, 2.0)}
    other_way = replace(row, level="road", against="treadmill")
    (told,) = WhichRuns((row,)).with_those_of_a_while(twice).told
    assert (told.verdict, told.response_ratio) == ("may-worsen", Interval(median=2.0, lo=2.0, hi=2.0))
    (turned,) = WhichRuns((other_way,)).with_those_of_a_while(twice).told
    assert (turned.verdict, turned.response_ratio) == ("may-help", Interval(median=0.5, lo=0.5, hi=0.5))
    grass = replace(other_way, level="grass")  # of three surfaces it stands for all others
    assert WhichRuns((other_way, grass)).with_those_of_a_while(twice).told == (other_way, grass)
    assert WhichRuns((row,)).with_those_of_a_while({}).told == (row,)


@pytest.mark.share
def test_a_winter_on_the_treadmill_is_found() -> None:
    life = LIVES["shin-winter-treadmill"](0)
    told = answer(life.diary, site=life.site, now=life.now).told.run_features
    assert told is not None
    (treadmill,) = (row for row in told if row.feature == "surface")
    assert treadmill.verdict == "may-worsen"
    assert treadmill.response_ratio.lo > 1.25


@pytest.mark.share
@pytest.mark.parametrize(("name", "seed"), [("knee-brace-put-away", 2), ("calf-beach-holiday", 1)])
def test_runs_hurt_as_before_once_it_is_over(name: str, seed: int) -> None:
    life = LIVES[name](seed)
    told = answer(life.diary, site=life.site, now=life.now, seed=seed).told
    assert told.trend is not None
    assert told.trend.prob_improving is not None
    assert 0.05 < told.trend.prob_improving < 0.95
    assert told.trend.came_back is None
    assert told.changes is not None
    assert told.changes.verdict == "no-sign"

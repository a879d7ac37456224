"""Easy runs hurt less, stretched before or not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from afterrun.lab.answers import answer
from afterrun.lab.interventions import _prevention
from afterrun.lab.kinds_of_run import coming_with, kinds_of_run, not_told_from
from afterrun.lab.preparing import prepare
from afterrun.lab.tried import tried_interventions
from afterrun.report.tried import prevents
from benchmarks.lives_makers import LIVES

pytestmark = pytest.mark.usefixtures("unexplained")

LIFE = LIVES["achilles-stretched-before-easy-runs"](0)
PREPARED = prepare(LIFE.diary, site=LIFE.site, now=LIFE.now)


def test_what_comes_with_a_thing_takes_part_and_what_does_not_stays_away() -> None:
    easy = np.array([[1.0 if run.rpe == 3 else 0.0] for run in PREPARED.runs])
    kinds = kinds_of_run(PREPARED)
    found = coming_with(easy, kinds)
    assert 1 <= found.shape[1] <= 3  # effort and pace, as one
    assert abs(np.corrcoef(found[:, 0], easy[:, 0])[0, 1]) > 0.95
    odd = np.array([[float(i % 2)] for i in range(len(easy))])
    assert coming_with(odd, found).shape == (len(easy), 0)


def test_what_always_goes_with_a_feature_is_named() -> None:
    easy = np.array([float(run.rpe == 3) for run in PREPARED.runs])
    assert not_told_from(easy, PREPARED, "insoles") == ("effort",)
    assert not_told_from(easy, PREPARED, "easy-pace") == ()
    odd = np.array([float(i % 2) for i in range(len(easy))])
    assert not_told_from(odd, PREPARED, "insoles") == ()
    ratio = np.random.default_rng(0).lognormal(np.log(0.6), 0.4, 1000)
    (stretch,) = tried_interventions(LIFE.diary, PREPARED.cares, PREPARED.runs)
    alone, beside = _prevention(stretch, ratio), _prevention(stretch, ratio, ("effort",))
    assert alone.more_runs_needed is not None
    assert beside.more_runs_needed is None  # more of the same would not tell
    assert "differ from others in the effort as well" in prevents(beside)


def test_a_brace_of_long_runs_is_not_told_from_the_distance() -> None:
    life = LIVES["knee-brace-on-long-runs"](1)
    prepared = prepare(life.diary, site=life.site, now=life.now)
    (brace,) = tried_interventions(life.diary, prepared.cares, prepared.runs)
    assert not_told_from(np.array(brace.at_work), prepared, "brace") == ("distance",)
    half = np.random.default_rng(0).lognormal(np.log(0.5), 0.1, 1000)
    assert _prevention(brace, half).verdict == "may-help"
    beside = _prevention(brace, half, ("distance",))
    assert beside.verdict == "not-yet-known"
    assert "differ from others in the distance as well" in prevents(beside)


def test_a_thing_that_bears_the_name_of_a_feature_is_that_feature() -> None:
    every = kinds_of_run(PREPARED).shape[1]
    assert kinds_of_run(PREPARED, besides=["easy-pace"]).shape[1] == every - 1
    assert kinds_of_run(PREPARED, besides=["calf-stretch"]).shape[1] == every


def test_without_features_there_is_nothing_to_take_part() -> None:
    first = replace(PREPARED, runs=PREPARED.runs[:1], data=PREPARED.data.without_runs())
    assert kinds_of_run(replace(first, runs=())).shape == (0, 0)


def test_a_stretch_before_easy_runs_is_told_as_nothing() -> None:
    (stretch,) = answer(LIFE.diary, site=LIFE.site, now=LIFE.now).told.interventions
    assert stretch.prevention is not None
    assert stretch.prevention.verdict == "not-yet-known"
    assert stretch.prevention.response_ratio is not None
    assert stretch.prevention.response_ratio.hi > 0.8


def test_the_hour_of_runs_takes_part_where_they_are_of_morning_and_evening() -> None:
    life = LIVES["achilles-rolled-before-evening-runs"](1)
    prepared = prepare(life.diary, site=life.site, now=life.now)
    evening = np.array([[float(run.start.hour > 12)] for run in prepared.runs])
    assert abs(np.corrcoef(coming_with(evening, kinds_of_run(prepared))[:, 0], evening[:, 0])[0, 1]) > 0.95
    together = tuple(replace(run, start=run.start.replace(hour=18)) for run in prepared.runs)
    assert kinds_of_run(replace(prepared, runs=together)).shape[1] < kinds_of_run(prepared).shape[1]


@pytest.mark.share
def test_a_roller_before_evening_runs_is_told_as_nothing() -> None:
    life = LIVES["achilles-rolled-before-evening-runs"](1)
    (roller,) = answer(life.diary, site=life.site, now=life.now).told.interventions
    assert roller.prevention.verdict == "not-yet-known"

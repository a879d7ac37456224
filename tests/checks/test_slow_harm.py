"""Where a sign stands, or pain has grown over weeks, no small chance clears the runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np

from afterrun.checks.slow_harm import slow_harm
from afterrun.lab.site_model import SiteModel, site_model
from afterrun.response.data import DAYS_PER_TREND_UNIT
from afterrun.response.fit import fit_response
from afterrun.response.simulate import with_answers
from benchmarks.lives_makers import LIVES


def _asked(name: str, seed: int = 0) -> SiteModel:
    life = LIVES[name](seed)
    return site_model(life.diary, site=life.site, now=life.now)


def test_runs_are_not_cleared_at_a_bone_that_weeks_of_them_wear_down() -> None:
    model = _asked("midfoot-between-rests", 2)
    assert model.fit is not None
    assert model.sign_stands
    unlikely = replace(model.fit, prob=dict.fromkeys(model.fit.prob, 0.0) | {"K0": 1.0})  # as in other weeks of it
    assert slow_harm(model._evidence(unlikely)).passed is False


def test_runs_are_not_cleared_where_the_level_grew() -> None:
    """A knee whose runs a fit clears, and which hurts a point and a half more each month."""
    steady = _asked("knee-by-itself")
    assert steady.fit is not None
    data = steady.prepared.data
    months = (data.report_t_d - data.report_t_d[0]) / DAYS_PER_TREND_UNIT
    grown = with_answers(data, np.clip(np.round(data.answers + 1.5 * months), 0, 10))
    fit = fit_response(grown, kernels=(), turns=())
    without_sign = slow_harm(replace(steady._evidence(steady.fit), data=grown, fit=fit, sign_stands=False))
    assert without_sign.passed is False
    assert "grown over the weeks" in without_sign.text
    assert "trend" not in without_sign.withholds  # how every day went is told all the more


def test_runs_are_not_cleared_where_two_of_many_strained_it() -> None:
    """A knee whose runs a fit clears, struck twice: right after runs, or a day before them."""
    steady = _asked("knee-by-itself")
    assert steady.fit is not None
    evidence = steady._evidence(steady.fit)
    assert slow_harm(evidence).passed
    data = evidence.data
    runs = data.run_t_d[[len(data.run_t_d) // 3, 2 * len(data.run_t_d) // 3]]
    for hours, cleared in ((0.0, False), (-30.0, True)):
        lag = data.report_t_d[:, None] - runs[None, :] - hours / 24
        struck = ((lag > 0) & (lag < 4)).any(axis=1)
        answers = np.where(struck, 7.0, data.answers)
        assert slow_harm(replace(evidence, data=with_answers(data, answers))).passed is cleared


def test_a_steady_knee_is_still_told_that_it_is_by_little_and_a_sign_takes_that_back() -> None:
    life = LIVES["knee-by-itself"](0)
    steady = site_model(life.diary, site=life.site, now=life.now)
    assert steady.gate.tells("response")
    night = replace(life.diary.pain[-1], at=life.now - timedelta(hours=2), moment="night", nrs=2.0)
    told = replace(life.diary, pain=(*life.diary.pain, night))
    again = site_model(told, site=life.site, now=life.now, earlier=steady)
    assert again.sign_stands
    assert not again.gate.tells("response")


def test_a_sign_at_another_place_says_nothing_of_this_one() -> None:
    life = LIVES["knee-by-itself"](0)
    elsewhere = replace(life.diary.pain[-1], site=LIVES["calf-clot"](0).site, quality=("swollen",))
    model = site_model(replace(life.diary, pain=(*life.diary.pain, elsewhere)), site=life.site, now=life.now)
    assert not model.sign_stands

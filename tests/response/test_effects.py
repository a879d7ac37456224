from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from afterrun.response.data import ResponseData
from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.dose_curve import POWER
from afterrun.response.effects import longer_drop_nrs, modified_ratio, relief_drop_nrs, relief_lasts_h, with_minutes
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.parameters import MODIFIER
from afterrun.response.simulate import Person, simulate_answers, truth_as_draws
from tests.response.people import RESPONDER, diary_of, person
from tests.shares import first_of


def tried(effect: float, *, seed: int) -> tuple[ResponseData, Person]:
    """A responder who tosses a coin for each run, and whose thing lowers the log response by ``effect``."""
    rng = np.random.default_rng(seed)
    data = draw_diary(DiaryDesign(days=120, runs_per_week=3), rng)
    coin = (rng.random(len(data.run_t_d)) < 0.5).astype(np.float64)
    data = replace(data, modifier=coin[:, None], modifier_prior=(MODIFIER,))
    model = ResponseModel.on(data, KERNELS["K1"])
    who = Person(model=model, values=RESPONDER | {MODIFIER.name: effect}, static=np.array([0.7, 0.0, 0.8]))
    return simulate_answers(who, data, rng), who


def test_a_thing_that_halves_the_response_is_found() -> None:
    data, who = tried(0.7, seed=1)
    fit = fit_response(data, kernels=(KERNELS["K1"],), curves=(POWER,))
    ratio = modified_ratio(fit.draws, data, modifier=0)
    truth = modified_ratio(truth_as_draws(who, data), data, modifier=0)[0]
    assert truth == pytest.approx(0.45, abs=0.1)
    low, high = np.quantile(ratio, [0.01, 0.99])
    assert low < truth < high
    assert high < 0.9


@pytest.mark.parametrize("people", first_of([2, 5]))
def test_a_thing_that_does_nothing_is_not_said_to_help(people: int) -> None:
    chances = []
    for seed in range(people):
        data, _ = tried(0.0, seed=seed)
        fit = fit_response(data, kernels=(KERNELS["K1"],), curves=(POWER,))
        chances.append((modified_ratio(fit.draws, data, modifier=0) < 0.8).mean())
    assert max(chances) < 0.95


def test_relief_is_told_on_the_reported_scale() -> None:
    who = person()
    data = diary_of(who, seed=1)
    draws = truth_as_draws(who, data)
    high = relief_drop_nrs(draws, data, kind=0, before_nrs=5.0)[0]
    low = relief_drop_nrs(draws, data, kind=0, before_nrs=0.5)[0]
    tau_h, size = 4.0, 0.8
    assert high == pytest.approx(size * tau_h * (1 - np.exp(-1 / tau_h)), abs=0.02)
    assert 0 < low < 0.7 * high  # there is not that much to take away
    assert relief_lasts_h(draws, kind=0)[0] == pytest.approx(tau_h * np.log(size / 0.5))
    nothing = replace(draws, relief_nrs=np.array([[0.3]]))
    assert relief_lasts_h(nothing, kind=0)[0] == 0


def test_twice_as_long_eases_more_if_it_does() -> None:
    rng = np.random.default_rng(4)
    plain = draw_diary(DiaryDesign(days=150, runs_per_week=2, cares_per_week=4.0), rng)
    minutes = rng.choice([1.0, 4.0], len(plain.care_t_d))
    minutes[3] = np.nan  # not told: taken for the usual
    data = with_minutes(plain, kind=0, minutes=minutes)
    model = ResponseModel.on(data, KERNELS["K1"])
    who = Person(model=model, values=RESPONDER, static=np.array([3.0, 0.0, 1.5, 1.6]))
    fit = fit_response(simulate_answers(who, data, rng), kernels=(KERNELS["K1"],), curves=(POWER,))
    more = longer_drop_nrs(fit.draws, data, kind=0, minutes_kind=1, before_nrs=5.0)
    truth = longer_drop_nrs(truth_as_draws(who, data), data, kind=0, minutes_kind=1, before_nrs=5.0)[0]
    low, high = np.quantile(more, [0.01, 0.99])
    assert 0 < low < truth < high
    assert data.until(40.0).care_weight is not None
    assert len(data.until(40.0).recent_care.weight) == len(data.until(40.0).recent_care.lag_d)

from __future__ import annotations

import numpy as np

from afterrun.response.everyday import everyday_pain, with_level_columns
from afterrun.response.fit import fit_response
from afterrun.response.forecast import NextRun, forecast
from afterrun.response.kernel import KERNELS
from tests.trials.daily import days, life, said


def test_without_a_run_nothing_is_fitted_but_the_pain_of_every_day() -> None:
    rng = np.random.default_rng(0)
    data = said(t_d := days(60, rng), life(t_d, rng))
    fit = fit_response(data)
    assert dict(fit.prob) == {"K0": 1.0}
    assert fit.prob_responds == 0.0
    assert not fit.draws.responds.any()
    assert fit.likeliest is KERNELS["K1"]  # for whoever asks again with runs
    assert set(fit.prob_turn) == {"none", "level"}
    alone, beside_a_run = (
        forecast(fit.draws, data, t_d=np.array([61.0, 62.0]), run=run, rng=np.random.default_rng(1)).expected_nrs
        for run in (None, NextRun(end_t_d=60.5, dose=1.0))
    )
    np.testing.assert_allclose(alone, beside_a_run)


def test_what_is_asked_about_is_one_column_and_its_rivals() -> None:
    rng = np.random.default_rng(1)
    t_d = days(112, rng)
    one, other = (t_d // 14 % 4 == 1).astype(float), (t_d // 14 % 4 == 3).astype(float)
    plain = said(t_d, life(t_d, rng, level=5.0, swings=(0.3, 4.0)) - 2 * one - 3 * other)
    data = with_level_columns(plain, [one, other])
    draws = fit_response(data, turns=()).draws
    everywhere = np.ones(len(t_d), bool)
    alone = everyday_pain(draws, data, column=0, at=everywhere, rivals=[1])
    assert abs(alone.without.mean() - 5) < 0.4
    assert abs(alone.drop_nrs.mean() - 2) < 0.4
    assert abs(np.median(alone.drop_share) - 0.4) < 0.08
    beside = everyday_pain(draws, data, column=0, at=other > 0)
    assert abs(beside.without.mean() - 2) < 0.5  # the other one stays as it was
    nowhere = everyday_pain(draws, with_level_columns(plain, [one, other]), column=1, at=one > 0, rivals=[0])
    assert abs(nowhere.drop_nrs.mean() - 3) < 0.5

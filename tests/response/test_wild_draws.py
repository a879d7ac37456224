"""However wild a draw, it scores as badly as it tells: no sum that bursts may carry a posterior away."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from afterrun.response.arrays import Floats, Indices
from afterrun.response.calibration import quantities
from afterrun.response.data import ResponseData
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS
from afterrun.response.likelihood import Likelihood
from afterrun.response.marginal import engine_name, marginal_c
from afterrun.response.marginal_numpy import marginal_numpy
from afterrun.response.mode import find_mode
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import with_answers
from afterrun.response.statespace import StateSpace
from tests.shares import first_of

YES = np.array([0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1], dtype=bool)


def yes_and_no() -> ResponseData:
    """Twenty days, each with a dose at noon and a yes or no in the evening: next to nothing is known."""
    day, rng = np.arange(len(YES), dtype=float), np.random.default_rng(12)
    return ResponseData(
        run_t_d=day + 0.5,
        dose=np.exp(0.3 * rng.standard_normal(len(YES))),
        report_t_d=day + 0.9,
        lower=np.where(YES, 2.0, -np.inf),
        upper=np.where(YES, np.inf, 2.0),
        levels=np.array([0.0, 4.0]),
        span_d=(0.0, float(len(YES))),
        care_t_d=np.empty(0),
        care_kind=np.empty(0, dtype=np.int32),
    )


def wild(gain_nrs: float) -> StateSpace:
    """Draws from far outside the prior, whose runs raise the pain by more than any number can say."""
    likelihood = Likelihood(ResponseModel.on(yes_and_no(), KERNELS["K2"]), yes_and_no())
    z = np.random.default_rng(0).standard_normal((40, likelihood.dimension))
    space = likelihood.state_space(likelihood.model.values(z), np.zeros(len(z), dtype=np.intp))
    return replace(space, amplitude=space.amplitude * gain_nrs)


def score(space: StateSpace, engine: str) -> Floats:
    with np.errstate(all="ignore"):
        return (marginal_c if engine == "C" else marginal_numpy)(space).loglik


@pytest.mark.parametrize("engine", ["C", "NumPy"])
@pytest.mark.parametrize("gain_nrs", [1e3, 1e6, 1e10, 1e13, 1e15])
def test_no_draw_is_likelier_than_certain(engine: str, gain_nrs: float) -> None:
    if engine == "C" and engine_name() != "C":
        pytest.skip("the C kernel was not built here (no compiler)")
    assert score(wild(gain_nrs), engine).max() <= 1.0


def test_a_diary_of_yes_and_no_is_fitted() -> None:
    fit = fit_response(yes_and_no())
    assert 0.05 < fit.prob_responds < 0.95
    assert np.abs(fit.draws.background_nrs).max() < 50


def odd_diary(seed: int) -> ResponseData:
    """A diary that hardly tells anything: few answers to choose from, and said in an odd way."""
    rng = np.random.default_rng(seed)
    levels = np.array(([0, 10], [0, 5, 10], [0, 1], [0, 4], list(range(11)))[rng.integers(5)], dtype=float)
    days, top = int(rng.integers(8, 120)), len(levels) - 1
    told = np.sort(rng.uniform(0, days, int(rng.integers(8, min(80, 3 * days) + 1))))
    run = np.sort(rng.uniform(0, days, int(rng.integers(2, max(3, min(40, days))))))
    place = (
        rng.integers(top + 1, size=len(told)),
        np.full(len(told), rng.integers(top + 1)),
        np.where(told < days / 2, 0, top),
        np.where(rng.random(len(told)) < 0.05, top, 0),
    )[rng.integers(4)]
    empty = ResponseData(
        run_t_d=run,
        dose=np.exp(rng.choice([0.05, 0.3, 1.0, 2.0]) * rng.standard_normal(len(run))),
        report_t_d=told,
        lower=np.zeros(len(told)),
        upper=np.zeros(len(told)),
        levels=levels,
        span_d=(0.0, float(days)),
        care_t_d=np.empty(0),
        care_kind=np.empty(0, dtype=np.int32),
    )
    return with_answers(empty, levels[place])


@pytest.mark.parametrize("seed", first_of((80, 244, *range(20))))
def test_odd_diaries_are_fitted(seed: int) -> None:
    """Of 150 such diaries three ended with an error, before a burst sum was thrown out."""
    data = odd_diary(seed)
    fit = fit_response(data)
    assert all(np.isfinite(values).all() for values in quantities(fit.draws, data).values())
    assert max(fit.log_evidence.values()) <= 1.0
    assert np.abs(fit.draws.background_nrs).max() < 200


def test_a_mode_is_found_beside_draws_without_weight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a neighbour bursts, differences are taken of something that can be reckoned with."""
    likelihood, real = Likelihood(ResponseModel.on(yes_and_no(), KERNELS["K1"]), yes_and_no()), Likelihood.log_posterior

    def with_a_cliff(own: Likelihood, z: Floats, which: Indices | None = None) -> Floats:
        return np.where(z[:, 0] > 0.0, -1e300, real(own, z, which))

    monkeypatch.setattr(Likelihood, "log_posterior", with_a_cliff)
    with np.errstate(over="raise", invalid="raise"):
        mode = find_mode(likelihood, np.random.default_rng(0))
    assert np.isfinite(mode.covariance).all()
    assert mode.z[0] <= 0.0

"""However wild a draw, it scores as badly as it tells: no sum that bursts may carry a posterior away."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.fit import fit_response
from afterrun.response.kernel import KERNELS
from afterrun.response.marginal import engine_name, marginal_c
from afterrun.response.marginal_numpy import marginal_numpy
from afterrun.response.model import Likelihood, ResponseModel
from afterrun.response.statespace import StateSpace

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

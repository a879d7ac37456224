"""The regression knows all that the model knows: it scores as the model's own likelihood does, by differences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from afterrun.response.data import ResponseData
from afterrun.response.effects import with_minutes
from afterrun.response.importance import Sample
from afterrun.response.kernel import KERNELS
from afterrun.response.likelihood import Likelihood
from afterrun.response.loads import CAPACITY, recent_load
from afterrun.response.marginal import marginal
from afterrun.response.model import ResponseModel
from afterrun.response.parameters import MODIFIER
from afterrun.response.posterior import draws_from, resampled
from afterrun.response.regression import Nuisance, regression, state_space_of
from tests.response.people import RESPONDER, diary_of, person


def plain() -> ResponseData:
    return diary_of(person(), seed=5)


def with_modifiers() -> ResponseData:
    """Half of the runs with something that takes off most of the response, and recent training that counts."""
    data = plain()
    with_it = np.arange(len(data.run_t_d)) % 2
    return replace(
        data,
        modifier=np.column_stack([with_it, recent_load(data)]).astype(np.float64),
        modifier_prior=(replace(MODIFIER, name="modifier_0"), CAPACITY),
    )


def with_long_and_short_care() -> ResponseData:
    data = plain()
    minutes = np.where(np.arange(len(data.care_t_d)) % 2, 5.0, 40.0)
    return with_minutes(data, kind=0, minutes=minutes)


@pytest.mark.parametrize("make", [plain, with_modifiers, with_long_and_short_care])
def test_the_regression_scores_as_the_models_own_likelihood_does(make: Callable[[], ResponseData]) -> None:
    data = make()
    likelihood = Likelihood(ResponseModel.on(data, KERNELS["K1"]), data)
    true = RESPONDER | {"modifier_0": 1.2, CAPACITY.name: 0.8}
    z = np.array([[(true[p.name] - p.mean) / p.sd for p in likelihood.model.parameters]])
    sample = Sample(z, np.zeros(1, dtype=np.intp), np.ones(1), 0.0, 0.0, 1.0, likelihood.loglik(z))
    rng = np.random.default_rng(0)
    one = draws_from(likelihood, sample, resampled(sample, size=1, rng=rng), rng=rng, q=2)
    column = (data.report_t_d > np.median(data.report_t_d)).astype(np.float64)
    nothing = Nuisance(np.zeros((len(column), 0)), np.zeros(0))
    score = regression(one, data, nothing).scores(column[:, None])

    def loglik(effect: float) -> float:
        space = state_space_of(one, data)
        shifted = replace(space, lower=data.lower - effect * column, upper=data.upper - effect * column, tol_nrs=1e-6)
        return float(marginal(shifted).loglik[0])

    step = 0.05
    slope = (loglik(step) - loglik(-step)) / (2 * step)
    curvature = -(loglik(step) - 2 * loglik(0.0) + loglik(-step)) / step**2
    assert score.score[0, 0] == pytest.approx(slope, abs=0.005)
    assert score.information[0, 0] == pytest.approx(curvature, rel=0.01)

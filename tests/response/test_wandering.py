"""Where the wandering of a response is counted from: another way to write the same model, and what scales with it."""

from __future__ import annotations

import numpy as np
import pytest

from afterrun.response.importance import sample_posterior
from afterrun.response.kernel import KERNELS
from afterrun.response.model import Likelihood, ResponseModel
from afterrun.response.posterior import draws_from
from afterrun.response.turns import turns_of
from tests.response.people import diary_of, person

WANDER = np.array([1.2, -0.6, 0.4])


@pytest.fixture(scope="module")
def likelihood() -> Likelihood:
    data = diary_of(person(), seed=4)
    return Likelihood(ResponseModel.on(data, KERNELS["K1"]), data)


def at(likelihood: Likelihood, wander: np.ndarray, *, log_omega: float) -> tuple[float, np.ndarray]:
    """Log likelihood at one place, and where the coefficients of the wandering are then."""
    names = [p.name for p in likelihood.model.parameters]
    omega = likelihood.model.parameters[names.index("log_omega")]
    z = np.zeros((1, likelihood.dimension))
    z[0, names.index("log_omega")] = (log_omega - omega.mean) / omega.sd
    likelihood.wander = wander
    found = likelihood.states(z)
    return float(found.loglik[0]), found.mean[0, -len(wander) :] + wander


def test_without_luck_it_does_not_matter_where_it_is_counted_from(likelihood: Likelihood) -> None:
    nothing = np.zeros(len(WANDER))
    here, mean = at(likelihood, nothing, log_omega=-8.0)
    there, again = at(likelihood, WANDER, log_omega=-8.0)
    assert there == pytest.approx(here, abs=2e-3)
    np.testing.assert_allclose(again, mean, atol=2e-3)


def test_luck_is_of_the_response_as_it_was_then(likelihood: Likelihood) -> None:
    """The spread of a run's kick is relative to what the run raised, wandering and all."""
    values = likelihood.model.values(np.zeros((1, likelihood.dimension)))
    first = np.zeros(1, dtype=np.intp)
    likelihood.wander = np.zeros(len(WANDER))
    plain = likelihood.state_space(values, first)
    likelihood.wander = WANDER
    moved = likelihood.state_space(values, first)
    wandered = 1 + plain.walk[0] @ WANDER
    assert np.ptp(wandered) > 0.3  # or this asks nothing
    np.testing.assert_allclose(moved.amplitude[0] / plain.amplitude[0], wandered)
    np.testing.assert_allclose(moved.walk[0] * wandered[:, None], plain.walk[0])


def test_draws_are_told_of_the_whole_wandering(likelihood: Likelihood) -> None:
    """A climb counts from where the likeliest wandering lies; what is told does not depend on it."""
    told = []
    for wander in (np.zeros(len(WANDER)), WANDER):
        likelihood.wander = wander
        rng = np.random.default_rng(3)
        d = likelihood.dimension
        sample = sample_posterior(
            likelihood, mode=np.zeros(d), covariance=0.3 * np.eye(d), rng=rng, rounds=(4, 4), effective_wanted=400.0
        )
        picked = rng.choice(len(sample.z), 2000, p=sample.weight)
        told.append(draws_from(likelihood, sample, picked, rng=rng, q=2).walk.mean(axis=0))
    np.testing.assert_allclose(told[0], told[1], atol=0.1)


def test_a_sudden_change_is_looked_for_without_it(likelihood: Likelihood) -> None:
    """A wandering that went to nothing for the weeks before it struck must not hide that it struck."""
    likelihood.wander = WANDER
    assert not likelihood.turning(turns_of(likelihood.data, "struck")).wander.any()

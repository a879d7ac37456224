"""Where a response likely wandered: what its luck scales with, and what the response itself does not depend on."""

from __future__ import annotations

import numpy as np
import pytest

from afterrun.response.course import Wander
from afterrun.response.designs import DiaryDesign
from afterrun.response.kernel import KERNELS
from afterrun.response.likelihood import Likelihood
from afterrun.response.model import ResponseModel
from afterrun.response.parameters import DRIFT
from afterrun.response.turns import turns_of
from tests.response.people import diary_of, person

WALK = np.array([1.2, -0.6, 0.4])
LIKELY = Wander(WALK, np.zeros(3))
OFTEN = DiaryDesign(days=90, runs_per_week=4)


@pytest.fixture(scope="module")
def likelihood() -> Likelihood:
    data = diary_of(person(), seed=4)
    return Likelihood(ResponseModel.on(data, KERNELS["K1"]), data)


def at(likelihood: Likelihood, wander: Wander, *, log_omega: float) -> tuple[float, np.ndarray]:
    """Log likelihood at one place, and where the coefficients of the wandering are then."""
    names = [p.name for p in likelihood.model.parameters]
    omega = likelihood.model.parameters[names.index("log_omega")]
    z = np.zeros((1, likelihood.dimension))
    z[0, names.index("log_omega")] = (log_omega - omega.mean) / omega.sd
    likelihood.wander = wander
    found = likelihood.states(z)
    return float(found.loglik[0]), found.mean[0, -len(wander.walk) :]


def test_without_luck_it_does_not_matter_where_it_likely_was(likelihood: Likelihood) -> None:
    here, mean = at(likelihood, Wander.nowhere(3), log_omega=-8.0)
    there, again = at(likelihood, LIKELY, log_omega=-8.0)
    assert there == pytest.approx(here, abs=2e-3)
    np.testing.assert_allclose(again, mean, atol=2e-3)


def test_luck_is_of_the_response_as_it_was_then(likelihood: Likelihood) -> None:
    """The spread of a run's kick is relative to what the run raised, wandering and all."""
    values = likelihood.model.values(np.zeros((1, likelihood.dimension)))
    first = np.zeros(1, dtype=np.intp)
    likelihood.wander = Wander.nowhere(3)
    plain = likelihood.state_space(values, first)
    likelihood.wander = LIKELY
    moved = likelihood.state_space(values, first)
    wandered = 1 + plain.walk[0] @ WALK
    assert np.ptp(wandered) > 0.3  # or this asks nothing
    np.testing.assert_allclose(moved.luck[0] / plain.luck[0], wandered)
    np.testing.assert_array_equal(moved.amplitude, plain.amplitude)
    np.testing.assert_array_equal(moved.walk, plain.walk)


def test_luck_does_not_tell_a_chord_that_the_wandering_makes_up_for() -> None:
    """Whatever the chord of a draw, its luck is of the response that this draw is likely to have."""
    often = diary_of(
        person(log_restless=np.log(0.6), log_sigma_u=np.log(0.1), log_gain=np.log(4.0)), seed=2, design=OFTEN
    )
    likelihood = Likelihood(ResponseModel.on(often, KERNELS["K1"]), often)
    names = [p.name for p in likelihood.model.parameters]
    mode = np.zeros(likelihood.dimension)
    mode[names.index("log_gain")], mode[names.index("log_restless")] = 1.0, 1.5
    for _ in range(3):
        likelihood.start_from(mode)
    draws = np.repeat(mode[None], 2, axis=0)
    draws[:, names.index(DRIFT.name)] = -1.0, 1.0
    values, which = likelihood.model.values(draws), np.zeros(2, dtype=np.intp)
    space, walk = likelihood.state_space(values, which), likelihood.states(draws).mean[:, -3:]
    response = space.amplitude * (
        1 + np.einsum("mjk,mk->mj", np.broadcast_to(space.walk, (2, *space.walk.shape[1:])), walk)
    )
    relative = space.luck / response / likelihood.model.omega(values)[:, None]
    chord = space.amplitude[0] / space.amplitude[1]
    assert np.ptp(np.log(chord)) > 1.0  # the chords differ, or this asks nothing
    np.testing.assert_allclose(relative, 1.0, atol=0.12)


def test_a_sudden_change_is_looked_for_without_it(likelihood: Likelihood) -> None:
    """A wandering that went to nothing for the weeks before it struck must not hide that it struck."""
    likelihood.wander = LIKELY
    turning = likelihood.turning(turns_of(likelihood.data, "struck"))
    assert not turning.wander.given(np.ones(1)).any()


def test_it_is_learned_at_a_place_with_how_it_goes_with_the_chord(likelihood: Likelihood) -> None:
    """From a place it is what the filter finds there, and beside it what it finds for other chords."""
    names = [p.name for p in likelihood.model.parameters]
    fresh = Likelihood(likelihood.model, likelihood.data)
    z = np.zeros(fresh.dimension)
    z[names.index("log_omega")] = -8.0  # without luck the wandering does not depend on where it was taken to be
    fresh.start_from(z)
    beside = np.repeat(z[None], 2, axis=0)
    beside[1, names.index(DRIFT.name)] = 0.4
    drift = fresh.model.course(fresh.model.values(beside), fresh.data, fresh.turns, np.zeros(2, dtype=np.intp)).drift
    found = fresh.states(beside).mean[:, -3:]
    np.testing.assert_allclose(fresh.wander.given(drift), found, atol=0.03)

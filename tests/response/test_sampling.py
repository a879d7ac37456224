"""Which of many models are sampled, and how well, against likelihoods whose evidence is known."""

from __future__ import annotations

import numpy as np
import pytest

from afterrun.response.arrays import Floats, Indices
from afterrun.response.kernel import KERNELS
from afterrun.response.likelihood import Likelihood
from afterrun.response.mode import Mode
from afterrun.response.model import ResponseModel
from afterrun.response.one_rival import MATTERS
from afterrun.response.rival import Rival
from afterrun.response.sampling import weighed
from afterrun.response.turns import TurnName, turns_of
from tests.response.people import diary_of, person


class Flat(Likelihood):
    """The same likelihood everywhere: its evidence, and the posterior is the prior."""

    height = 0.0

    def loglik(self, z: Floats, which: Indices | None = None) -> Floats:
        self.evaluations += len(z)
        return np.full(len(z), self.height)


def flat(name: str, *, height: float, crude: float, turn: TurnName = "none") -> Rival:
    data = diary_of(person(), seed=1)
    likelihood = Flat(ResponseModel(KERNELS[name]), data, turns_of(data, turn))
    likelihood.height, d = height, likelihood.dimension
    likelihood.evaluations = 1  # it starts where it is
    return Rival(likelihood, Mode(np.zeros(d), np.eye(d), crude), 0.0, crude)


def test_what_was_underrated_is_looked_at_once_its_kin_were() -> None:
    """With a sudden change one model looked far ahead; without one it turns out to be the poorer by more than that."""
    steady = [flat("K1", height=-6.0, crude=-4.0), flat("K2", height=-2.0, crude=-4.0)]
    ahead, behind = (flat(name, height=h, crude=c, turn="struck") for name, h, c in (("K1", -3, 0), ("K2", 0, -3.5)))
    prob, counts = weighed([*steady, ahead, behind], 1000, np.random.default_rng(0))
    assert behind.sample is not None
    weight = np.exp([-6, -2, -3, 0])
    assert prob == pytest.approx(weight / weight.sum(), abs=0.02)
    assert counts == pytest.approx(1000 * prob, abs=1)


def test_only_what_gives_draws_is_sampled_well() -> None:
    likely, unlikely = flat("K1", height=0.0, crude=0.0), flat("K2", height=-5.0, crude=-5.0)
    prob, _ = weighed([likely, unlikely], 1000, np.random.default_rng(0))
    assert prob[1] < MATTERS
    assert likely.sample is not None
    assert unlikely.sample is not None
    assert likely.sample.effective > 2 * unlikely.sample.effective

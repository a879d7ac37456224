"""Simulated people for tests."""

from __future__ import annotations

import numpy as np

from afterrun.response.data import ResponseData
from afterrun.response.designs import STORY, DiaryDesign, draw_diary
from afterrun.response.kernel import KERNELS
from afterrun.response.model import Likelihood, ResponseModel
from afterrun.response.simulate import Person, prior_person, simulate_answers
from afterrun.response.statespace import StateSpace

RESPONDER = {
    "log_tau_on": np.log(0.6),
    "log_tau_gap": np.log(0.9),
    "gain": np.log(np.expm1(2.5)),
    "log_alpha": 0.0,
    "log_omega": np.log(0.25),
    "drift": 0.0,
    "log_sigma_u": np.log(0.4),
    "log_tau_u": np.log(4.0),
    "log_sigma_e": np.log(0.3),
    "log_tau_relief": np.log(4 / 24),
}


def person(*, kernel: str = "K1", care_kinds: int = 1, level_nrs: float = 0.7, **values: float) -> Person:
    """Somebody with the given parameters; the rest as in `RESPONDER`."""
    model = ResponseModel(KERNELS[kernel], care_kinds)
    static = np.array([level_nrs, 0.0, *[0.8] * care_kinds])
    return Person(model=model, values=RESPONDER | values, static=static)


def diary_of(who: Person, *, seed: int, design: DiaryDesign = STORY) -> ResponseData:
    """Answers of a person on a random diary."""
    rng = np.random.default_rng(seed)
    return simulate_answers(who, draw_diary(design, rng), rng)


def random_state_space(*, seed: int, draws: int = 20, kernel: str = "K1") -> StateSpace:
    """Parameters from the prior on a diary from the prior."""
    rng = np.random.default_rng(seed)
    data = draw_diary(STORY, rng)
    data = simulate_answers(prior_person(ResponseModel.on(data, KERNELS[kernel]), rng), data, rng)
    likelihood = Likelihood(ResponseModel.on(data, KERNELS[kernel]), data)
    return likelihood.state_space(likelihood.model.values(rng.standard_normal((draws, likelihood.dimension))))

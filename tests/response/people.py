"""Simulated people for tests."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.response.course import Wander
from afterrun.response.data import ResponseData
from afterrun.response.designs import STORY, DiaryDesign, draw_diary
from afterrun.response.kernel import KERNELS
from afterrun.response.likelihood import Likelihood
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import Person, prior_person, simulate_answers
from afterrun.response.statespace import StateSpace
from afterrun.response.turns import turns_of

RESPONDER = {
    "log_tau_on": np.log(0.6),
    "log_tau_gap": np.log(0.9),
    "log_gain": np.log(2.5),
    "log_alpha": 0.0,
    "log_omega": np.log(0.25),
    "drift": 0.0,
    "log_restless": np.log(0.05),
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


def random_state_space(*, seed: int, draws: int = 20, kernel: str = "K1", level_nrs: float | None = None) -> StateSpace:
    """Parameters from the prior on a diary from the prior, of a person with a level from there unless told."""
    rng = np.random.default_rng(seed)
    data = draw_diary(STORY, rng)
    who = prior_person(ResponseModel.on(data, KERNELS[kernel]), rng)
    if level_nrs is not None:
        who = replace(who, static=np.array([level_nrs, *who.static[1:]]))
    data = simulate_answers(who, data, rng)
    data = replace(data, moment=rng.integers(0, 2, len(data.report_t_d)).astype(np.int32), moments=1)
    model = ResponseModel.on(data, KERNELS[kernel])
    likelihood = Likelihood(model, data, turns_of(data, "struck" if model.responds else "level"))
    walks = likelihood.statics.walks
    likelihood.wander = Wander(
        *np.random.default_rng(seed).normal(0, 0.3, (2, walks))
    )  # luck is not of the chord alone
    which = rng.integers(likelihood.turns.count, size=draws)
    return likelihood.state_space(model.values(rng.standard_normal((draws, likelihood.dimension))), which)


def sized_state_space(
    *, q: int, statics: int, seed: int, walks: int = 0, draws: int = 2, reports: int = 5, runs: int = 2
) -> StateSpace:
    """Any number of exponentials and of static coefficients, on a short diary of round answers.

    What may be the same in all draws is so in every other size.
    """
    rng = np.random.default_rng(seed)
    rows = draws if (q + statics) % 2 else 1
    own_at = np.flatnonzero(rng.random(statics - walks) < 0.4).astype(np.int32)
    design = rng.standard_normal((reports, statics)) * ~np.isin(np.arange(statics), own_at)
    times = np.sort(rng.uniform(0, 20, reports + runs))
    kind = rng.permutation(np.repeat([StateSpace.REPORT, StateSpace.RUN], [reports, runs])).astype(np.int32)
    answers = rng.integers(0, 7, reports).astype(np.float64)
    return StateSpace(
        sigma_u=rng.uniform(0.3, 1.0, draws),
        tau_u_d=rng.uniform(2.0, 8.0, draws),
        sigma_e=rng.uniform(0.4, 1.0, draws),
        tau_d=rng.uniform(0.3, 5.0, (draws, q)),
        weight=rng.uniform(-0.5, 1.0, (draws, q)) / max(q, 1),
        amplitude=rng.uniform(0.5, 3.0, (draws, runs)),
        luck=rng.uniform(0.1, 1.0, (draws, runs)),
        event_t_d=times,
        event_kind=kind,
        event_index=np.where(kind == StateSpace.RUN, np.cumsum(kind == StateSpace.RUN), np.cumsum(kind)).astype(
            np.int32
        )
        - np.int32(1),
        lower=answers - 0.5,
        upper=answers + 0.5,
        design=design * (np.arange(statics) < statics - walks),
        own=rng.standard_normal((draws, reports, len(own_at))),
        own_at=own_at,
        static_mean=rng.uniform(-0.5, 0.5, statics),
        static_sd=rng.uniform(0.3, 1.0, statics - walks),
        walk_sd=rng.uniform(0.3, 1.0, rows),
        walk=rng.uniform(-0.5, 0.5, (rows, runs, walks)),
        loading=rng.uniform(0.2, 2.0, (rows, reports)),
        cavity0=np.stack([answers, np.zeros(reports)]),
        max_iter=2,  # of the sweeps that it takes, two are as good as forty to tell one arithmetic from another
    )

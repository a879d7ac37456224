"""The diaries that engines are compared on: simulated, a responder with a peak of two points, fixed seeds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.response.data import ResponseData
from afterrun.response.designs import BUSY, STORY, DiaryDesign, draw_diary
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import prior_person, simulate_answers

DIARIES = {
    "story": STORY,
    "busy": BUSY,
    "ten-years": DiaryDesign(days=3650, runs_per_week=4, reports_per_day=1.6, cares_per_week=0.5),
}
_SEED = 3


def diary_named(name: str) -> ResponseData:
    """Simulate one of the diaries."""
    rng = np.random.default_rng(_SEED)
    data = draw_diary(DIARIES[name], rng)
    person = prior_person(ResponseModel.on(data, KERNELS["K1"]), rng)
    usual = {"log_gain": float(np.log(2.0)), "log_sigma_u": float(np.log(0.6)), "log_omega": float(np.log(0.35))}
    return simulate_answers(replace(person, values={**person.values, **usual}), data, rng)

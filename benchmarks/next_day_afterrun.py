"""Afterrun's own forecast of the next answer: the only place where these benchmarks fit it on real people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.response.body import Lender
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit, fit_response
from afterrun.response.forecast import forecast
from benchmarks.next_day_people import Floats


@dataclass(frozen=True, slots=True)
class Foretold:
    """Chance of each level, and how sure it is of a response."""

    chance: Floats
    prob_responds: float
    k_hat: float


def fit(data: ResponseData, body: Lender | None = None) -> Fit:
    """Fit as the product does; of a cohort with others who lend."""
    return fit_response(data, seed=0, body=body)


def next_answer(data: ResponseData, t_d: float, *, body: Lender | None = None) -> Foretold:
    """Fit everything known and forecast the answer at ``t_d``."""
    found = fit(data, body)
    rng = np.random.default_rng(0)
    above = [
        forecast(found.draws, data, t_d=np.array([t_d]), ceiling_nrs=float(level), rng=rng).chance_above[0]
        for level in data.levels
    ]
    return Foretold(-np.diff([1.0, *above]), found.prob_responds, found.k_hat)

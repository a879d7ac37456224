"""The longest run under a ceiling: from rest with its range, and from today."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.plan.ahead import ahead
from afterrun.plan.known import Known
from afterrun.plan.rule import DOSES, Ceiling, allowed, chance_of_each, critical_nrs
from afterrun.response.arrays import Floats

_REPLICATES = 100  # p_s of each draw is told by itself here, so it has to be good to a few hundredths


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerated:
    """Doses over the reference dose.

    Parameters
    ----------
    each : ndarray, shape (S,)
        The largest from rest with a chance under the ceiling's in each draw; 0 where there is none. [-]
    sure : float
        The largest from rest that the rule allows; 0 where there is none. [-]
    """

    each: Floats
    sure: float


def tolerated(known: Known, ceiling: Ceiling, *, end_t_d: float, rng: np.random.Generator) -> Tolerated:
    """Find the largest dose from rest whose worst report of five days is seldom enough over the ceiling."""
    days = ahead(known, end_t_d=end_t_d, rng=rng, at_rest=True, replicates=_REPLICATES)
    chances = chance_of_each(known.size_of(DOSES, end_t_d), critical_nrs(days, ceiling.cut_nrs))
    fine = np.minimum.accumulate(chances <= ceiling.chance, axis=1)
    return Tolerated(each=largest(fine), sure=float(largest(allowed(chances, ceiling.chance))[0]))


def largest(fine: Floats) -> Floats:
    """Largest of `DOSES` that is fine, by row; 0 where none is. Shape (rows,). [-]"""
    count = fine.sum(axis=1)
    return np.where(count > 0, DOSES[np.maximum(count - 1, 0)], 0.0)

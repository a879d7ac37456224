"""One run thought of: the chance that the five days after it go over the ceiling, with it and without."""

from __future__ import annotations

import numpy as np

from afterrun.plan.ahead import ahead
from afterrun.plan.known import Known
from afterrun.plan.rule import Ceiling, chance_of_each, critical_nrs

_REPLICATES = 60  # one dose, so it costs little; a chance is then good to half a hundredth


def chances_with_and_without(
    known: Known, ceiling: Ceiling, *, end_t_d: float, dose: float, rng: np.random.Generator
) -> tuple[float, float]:
    """Chances of a report over the ceiling at the usual times of five days, the same chance in both. [-]"""
    days = ahead(known, end_t_d=end_t_d, rng=rng, replicates=_REPLICATES)
    size = np.hstack([known.size_of(np.array([dose]), end_t_d), np.zeros((known.draws.size, 1))])
    over, without = chance_of_each(size, critical_nrs(days, ceiling.cut_nrs)).mean(axis=0)
    return float(over), float(without)

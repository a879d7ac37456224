"""Is it stranger than the draw alone? The randomisation test: nothing is assumed but that the coin was fair.

Edgington & Onghena 2007, Randomization Tests; Fisher 1935. The statistic of the schedule that was drawn is compared
with that of every schedule that could have been drawn, on the same outcomes: what they would be if it did nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.trials.designs import Design, Schedule

_ALL_UP_TO = 10_000
_DRAWS = 9_999
_TIE = 1e-9


@dataclass(frozen=True, slots=True)
class RandomisationTest:
    """What came out.

    Parameters
    ----------
    difference : float
        Mean outcome with minus without, within pairs where there are pairs. [unit of the outcome]
    p_helps, p_worsens : float
        Share of possible schedules at least as far to that side.
    schedules : int
        How many were compared.
    exact : bool
        Whether these were all.
    """

    difference: float
    p_helps: float
    p_worsens: float
    schedules: int
    exact: bool


def randomisation_test(
    outcome: Floats, schedule: Schedule, design: Design, rng: np.random.Generator
) -> RandomisationTest | None:
    """Test on the outcomes so far.

    Parameters
    ----------
    outcome : ndarray, shape (units,)
        What came after each unit, low is good; NaN where it is not known. Chance alone decides which arm loses one only
        if the reason has nothing to do with the arm.
    schedule : ndarray, shape (units,)
        Arms as drawn.
    design : Design
        Says what else could have been drawn.
    rng : Generator
        For when there are too many schedules to go through.

    Returns
    -------
    RandomisationTest or None
        None where one arm has no outcome yet.
    """
    units = len(schedule)
    exact = design.count(units) <= _ALL_UP_TO
    others = design.every(units) if exact else np.array([design.draw(units, rng) for _ in range(_DRAWS)])
    if not exact:
        others = np.vstack([schedule, others])
    observed = float(_difference(outcome, schedule[None], design)[0])
    if not np.isfinite(observed):
        return None
    possible = _difference(outcome, others, design)
    possible = possible[np.isfinite(possible)]
    return RandomisationTest(
        difference=observed,
        p_helps=float((possible <= observed + _TIE).mean()),
        p_worsens=float((possible >= observed - _TIE).mean()),
        schedules=len(possible),
        exact=exact,
    )


def _difference(outcome: Floats, schedules: Schedule, design: Design) -> Floats:
    """Mean with minus mean without: within whole pairs, or between the two stretches. Shape (schedules,)."""
    if design.paired:
        signed = pair_differences(outcome, schedules)
        whole = np.isfinite(signed)
        total = np.where(whole, signed, 0.0).sum(axis=1)
        return np.asarray(total / np.where(whole.any(axis=1), whole.sum(axis=1), np.nan))
    known = np.isfinite(outcome)
    with_it, value = (schedules == 1) & known, np.where(known, outcome, 0.0)
    without = (schedules == 0) & known
    counts = np.where(with_it.any(axis=1) & without.any(axis=1), 1.0, np.nan)
    mean_with = with_it @ value / np.maximum(with_it.sum(axis=1), 1)
    return np.asarray(counts * (mean_with - without @ value / np.maximum(without.sum(axis=1), 1)))


def pair_differences(outcome: Floats, schedules: Schedule) -> Floats:
    """Outcome with minus outcome without in each pair; NaN where either is missing. Shape (schedules, pairs)."""
    pairs = outcome[: len(outcome) // 2 * 2].reshape(-1, 2)
    sign = np.where(schedules[:, : 2 * len(pairs)].reshape(len(schedules), -1, 2)[:, :, 1] == 1, 1.0, -1.0)
    return np.asarray(sign * (pairs[:, 1] - pairs[:, 0])[None, :])

"""Is it stranger than the draw alone? The randomisation test: nothing is assumed but that the coin was fair.

Edgington & Onghena 2007, Randomization Tests; Fisher 1935. The statistic of the schedule that was drawn is compared
with that of every schedule that could have been drawn, on the same outcomes: what they would be if it did nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.trials.designs import Design, Schedule

_ALL_UP_TO = 10_000  # schedules; as many are listed in no time, more are drawn from
_DRAWS = 9_999  # p-values to a ten-thousandth
_TIE = 1e-9  # rounding makes no schedule better than its like


@dataclass(frozen=True, slots=True)
class RandomisationTest:
    """What came out.

    Parameters
    ----------
    difference : float
        Mean outcome with minus without, within rounds where there are rounds. [unit of the outcome]
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
    outcome: Floats, schedule: Schedule, design: Design, rng: np.random.Generator, *, arm: int = 1
) -> RandomisationTest | None:
    """Test on the outcomes so far.

    Where several things are tried, the difference of one is compared with the best (and the worst) of all of them under
    each possible schedule: however many there are, one of them looks good by chance alone no more often than the share
    says (Westfall & Young 1993, Resampling-Based Multiple Testing, the single-step maximum).

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
    arm : int
        Which of several things.

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
    observed = float(_differences(outcome, schedule[None], design)[0, arm - 1])
    if not np.isfinite(observed):
        return None
    possible = _differences(outcome, others, design)
    possible = possible[np.isfinite(possible).all(axis=1)]
    return RandomisationTest(
        difference=observed,
        p_helps=float((possible.min(axis=1) <= observed + _TIE).mean()),
        p_worsens=float((possible.max(axis=1) >= observed - _TIE).mean()),
        schedules=len(possible),
        exact=exact,
    )


def _differences(outcome: Floats, schedules: Schedule, design: Design) -> Floats:
    """Mean with minus mean without: within rounds, or between the two stretches. Shape (schedules, arms - 1)."""
    if design.in_rounds:
        return np.stack([_within_rounds(outcome, schedules, design.arms, arm) for arm in range(1, design.arms)], axis=1)
    return _between_stretches(outcome, schedules)[:, None]


def _within_rounds(outcome: Floats, schedules: Schedule, arms: int, arm: int) -> Floats:
    signed = round_differences(outcome, schedules, arms=arms, arm=arm)
    whole = np.isfinite(signed)
    total = np.where(whole, signed, 0.0).sum(axis=1)
    return np.asarray(total / np.where(whole.any(axis=1), whole.sum(axis=1), np.nan))


def _between_stretches(outcome: Floats, schedules: Schedule) -> Floats:
    known = np.isfinite(outcome)
    with_it, value = (schedules == 1) & known, np.where(known, outcome, 0.0)
    without = (schedules == 0) & known
    counts = np.where(with_it.any(axis=1) & without.any(axis=1), 1.0, np.nan)
    mean_with = with_it @ value / np.maximum(with_it.sum(axis=1), 1)
    return np.asarray(counts * (mean_with - without @ value / np.maximum(without.sum(axis=1), 1)))


def round_differences(outcome: Floats, schedules: Schedule, *, arms: int = 2, arm: int = 1) -> Floats:
    """Outcome with an arm minus outcome without, by round; NaN where either is missing. Shape (schedules, rounds)."""
    rounds = outcome[: len(outcome) // arms * arms].reshape(1, -1, arms)
    order = schedules[:, : rounds.size].reshape(len(schedules), -1, arms)

    def of(which: int) -> Floats:
        there = order == which
        value = np.take_along_axis(np.broadcast_to(rounds, order.shape), there.argmax(axis=2)[:, :, None], axis=2)
        return np.where(there.any(axis=2), value[:, :, 0], np.nan)

    return of(arm) - of(0)

"""What the draw and the bet say, for either question."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.checks import CheckResult
from afterrun.findings.trial import Bet, DrawTest, TrialResult
from afterrun.response.arrays import Floats
from afterrun.trials.monitoring import SURE
from afterrun.trials.randomisation import RandomisationTest

FEWEST_OF_AN_ARM = 2  # with one, nothing tells luck from effect


def draw_told(test: RandomisationTest | None) -> DrawTest | None:
    """Tell the comparison with all other draws."""
    if test is None:
        return None
    return DrawTest(
        difference_nrs=round(test.difference, 2),
        p_helps=round(test.p_helps, 4),
        p_worsens=round(test.p_worsens, 4),
        schedules=test.schedules,
        exact=test.exact,
    )


def bet_told(value: Floats | None, *, among: int = 1) -> Bet | None:
    """Tell the bet; of several things, each has to stand as many times as high."""
    if value is None or not value.size:
        return None
    return Bet(
        value=round(float(value[-1]), 2),
        highest=round(float(value.max()), 2),
        won=bool(value.max() >= SURE * among),
        won_at=SURE * among,
    )


def known(nrs: float) -> float | None:
    """Round what is known. [NRS]"""
    return None if np.isnan(nrs) else round(float(nrs), 2)


def without_model(told: TrialResult, check: CheckResult) -> TrialResult:
    """Without the model: what the draw and the bet say stands, whatever the checks of the model found."""
    return replace(told, checks=(check.told,))

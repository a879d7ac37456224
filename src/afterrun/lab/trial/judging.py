"""What the draw and the bet say, for every question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from afterrun.checks import CheckResult
from afterrun.findings.trial import ArmResult, Bet, DrawTest, MeanOfUnit, TrialResult
from afterrun.response.arrays import Floats
from afterrun.trials.analysis import Outcomes, bet, draw_test
from afterrun.trials.monitoring import SURE
from afterrun.trials.randomisation import RandomisationTest

FEWEST_OF_AN_ARM = 2  # with one, nothing tells luck from effect


def drawn_and_bet(name: str, data: Outcomes, arm: int, seed: int) -> ArmResult:
    """What needs no model; of several things, each bet has to stand as many times as high."""
    return ArmResult(
        name=name,
        randomisation_test=draw_told(draw_test(data, seed=seed, arm=arm)),
        bet=bet_told(bet(data, arm=arm), among=data.design.arms - 1),
    )


def with_arms(told: TrialResult, arms: Sequence[ArmResult]) -> TrialResult:
    """Tell the first of the things on top; each of them where there are several."""
    first = arms[0]
    return replace(
        told,
        randomisation_test=first.randomisation_test,
        bet=first.bet,
        effect=first.effect,
        prob_helps=first.prob_helps,
        verdict=first.verdict,
        sensitivity=first.sensitivity,
        robust=first.robust,
        arms=tuple(arms) if len(arms) > 1 else (),
    )


def periods_told(data: Outcomes, begun: int) -> tuple[MeanOfUnit, ...]:
    """Tell the units that have begun: of the others nobody is told the arm."""
    return tuple(
        MeanOfUnit(unit=unit, arm=int(arm), mean_nrs=known(value))
        for unit, (arm, value) in enumerate(zip(data.schedule[:begun], data.outcome[:begun], strict=True))
    )


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

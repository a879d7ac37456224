"""What came out of a trial: the model, the draw and the bet, side by side (`afterrun/trial-result/1`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from afterrun.findings.as_json import ONLY_IF_ANY
from afterrun.findings.check import Check
from afterrun.findings.flag import Flag
from afterrun.findings.trial.effect import DropEffect, DropLook, EverydayEffect, RatioEffect, RatioLook
from afterrun.findings.trial.judging import Bet, DrawTest
from afterrun.findings.trial.protocol import Protocol
from afterrun.findings.trial.status import ScheduleOf, State, Unit
from afterrun.findings.trial.units import ChangeInUnit, DayDeviation, Deviation, MeanOfUnit
from afterrun.findings.verdicts import Evidence, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmResult:
    """What one of several things did.

    Parameters
    ----------
    name : str
        Of the thing.
    effect, prob_helps, verdict, sensitivity, robust, randomisation_test, bet
        As in `TrialResult`.
    """

    name: str
    effect: RatioEffect | EverydayEffect | None = None
    prob_helps: float | None = None
    verdict: Verdict = "not-yet-known"
    sensitivity: tuple[RatioLook | DropLook, ...] = ()
    robust: bool | None = None
    randomisation_test: DrawTest | None
    bet: Bet | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialResult:
    """What came out so far. Without the model, what the draw and the bet say stands.

    Parameters
    ----------
    as_of, protocol, state, stopped, stop_reason, units_done, units, unit, schedule, stop_now, safety
        As in `TrialStatus`.
    evidence : str
        A coin decided; or it was only watched, where the design could not have drawn what was recorded.
    effect : RatioEffect, EverydayEffect, DropEffect or None
        Of the thing; of the first of several.
    prob_helps : float or None
        That it is worth having. [-]
    verdict : str
        What may be said.
    randomisation_test, bet : DrawTest and Bet, or None
        Two ways to judge that need no model.
    adherence : float or None
        Share of runs, or of days, that went as drawn; None where nothing says so. [-]
    deviations : tuple of Deviation or DayDeviation
        The others.
    sensitivity, robust : tuple and bool or None
        Other ways to look at it, and whether they all agree.
    periods : tuple
        Units that have begun.
    checks : tuple of Check
        What could be wrong.
    arms : tuple of ArmResult
        Each of several things; empty where there is one.
    """

    schema: Literal["afterrun/trial-result/1"] = "afterrun/trial-result/1"
    as_of: datetime
    protocol: Protocol
    state: State
    stopped: datetime | None
    stop_reason: str | None
    units_done: int
    units: int
    unit: Unit
    schedule: ScheduleOf = "as-drawn"
    stop_now: str | None
    evidence: Evidence = "randomised"
    effect: RatioEffect | EverydayEffect | DropEffect | None = None
    prob_helps: float | None = None
    verdict: Verdict = "not-yet-known"
    randomisation_test: DrawTest | None = None
    bet: Bet | None = None
    adherence: float | None = None
    deviations: tuple[Deviation | DayDeviation, ...] = ()
    sensitivity: tuple[RatioLook | DropLook, ...] = ()
    robust: bool | None = None
    periods: tuple[MeanOfUnit | ChangeInUnit, ...] = ()
    checks: tuple[Check, ...] = ()
    safety: tuple[Flag, ...] = ()
    arms: tuple[ArmResult, ...] = field(default=(), metadata=ONLY_IF_ANY)

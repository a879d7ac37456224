"""What came out of a trial: the model, the draw and the bet, side by side (`afterrun/trial-result/1`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from afterrun.findings.as_json import ONLY_IF_ANY
from afterrun.findings.check import Check
from afterrun.findings.interval import Interval
from afterrun.findings.trial.protocol import Protocol
from afterrun.findings.trial.status import State, Unit
from afterrun.findings.verdicts import Evidence, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioEffect:
    """Effect on pain after runs.

    Parameters
    ----------
    response_ratio : Interval
        The response with it over that without. [-]
    """

    response_ratio: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class DropEffect:
    """Effect on pain that is there.

    Parameters
    ----------
    drop_nrs : Interval
        Fall within the hour that it causes. [NRS]
    """

    drop_nrs: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawTest:
    """How strange it is if only the coin was fair.

    Parameters
    ----------
    difference_nrs : float
        Mean outcome with it minus without. [NRS]
    p_helps, p_worsens : float
        Share of possible schedules at least as far to that side. [-]
    schedules : int
        How many were compared.
    exact : bool
        Whether these were all.
    """

    difference_nrs: float
    p_helps: float
    p_worsens: float
    schedules: int
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bet:
    """A stake of 1 on "it helps".

    Parameters
    ----------
    value, highest : float
        Where it stands, and stood at most.
    won : bool
        Whether it has stood high enough.
    won_at : float
        How high that is.
    """

    value: float
    highest: float
    won: bool
    won_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A run that went otherwise than drawn.

    Parameters
    ----------
    run : datetime
        Its start.
    drawn, done : int
        Arms.
    """

    run: datetime
    drawn: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioLook:
    """The effect on pain after runs, looked at in another way.

    Parameters
    ----------
    name : str
        Which way.
    response_ratio : Interval or None
        As in `RatioEffect`.
    verdict : str
        What would be said.
    """

    name: str
    response_ratio: Interval | None
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class DropLook:
    """The effect on pain that is there, looked at in another way.

    Parameters
    ----------
    name : str
        Which way.
    drop_nrs : Interval
        As in `DropEffect`.
    verdict : str
        What would be said.
    """

    name: str
    drop_nrs: Interval
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanOfUnit:
    """One run, or block of days, of a trial on prevention.

    Parameters
    ----------
    unit, arm : int
        Which one, and what was drawn for it.
    mean_nrs : float or None
        Mean pain after it. [NRS]
    """

    unit: int
    arm: int
    mean_nrs: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeInUnit:
    """One episode of a trial on relief.

    Parameters
    ----------
    unit, arm : int
        Which one, and what was drawn for it.
    change_nrs : float or None
        Second rating minus first. [NRS]
    """

    unit: int
    arm: int
    change_nrs: float | None


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
    effect: RatioEffect | None = None
    prob_helps: float | None = None
    verdict: Verdict = "not-yet-known"
    sensitivity: tuple[RatioLook, ...] = ()
    robust: bool | None = None
    randomisation_test: DrawTest | None
    bet: Bet | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialResult:
    """What came out so far. Without the model, what the draw and the bet say stands.

    Parameters
    ----------
    as_of, protocol, state, stopped, stop_reason, units_done, units, unit, stop_now
        As in `TrialStatus`.
    evidence : str
        A coin decided.
    effect : RatioEffect, DropEffect or None
        Of the thing; of the first of several.
    prob_helps : float or None
        That it is worth having. [-]
    verdict : str
        What may be said.
    randomisation_test, bet : DrawTest and Bet, or None
        Two ways to judge that need no model.
    adherence : float or None
        Share of runs that went as drawn. [-]
    deviations : tuple of Deviation
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
    stop_now: str | None
    evidence: Evidence = "randomised"
    effect: RatioEffect | DropEffect | None = None
    prob_helps: float | None = None
    verdict: Verdict = "not-yet-known"
    randomisation_test: DrawTest | None = None
    bet: Bet | None = None
    adherence: float | None = None
    deviations: tuple[Deviation, ...] = ()
    sensitivity: tuple[RatioLook | DropLook, ...] = ()
    robust: bool | None = None
    periods: tuple[MeanOfUnit | ChangeInUnit, ...] = ()
    checks: tuple[Check, ...] = ()
    arms: tuple[ArmResult, ...] = field(default=(), metadata=ONLY_IF_ANY)

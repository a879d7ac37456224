"""How far, how soon (`afterrun/plan/1`), and the longest run under a ceiling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from afterrun.findings.check import Check
from afterrun.findings.flag import Flag
from afterrun.findings.forecast import Forecast
from afterrun.findings.interval import Interval
from afterrun.records import Site

LimitedBy = Literal["pain", "longest-run", "data", "flag"]
HeldTo = Literal["goal", "physiotherapist"]
Way = Literal["run", "run-walk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInterval:
    """A middle and a range that may be cut off where nothing is known.

    Parameters
    ----------
    median, lo, hi : float
        In the unit of what it is about.
    open : bool
        Whether the upper end is cut off: it may lie anywhere beyond.
    """

    median: float
    lo: float
    hi: float
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPlanned:
    """The next run.

    Parameters
    ----------
    at : datetime or None
        When it may start; None where nothing may be said, or not before the last run has settled (``postponed``).
    distance_m : float or None
        At most so far; 0 where no run fits in the days to come, None where nothing may be said. [m]
    way : str
        ``run``, or ``run-walk`` where a whole run of the usual length would not pass: so much running, in parts.
    chance_over : float or None
        That a report is above the ceiling until the run after it. [-]
    chance_over_5_days : float or None
        That one of five days is, with the runs planned meanwhile. [-]
    worst_nrs : Interval or None
        The worst report of these five days. [NRS]
    teaches : float or None
        How much the outcome is expected to tell of the person. [bit]
    limited_by : str
        ``pain``, ``longest-run``, ``data`` or ``flag``.
    held_to : str or None
        ``goal`` where no more is wanted, ``physiotherapist`` where no more is allowed.
    postponed : bool
        Whether no run fits on the day that it would be due.
    """

    at: datetime | None
    distance_m: float | None
    way: Way = "run"
    chance_over: float | None = None
    chance_over_5_days: float | None = None
    worst_nrs: Interval | None = None
    teaches: float | None = None
    limited_by: LimitedBy
    held_to: HeldTo | None = None
    postponed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """The longest run under a ceiling.

    Parameters
    ----------
    ceiling_nrs : float
        Pain one would put up with. [NRS]
    chance : float
        How often the worst report of five days may be above it. [-]
    distance_m : OpenInterval or None
        From rest: no earlier run is felt. [m]
    now_distance_m : float or None
        From how things are; 0 where not even a short run fits. [m]
    limited_by : str
        ``pain``, ``longest-run`` (nothing is known much beyond what was run) or ``data``.
    next_run : NextPlanned or None
        What the plan says to do next: told with it, or there would be two distances.
    """

    ceiling_nrs: float
    chance: float
    distance_m: OpenInterval | None
    now_distance_m: float | None
    limited_by: Literal["pain", "longest-run", "data"]
    next_run: NextPlanned | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRun:
    """A run of the schedule, seen from today.

    Parameters
    ----------
    at : datetime
        When it starts.
    distance_m : float
        At most so far. [m]
    way : str
        ``run`` or ``run-walk``.
    chance_over : float
        That a report of the five days after it is above the ceiling, with the runs planned meanwhile. [-]
    worst_nrs : Interval
        The worst of these reports. [NRS]
    teaches : float
        How much the outcome is expected to tell of the person. [bit]
    """

    at: datetime
    distance_m: float
    way: Way = "run"
    chance_over: float
    worst_nrs: Interval
    teaches: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedOn:
    """A day and its range.

    Parameters
    ----------
    median, lo, hi : date or None
        Median and central 90 %; None where it is not within half a year.
    """

    median: date | None
    lo: date | None
    hi: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What one would like to run.

    Parameters
    ----------
    distance_m : float
        How far. [m]
    runs_per_week : int
        How often.
    reached_on : ReachedOn or None
        When the plan would allow it; None where it cannot be said.
    by : date or None
        When it is wanted.
    prob_by : float or None
        Probability that it is by then. [-]
    """

    distance_m: float
    runs_per_week: int
    reached_on: ReachedOn | None
    by: date | None
    prob_by: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Another way to the same goal.

    Parameters
    ----------
    name : str
        ``ten-percent-a-week``, or ``plan`` for the plan itself.
    reached_on : date or None
        When its runs are as long as the goal, whatever they do; None if not within half a year.
    runs_over : float
        Share of its runs until then after which the worst report of five days would be above the ceiling. [-]
    """

    name: Literal["plan", "ten-percent-a-week"]
    reached_on: date | None
    runs_over: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The next run under a ceiling, and those after it.

    Parameters
    ----------
    as_of : datetime
        Nothing after it was looked at.
    site : Site
        The place.
    ceiling_nrs, chance : float
        Pain one would put up with [NRS], and how often it may be more [-].
    ceiling_from : str
        Who set the ceiling: ``own`` or ``physiotherapist``.
    next_run : NextPlanned
        What to do next.
    longest_m : float or None
        The longest run of the last 30 days. [m]
    careful : bool
        Whether runs probably hurt more every month, so that it is worth having somebody look.
    only_after : bool
        Whether runs hurt while they are run too: the plan looks at the days after them.
    schedule : tuple of PlannedRun
        In order of time, the next run first; made anew after every report.
    goal : Goal or None
        Where one is set.
    rivals : tuple of Rival
        Other ways to the goal, beside the plan.
    checks : tuple of Check
        Those that did not pass.
    safety : tuple of Flag
        Signs that somebody should have a look, most urgent first.
    """

    schema: Literal["afterrun/plan/1"] = "afterrun/plan/1"
    as_of: datetime
    site: Site
    ceiling_nrs: float
    chance: float
    ceiling_from: Literal["own", "physiotherapist"] = "own"
    next_run: NextPlanned
    longest_m: float | None
    careful: bool = False
    only_after: bool = False
    schedule: tuple[PlannedRun, ...] = ()
    goal: Goal | None = None
    rivals: tuple[Rival, ...] = ()
    checks: tuple[Check, ...] = ()
    safety: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """One run that was thought of.

    Parameters
    ----------
    at : datetime
        When it starts.
    distance_m : float
        How far. [m]
    most_m : float
        The farthest of which anything is told. [m]
    ceiling_nrs : float
        Pain one would put up with. [NRS]
    chance_with, chance_without : float
        That a report of the five days after its end is above the ceiling. [-]
    too_soon : bool
        Whether it is sooner after the last run than the plan has one: what that run still does is hardly known then.
    coming : Forecast
        These days, with it and without.
    """

    at: datetime
    distance_m: float
    most_m: float
    ceiling_nrs: float
    chance_with: float
    chance_without: float
    too_soon: bool
    coming: Forecast

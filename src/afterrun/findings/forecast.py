"""Pain over the next days (`afterrun/forecast/1`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from afterrun.findings.as_json import named
from afterrun.findings.check import Check
from afterrun.findings.flag import Flag
from afterrun.findings.interval import Interval
from afterrun.records import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRun:
    """The run that was thought of.

    Parameters
    ----------
    start : datetime
        When it begins.
    distance_m : float
        How far. [m]
    duration_s : int or None
        How long; None where nobody knows the pace. [s]
    """

    start: datetime
    distance_m: float
    duration_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastPoint:
    """What would be reported at one time.

    Parameters
    ----------
    at : datetime
        When.
    expected_nrs : float
        On average. [NRS]
    report_nrs : Interval
        Range of what may be reported. [NRS]
    chance_above : float
        That the report is above the ceiling. [-]
    """

    at: datetime
    expected_nrs: float
    report_nrs: Interval
    chance_above: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastPath:
    """The next days, in one of two ways.

    Parameters
    ----------
    worst_chance_above : float
        That the worst report of all is above the ceiling. [-]
    at : tuple of ForecastPoint
        In order of time.
    """

    worst_chance_above: float
    at: tuple[ForecastPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The next days without a run, and with one that was thought of.

    Parameters
    ----------
    as_of : datetime
        Nothing after it was looked at.
    site : Site
        The place.
    run : ForecastRun or None
        The run that was thought of.
    ceiling_nrs : float
        Pain one would put up with. [NRS]
    without_run, with_run : ForecastPath or None
        None where too little is known, or no run was thought of.
    checks : tuple of Check
        Those that did not pass.
    safety : tuple of Flag
        Signs that somebody should have a look, most urgent first; filled in where the whole diary is at hand.
    """

    schema: Literal["afterrun/forecast/1"] = "afterrun/forecast/1"
    as_of: datetime
    site: Site
    run: ForecastRun | None
    ceiling_nrs: float
    without_run: ForecastPath | None = field(metadata=named("without"))
    with_run: ForecastPath | None = field(metadata=named("with"))
    checks: tuple[Check, ...]
    safety: tuple[Flag, ...] = ()

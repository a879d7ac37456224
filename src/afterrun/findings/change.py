"""Whether something changed from one day to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from afterrun.findings.interval import Interval
from afterrun.findings.verdicts import Evidence

ChangeVerdict = Literal["changed", "no-sign", "not-yet-known"]
NewKind = Literal[
    "phase-began",
    "phase-ended",
    "event-first",
    "care-first",
    "shoe-first",
    "surface-first",
    "longest-run",
    "run-after-gap",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInterval:
    """A day and its range.

    Parameters
    ----------
    median, lo, hi : date
        Median and central 90 %.
    """

    median: date
    lo: date
    hi: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NewThing:
    """What else was new around then.

    Parameters
    ----------
    what : str
        In which way it was new.
    name : str or None
        What it was, where it has a name.
    at : datetime
        When.
    """

    what: NewKind
    name: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One sudden change that there may have been. All but its probability and verdict is told only where there was one.

    Parameters
    ----------
    probability : float
        That there was one. [-]
    verdict : str
        What may be said.
    what, direction : str or None
        Whether it was of the response to runs or of the pain without them, and which way.
    struck : bool or None
        Whether runs did nothing before it; None where it is not told that they do something since.
    date : DateInterval or None
        When.
    response_ratio : Interval or None
        The response since over that before. [-]
    baseline_step_nrs : Interval or None
        How much more pain there has been without a run since. [NRS]
    also : tuple of NewThing
        What else was new within two weeks of it, in order of time.
    evidence : str
        How it is known.
    """

    probability: float
    verdict: ChangeVerdict
    what: Literal["response", "baseline"] | None = None
    direction: Literal["worse", "better"] | None = None
    struck: bool | None = None
    date: DateInterval | None = None
    response_ratio: Interval | None = None
    baseline_step_nrs: Interval | None = None
    also: tuple[NewThing, ...] = ()
    evidence: Evidence = "observational"

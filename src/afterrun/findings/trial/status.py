"""How a trial stands, without a glance at the effect (`afterrun/trial-status/1`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from afterrun.findings.flag import Flag
from afterrun.findings.trial.protocol import Protocol

State = Literal["running", "run-in", "over", "stopped"]
Unit = Literal["run", "block", "episode"]
ScheduleOf = Literal["as-drawn", "as-recorded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialStatus:
    """How far a trial is.

    Parameters
    ----------
    as_of : datetime
        Nothing after it was looked at.
    protocol : Protocol
        What was promised.
    state : str
        Where it stands.
    stopped, stop_reason : datetime and str, or None
        When and why it was ended before its end.
    units_done, units, unit : int, int and str
        How many of how many of what.
    schedule : str
        Whether the arms are those drawn from the seed, or others that were recorded.
    stop_now : str or None
        Why it should be stopped, in words.
    safety : tuple of Flag
        Signs that somebody should have a look, at any place.
    """

    schema: Literal["afterrun/trial-status/1"] = "afterrun/trial-status/1"
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
    safety: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialDue:
    """What to do now.

    Parameters
    ----------
    arm : int or None
        0 without, 1 with; None if nothing is due.
    unit : int or None
        Which draw.
    text : str
        In words.
    safety : tuple of Flag
        Signs that somebody should have a look, at any place.
    """

    schema: Literal["afterrun/trial-due/1"] = "afterrun/trial-due/1"
    arm: int | None = None
    unit: int | None = None
    text: str
    safety: tuple[Flag, ...] = ()

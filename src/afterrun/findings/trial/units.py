"""What a trial is made of, and what went otherwise than drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


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
class DayDeviation:
    """A day that went otherwise than drawn.

    Parameters
    ----------
    day : datetime
        Its start.
    drawn, done : int
        Arms.
    """

    day: datetime
    drawn: int
    done: int


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

"""What a moment of the day shows of the pain."""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.findings.interval import Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Reports at one moment against those at the reference moment.

    Parameters
    ----------
    moment : str or None
        First steps, stairs, evening; None where none was told.
    n : int
        Reports.
    reference : bool
        Whether the others are told against this one.
    offset_nrs : Interval
        How much higher they are; 0 for the reference. [NRS]
    loading : Interval or None
        How much of a run's rise they show, over what the reference shows: 1 for it; None where the response is not
        clear. [-]
    """

    moment: str | None
    n: int
    reference: bool = False
    offset_nrs: Interval
    loading: Interval | None = None

"""Runs that were long for their month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LongRuns:
    """How many runs were longer than those of the month before them.

    Parameters
    ----------
    n : int
        Runs with a distance that have a month of the record before them.
    longer : int
        Of those, runs more than a tenth longer than the longest of the 30 days before.
    after_gap : int
        Of those, runs without any run in the 30 days before: there is nothing to hold them against.
    last : datetime or None
        The newest of the longer ones.
    known_from : datetime or None
        From when on a run has a month of the record before it; None without a run with a distance.
    """

    n: int
    longer: int
    after_gap: int
    last: datetime | None
    known_from: datetime | None

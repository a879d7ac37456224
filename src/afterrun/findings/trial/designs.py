"""Which trial would answer the question, and how long that takes (`afterrun/trial-designs/1`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from afterrun.findings.flag import Flag
from afterrun.findings.trial.protocol import Question
from afterrun.records import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignPower:
    """What one design would show.

    Parameters
    ----------
    design, words : str
        Its name, and how it goes.
    units, block_days : int
        How many the weeks hold, and the length of a block [d].
    power : mapping of str to float, or None
        What it takes off -> share of trials that say it helps [-]; None where the weeks are too short.
    false_claims : float or None
        Share that say so if it does nothing. [-]
    weeks_needed : int or None
        Until a halving would be seen; None where that takes too long.
    text : str
        The same in words.
    """

    design: str
    words: str
    units: int
    block_days: int | None
    power: dict[str, float] | None = None
    false_claims: float | None = None
    weeks_needed: int | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialDesigns:
    """Each design, simulated; the one that shows most first.

    Parameters
    ----------
    as_of, site : datetime and Site or None
        When and where.
    question : str
        What is asked.
    weeks, runs_per_week, arms : int
        How long, how often, and how many things with the one without.
    reports_per_day : float
        [1/d]
    simulated_as : str
        Whether the diary said enough.
    trials_each : int
        Simulated of each kind.
    designs : tuple of DesignPower
        What came out.
    safety : tuple of Flag
        Signs that somebody should have a look, at any place.
    """

    schema: Literal["afterrun/trial-designs/1"] = "afterrun/trial-designs/1"
    as_of: datetime
    site: Site | None
    question: Question
    weeks: int
    runs_per_week: int
    arms: int
    reports_per_day: float
    simulated_as: Literal["you", "strangers"]
    trials_each: int
    designs: tuple[DesignPower, ...]
    safety: tuple[Flag, ...] = ()

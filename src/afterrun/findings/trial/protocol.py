"""What a trial of one promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from afterrun.records import Site

Question = Literal["prevention", "relief", "every-day"]
Outcome = Literal["pain-after-runs", "pain-of-every-day", "pain-within-the-hour"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """The promise, frozen before the first unit.

    Parameters
    ----------
    sha256 : str
        Its fingerprint.
    registered : datetime
        When it was made.
    question, design, design_words : str
        What is asked; how it is drawn, by its name and in words.
    outcome : str
        Which pain is compared.
    intervention, variant, comparator : str
        What is tried, which kind, and what is done instead.
    arms : tuple of str
        The one without first.
    site : Site
        Where the pain is looked at.
    units : int
        Runs, blocks or episodes.
    block_days, run_in_days : int
        Length of a block and of the time before the first. [d]
    worthwhile_ratio : float
        A response below this share is worth having. [-]
    ceiling_nrs : float
        A report above it stops the trial. [NRS]
    """

    sha256: str
    registered: datetime
    question: Question
    outcome: Outcome = "pain-after-runs"
    design: str
    design_words: str
    intervention: str
    variant: str | None
    comparator: str | None
    arms: tuple[str, ...]
    site: Site
    units: int
    block_days: int | None
    run_in_days: int
    worthwhile_ratio: float
    ceiling_nrs: float

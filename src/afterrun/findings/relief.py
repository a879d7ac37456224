"""Whether a thing eases pain that is there."""

from __future__ import annotations

from dataclasses import dataclass, field

from afterrun.findings.as_json import ONLY_IF_ANY
from afterrun.findings.interval import Interval
from afterrun.findings.verdicts import Evidence, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Longer:
    """What twice the minutes add.

    Parameters
    ----------
    n : int
        Times whose minutes were told.
    usual_minutes : float
        Their median. [min]
    more_nrs : Interval
        Further fall in pain. [NRS]
    prob_more : float
        That there is any. [-]
    verdict, evidence : str
        As for the thing itself.
    """

    n: int
    usual_minutes: float
    more_nrs: Interval
    prob_more: float
    verdict: Verdict
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """Fall in pain within the hour, beyond what would have come anyway.

    Parameters
    ----------
    n : int
        Times it was rated before and after, or pairs of a trial.
    drop_nrs : Interval or None
        The fall it causes. [NRS]
    lasts_h : Interval or None
        Until half of it is gone. [h]
    prob_helps : float or None
        That it takes off a point at least. [-]
    verdict, evidence : str
        What may be said, and how it is known.
    longer : Longer or None
        What twice the minutes add, where that can be told.
    by_itself_nrs : float or None
        How much pain like that was less by the next report of a day without it, where that may be all that eased it.
        [NRS]
    """

    n: int = 0
    drop_nrs: Interval | None = None
    lasts_h: Interval | None = None
    prob_helps: float | None = None
    verdict: Verdict = "not-yet-known"
    evidence: Evidence = "paired-before-after"
    longer: Longer | None = None
    by_itself_nrs: float | None = field(default=None, metadata=ONLY_IF_ANY)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliefContrast:
    """One way of doing a thing against another.

    Parameters
    ----------
    intervention, variant, than_variant : str
        The thing, one way, and the other.
    n : tuple of two int
        Times each was rated.
    difference_nrs : Interval
        How much more the one takes off. [NRS]
    prob_more : float
        That it takes off more. [-]
    verdict, evidence : str
        What may be said, and how it is known.
    """

    intervention: str
    variant: str | None
    than_variant: str | None
    n: tuple[int, int]
    difference_nrs: Interval
    prob_more: float
    verdict: Verdict
    evidence: Evidence

"""What goes with a symptom besides runs."""

from __future__ import annotations

from dataclasses import dataclass

from afterrun.findings.interval import Interval
from afterrun.findings.verdicts import Evidence, Verdict
from afterrun.records import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """How often a passing symptom came.

    Parameters
    ----------
    days, other_days : tuple of two int
        Days that it followed, of how many: days of the thing, and others.
    """

    days: tuple[int, int]
    other_days: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One kind of thing, and one symptom that may go with it.

    Parameters
    ----------
    kind, kind_site : str and Site or None
        The thing; where it is, if it is a symptom itself.
    symptom, site : str and Site
        What may go with it.
    n, comparable : int
        Days of the thing, and those of them that are like other days.
    lag_days : int or None
        Days after the thing at which most was seen. [d]
    rate_ratio : Interval or None
        The symptom after it over that after like days. [-]
    rise_nrs : Interval or None
        The same as a difference, where the symptom is rated. [NRS]
    followed : Followed or None
        The same as counts, where the symptom is noted when it comes.
    came_before : bool or None
        Whether the symptom was unusual before the thing already.
    verdict, evidence : str
        What may be said, and how it is known.
    """

    kind: str
    kind_site: Site | None
    symptom: str
    site: Site
    n: int
    comparable: int
    lag_days: int | None = None
    rate_ratio: Interval | None = None
    rise_nrs: Interval | None = None
    followed: Followed | None = None
    came_before: bool | None = None
    verdict: Verdict = "not-yet-known"
    evidence: Evidence = "observational"

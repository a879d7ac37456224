"""What goes with a symptom besides runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from afterrun.findings.as_json import ONLY_IF_ANY
from afterrun.findings.interval import Interval
from afterrun.findings.verdicts import Evidence, Verdict
from afterrun.records import Site

KindOf = Literal["event", "symptom", "care", "phase", "run"]
Part = Literal["morning", "later"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """How often a passing symptom came.

    Parameters
    ----------
    days, other_days : tuple of two int
        Days that it followed, of how many: days of the thing, and others. Of runs: those with a feature,
        and others.
    """

    days: tuple[int, int]
    other_days: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One kind of thing, and one symptom that may go with it.

    Parameters
    ----------
    kind, kind_site : str and Site or None
        The thing; where it is, if it is a symptom itself. Of runs: the feature (``distance``, ``duration``, ``shoe``,
        ``surface``).
    symptom, site : str and Site
        What may go with it.
    n, comparable : int
        Days of the thing, and those of them that are like other days; of runs: runs with the feature, and all others
        where there are enough of both.
    lag_days : int or None
        Days after the thing at which most was seen; None for what is kept up, and for runs. [d]
    lag_part : str or None
        Where that is a part of the day only: until noon (``morning``) or ``later``.
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
    kind_of : str
        What the thing is: an event, a symptom, care, a phase (kept up), or a feature of runs.
    variant : str or None
        Of care and phases.
    per : str
        What the rise is told for: ``day`` with the thing, or one sd more of its ``amount``.
    amount_sd, amount_unit : float and str or None
        How much more than usual that sd is, and its unit where it is known.
    beyond, value : float and str or None
        Of a feature of runs: from where on [m or s], or which one (the name of a shoe).
    together : tuple of str
        What came on nearly all the same days: which of them it is cannot be told.
    of_all : Verdict or None
        What may be said of it and those as one; of it alone nothing then.
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
    kind_of: KindOf = "event"
    variant: str | None = None
    per: Literal["day", "amount"] = "day"
    amount_sd: float | None = None
    amount_unit: str | None = None
    lag_part: Part | None = None
    beyond: float | None = None
    value: str | None = None
    together: tuple[str, ...] = field(default=(), metadata=ONLY_IF_ANY)
    of_all: Verdict | None = field(default=None, metadata=ONLY_IF_ANY)

    @property
    def seen(self) -> Verdict:
        """What may be said of it, or of all that it came with as one."""
        return self.of_all or self.verdict

"""Whether the pain of every day is less while a thing is kept up."""

from __future__ import annotations

from dataclasses import dataclass, field

from afterrun.findings.as_json import ONLY_IF_ANY
from afterrun.findings.interval import Interval
from afterrun.findings.verdicts import Evidence, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Everyday:
    """Pain of every day with a thing, over that without it, beside trend, ups and downs and runs.

    Parameters
    ----------
    n_days_with, n_days_without : int
        Days with a report.
    switches : int
        How often it was begun or given up between two reports; with one only, time alone could look alike.
    drop_nrs : Interval or None
        The fall that goes with it; None where there are too few days on either side. [NRS]
    prob_helps : float or None
        That it takes off a point at least. [-]
    verdict, evidence : str
        What may be said, and how it is known.
    together : tuple of str
        What was kept up on nearly all the same days, and compared as one with it.
    of_all : Verdict or None
        What may be said of it and those as one; of it alone nothing then.
    """

    n_days_with: int
    n_days_without: int
    switches: int = 0
    drop_nrs: Interval | None = None
    prob_helps: float | None = None
    verdict: Verdict = "not-yet-known"
    evidence: Evidence = "observational"
    together: tuple[str, ...] = field(default=(), metadata=ONLY_IF_ANY)
    of_all: Verdict | None = field(default=None, metadata=ONLY_IF_ANY)

    @property
    def seen(self) -> Verdict:
        """What may be said of it, or of all that it came with as one."""
        return self.of_all or self.verdict

"""Weeks without pain: what was written down, and no estimate."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from afterrun.findings.as_json import named


@dataclass(frozen=True, slots=True, kw_only=True)
class Painless:
    """Weeks in a row with next to no pain, up to now or until some weeks ago, after weeks with some.

    Parameters
    ----------
    start, end : datetime
        Of the first and the last of them.
    weeks : int
        How many they are.
    reports, zeros : int
        In them, and how many of these were 0.
    worst_nrs : float
        Of these reports. [NRS]
    runs : int
        In them: no pain without a run says little of runs.
    since_nrs : float or None
        The mean of the reports since; None while it lasts. [NRS]
    """

    start: datetime = field(metadata=named("from"))
    end: datetime = field(metadata=named("to"))
    weeks: int
    reports: int
    zeros: int
    worst_nrs: float
    runs: int
    since_nrs: float | None = None

    @property
    def lasts(self) -> bool:
        """Whether the pain has not come back."""
        return self.since_nrs is None

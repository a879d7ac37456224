"""Weeks in which pain went up: what was written down, and no estimate."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """Weeks, the last of them lately, each as its mean or its worst report.

    Parameters
    ----------
    weeks_nrs : tuple of float
        In order of time. [NRS]
    worst : bool
        Whether they are the worst of each week, and not its mean.
    """

    weeks_nrs: tuple[float, ...]
    worst: bool = False

    @property
    def rise_nrs(self) -> float:
        """How much higher the last week is than the first."""
        return self.weeks_nrs[-1] - self.weeks_nrs[0]

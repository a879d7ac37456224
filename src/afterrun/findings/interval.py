"""A middle and a range: how every estimate is told."""

from __future__ import annotations

from dataclasses import dataclass

CREDIBLE = (0.05, 0.5, 0.95)
"""Shares of the posterior below the ends and the middle that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Median and central 90 % of a posterior.

    Parameters
    ----------
    median, lo, hi : float
        In the unit of what it is about.
    """

    median: float
    lo: float
    hi: float

    @property
    def turned(self) -> Interval:
        """The same the other way round: how much less instead of how much more.

        Examples
        --------
        >>> Interval(median=-2.0, lo=-3.0, hi=-1.5).turned
        Interval(median=2.0, lo=1.5, hi=3.0)
        """
        return Interval(median=-self.median, lo=-self.hi, hi=-self.lo)

"""A straight line through reports: how much they go up in a week, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import fsum, sqrt
from statistics import fmean, linear_regression

_WEEK = timedelta(weeks=1)
_FEWEST = 4  # reports


def weekly_rise(at: Sequence[datetime], nrs: Sequence[float]) -> tuple[float, float] | None:
    """Take the slope of a straight line and its standard error; None where there are too few reports for one.

    Both in points a week. [NRS]
    """
    if len(at) < _FEWEST or at[0] == at[-1]:
        return None
    weeks = [(each - at[0]) / _WEEK for each in at]
    slope, start = linear_regression(weeks, nrs)
    off = fsum((told - start - slope * week) ** 2 for told, week in zip(nrs, weeks, strict=True)) / (len(nrs) - 2)
    mean = fmean(weeks)
    return slope, sqrt(off / fsum((week - mean) ** 2 for week in weeks))

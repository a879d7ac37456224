"""From draws of a posterior to what is told of it, rounded here and nowhere else."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from afterrun.findings.interval import CREDIBLE, Interval

_DIGITS = 3  # after the point


def interval(draws: NDArray[np.float64]) -> Interval:
    """Median and central 90 % of some draws; there has to be one.

    Examples
    --------
    >>> import numpy as np
    >>> interval(np.linspace(0, 1, 101))
    Interval(median=0.5, lo=0.05, hi=0.95)
    """
    low, median, high = (round(float(x), _DIGITS) + 0.0 for x in np.quantile(draws, CREDIBLE))
    return Interval(median=median, lo=low, hi=high)


def interval_if_any(draws: NDArray[np.float64]) -> Interval | None:
    """Median and central 90 % of some draws; of none nothing is known."""
    return interval(draws) if draws.size else None


def share(holds: NDArray[np.bool_]) -> float:
    """Share of some draws for which something holds; there has to be one. [-]"""
    return round(float(holds.mean()), _DIGITS)


def share_if_any(holds: NDArray[np.bool_]) -> float | None:
    """Share of some draws for which something holds; of none nothing is known. [-]"""
    return share(holds) if holds.size else None

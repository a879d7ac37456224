"""A finding as a line with a band, for drawing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Curve:
    """Rise after the reference run with its central 90 % band.

    Parameters
    ----------
    h, median, lo, hi : ndarray, shape (g,)
        Hours after the run [h], and rises [NRS].
    """

    h: NDArray[np.float64]
    median: NDArray[np.float64]
    lo: NDArray[np.float64]
    hi: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class OverWeeks:
    """Worst rise after the reference run as it was on some days, with its central 90 % band; the level is today's.

    Parameters
    ----------
    on : tuple of date
        The days. Length g.
    median, lo, hi : ndarray, shape (g,)
        Rises. [NRS]
    """

    on: tuple[date, ...]
    median: NDArray[np.float64]
    lo: NDArray[np.float64]
    hi: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class DoseRises:
    """Worst rise after runs of other lengths, with its central 90 % band; only as far as the person has run.

    Parameters
    ----------
    distance_m : ndarray, shape (g,)
        Length of the run. [m]
    median, lo, hi : ndarray, shape (g,)
        Rises. [NRS]
    """

    distance_m: NDArray[np.float64]
    median: NDArray[np.float64]
    lo: NDArray[np.float64]
    hi: NDArray[np.float64]

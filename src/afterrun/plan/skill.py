r"""How good forecasts were: answers that came, held against the chances that were told before.

Log score ``log p(answer)``, against two guesses that anybody could make: the last answer goes on, and it is as it was
on average. Both are bell curves over the answers of the scale, with the spread of the person's own answers before.
Gneiting & Raftery 2007, doi:10.1198/016214506000001437.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats, Indices
from afterrun.response.marginal import normal_cdf

_LEAST = 0.005  # chance of any answer: thousandths were kept, and nobody knows a report to be impossible; judgement
_SMALLEST_SPREAD_NRS = 0.5  # half an answer
_LOOKED_BACK = 60  # answers: a month of two a day
_RESAMPLES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """Answers that came, n of them.

    Parameters
    ----------
    chances, last, mean : ndarray, shape (n, k)
        Chances of each possible answer: as told, if the last goes on, and as on average. [-]
    came : ndarray of int, shape (n,)
        Which answer came.
    week : ndarray of int, shape (n,)
        In which week.
    """

    chances: Floats
    last: Floats
    mean: Floats
    came: Indices
    week: Indices

    def gain_over(self, other: Floats) -> Floats:
        """Log score over that of another guess, one an answer. Shape (n,). [nat]"""
        rows = np.arange(len(self.came))
        return np.asarray(np.log(kept_possible(self.chances)[rows, self.came] / kept_possible(other)[rows, self.came]))

    def held(self, level: float) -> float:
        """Share of the answers that the central range of a level held. [-]"""
        return float(share_inside(self.chances, self.came, level).mean())


def share_inside(chances: Floats, came: Indices, level: float) -> Floats:
    """How much of each answer that came lies in the central range of a level. Shape (n,). [-]

    An answer on the edge counts for the part of it that lies inside, so that whole points do not spoil it: where the
    chances are right the mean is the level. It is the mean of the randomised probability integral transform.
    Smith 1985, doi:10.1002/for.3980040305; Czado, Gneiting & Held 2009, doi:10.1111/j.1541-0420.2009.01191.x.

    Parameters
    ----------
    chances : ndarray, shape (n, k)
        Told of each possible answer. [-]
    came : ndarray of int, shape (n,)
        Which answer came.
    level : float
        Of the range. [-]

    Examples
    --------
    >>> import numpy as np
    >>> share_inside(np.array([[0.2, 0.6, 0.2]] * 3), np.array([0, 1, 2]), 0.8).round(2)
    array([0.5, 1. , 0.5])
    """
    rows = np.arange(len(came))
    below, p = np.cumsum(chances, axis=1)[rows, came], chances[rows, came]
    low, high = (1 - level) / 2, (1 + level) / 2
    inside = np.minimum(below, high) - np.maximum(below - p, low)
    return np.asarray(np.clip(inside / np.maximum(p, 1e-12), 0.0, 1.0))


def kept_possible(chances: Floats) -> Floats:
    """Leave every answer a small chance. Rows add to 1."""
    floored = np.maximum(chances, _LEAST)
    return np.asarray(floored / floored.sum(axis=1, keepdims=True))


def gain_range(gain: Floats, week: Indices, rng: np.random.Generator) -> Floats:
    """Draws of the mean gain: weeks are drawn anew, for answers of one week are alike. Shape (2000,)."""
    weeks, place = np.unique(week, return_inverse=True)
    total, count = np.bincount(place, gain), np.bincount(place)
    drawn = rng.integers(len(weeks), size=(_RESAMPLES, len(weeks)))
    return np.asarray(total[drawn].sum(axis=1) / count[drawn].sum(axis=1))


def naive(before: Floats, levels: Floats) -> tuple[Floats, Floats]:
    """Two guesses of a report from the answers before the forecast: the last goes on, and the average. Shapes (k,)."""
    recent = before[-_LOOKED_BACK:]
    steps = np.diff(recent)
    spread = max(float(np.sqrt((steps**2).mean())) if steps.size else 0.0, _SMALLEST_SPREAD_NRS)
    return bell(float(recent[-1]), spread, levels), bell(
        float(recent.mean()), max(float(recent.std()), _SMALLEST_SPREAD_NRS), levels
    )


def bell(mean: float, sd: float, levels: Floats) -> Floats:
    """A bell curve said on a scale. Shape (k,).

    Examples
    --------
    >>> import numpy as np
    >>> bell(0.0, 0.5, np.arange(3.0)).round(3)
    array([0.841, 0.157, 0.001])
    """
    cuts = (levels[1:] + levels[:-1]) / 2
    below = np.concatenate([[0.0], normal_cdf((cuts - mean) / sd), [1.0]])
    return np.diff(below)

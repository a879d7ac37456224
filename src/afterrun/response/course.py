r"""How the response to runs, and the pain without them, change over the weeks of a diary.

The log of the response falls along a straight line, its chord, from where it began to the last day; beside the chord it
wanders as Brownian motion would between two ends that are held (a Brownian bridge), and one day it may have struck,
come on, or changed (`turns`)::

    A(t)/G = before(t) exp(-drift (s - 1/2)) (1 + sum_k c_k psi_k(s)),   s = (t - start)/(last - start) in [0, 1]
    psi_k(s) = sqrt(2) sin(k pi s)/(k pi) - its mean,   c_k ~ N(0, rho^2 months)

These psi are the first terms of the bridge's Karhunen-Loeve series (Loeve 1978, Probability theory II, section 37): as
static coefficients they leave the model linear, and the whole path is known from the state at the end. The pain without
runs wanders in the same way beside its trend.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import DAYS_PER_TREND_UNIT, ResponseData

WALKS = 3  # terms of the bridge of the response: five sixths of its variance
LEVEL_WALKS = 2  # of the level, beside ups and downs of days and weeks: three quarters
LEVEL_SD_PER_ROOT_MONTH_NRS = 0.7  # placeholder: as fast as a trend that the prior deems likely
_DRIFT_DAYS = 90.0  # the chord's prior is of a diary of this length, and grows as Brownian motion does
LEAST_GAIN = 0.05  # a straight line in c could make runs heal: judgement
_AT_ONCE_D = 1e-6  # a change takes no time
_SHORTEST_D = 1.0  # of a course; a day's worth of nothing must not divide by 0


def bridges(place: Floats, count: int) -> Floats:
    """Terms of a Brownian bridge over [0, 1], each less its mean.

    Parameters
    ----------
    place : ndarray, any shape
        From 0 to 1. [-]
    count : int
        How many terms.

    Returns
    -------
    ndarray, shape (*place.shape, count)

    Examples
    --------
    >>> import numpy as np
    >>> bridges(np.array([0.0, 0.5, 1.0]), 2).round(3) + 0.0
    array([[-0.287,  0.   ],
           [ 0.164,  0.   ],
           [-0.287,  0.   ]])
    """
    k = np.arange(1, count + 1)
    mean = (1 - np.cos(k * np.pi)) / (k * np.pi) ** 2
    return np.asarray(np.sqrt(2) * (np.sin(k * np.pi * np.asarray(place)[..., None]) / (k * np.pi) - mean))


def root_months(days: Floats | float) -> Floats:
    """Square root of a time in months: how the sd of a wandering grows."""
    return np.sqrt(np.maximum(days, _SHORTEST_D) / DAYS_PER_TREND_UNIT)


def drift_scale(days: Floats | float) -> Floats:
    """How much further a chord may fall over so many days than over 90. [-]"""
    return np.sqrt(np.maximum(days, _SHORTEST_D) / _DRIFT_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Where the response began and how it went on, in M draws.

    Parameters
    ----------
    start_d : ndarray, shape (M,)
        Where the course begins: the first day, or the run that struck. [d]
    change_d : ndarray, shape (M,)
        The last run before something changed suddenly; -inf where nothing did. [d]
    before : ndarray, shape (M,)
        The response until then over that after; 0 where it struck. [-]
    ramp_d : ndarray, shape (M,)
        How long it took to come on. [d]
    drift : ndarray, shape (M,)
        Fall of the log response from its start to the last day. [-]
    """

    start_d: Floats
    change_d: Floats
    before: Floats
    ramp_d: Floats
    drift: Floats

    def place(self, t_d: Floats, last_d: float) -> Floats:
        """Where in the course some times are: 0 at its start, 1 on the last day.

        ``t_d`` has shape (g,), or (M, g) if it differs by draw; the result has shape (M, g).
        """
        length = np.maximum(last_d - self.start_d, _SHORTEST_D)
        return np.asarray(np.clip((np.atleast_2d(t_d) - self.start_d[:, None]) / length[:, None], 0.0, 1.0))

    def along_the_chord(self, t_d: Floats, last_d: float) -> Floats:
        """Response without its wandering over that of the reference run mid-course. Shape (M, g). [-]"""
        line = np.exp(-self.drift[:, None] * (self.place(t_d, last_d) - 0.5))
        return line * self._come_on(t_d)

    def _come_on(self, t_d: Floats) -> Floats:
        """What of the response was there already. Shape (M, g)."""
        if not np.isfinite(self.change_d).any():
            return np.ones((1, 1))
        since = np.atleast_2d(t_d) - self.change_d[:, None]
        risen = np.clip(since / np.maximum(self.ramp_d, _AT_ONCE_D)[:, None], 0.0, 1.0)
        return np.asarray(self.before[:, None] + (1 - self.before[:, None]) * risen)


def beside_the_chord(bridge: Floats, walk: Floats) -> Floats:
    """Response over that along its chord, by how it wandered. Shape (M, g). [-]

    ``bridge`` are the terms at some times, shape (M, g, w) or (1, g, w), ``walk`` their coefficients, (M, w).
    """
    bridge = np.broadcast_to(bridge, (len(walk), *bridge.shape[1:]))
    return np.asarray(np.maximum(1 + np.einsum("mgk,mk->mg", bridge, walk), LEAST_GAIN))


@dataclass(frozen=True, slots=True)
class Wander:
    """Where the wandering of a response likely is, given how far its chord falls.

    What is seen is their product: where the reports tell it well, a wandering makes up for a chord that falls more.

    Parameters
    ----------
    walk, slope : ndarray, shape (w,)
        Coefficients of the bridge, and how much more they are for each unit of drift. [-]
    drift : float
        Where these are: the fall of the log response, as in `Course`. [-]
    """

    walk: Floats
    slope: Floats
    drift: float = 0.0

    @classmethod
    def nowhere(cls, walks: int) -> Wander:
        """Before anything is known."""
        return cls(np.zeros(walks), np.zeros(walks))

    def given(self, drift: Floats) -> Floats:
        """Coefficients of the bridge in draws whose chords fall by ``drift``, shape (M,). Shape (M, w). [-]"""
        return np.asarray(self.walk + (drift - self.drift)[:, None] * self.slope)


def gain_at(course: Course, walk: Floats, t_d: Floats, last_d: float) -> Floats:
    """Response at some times over that of the reference run mid-course, wandering and all.

    Parameters
    ----------
    course : Course
        M draws.
    walk : ndarray, shape (M, WALKS)
        Coefficients of the bridge. [-]
    t_d : ndarray, shape (g,) or (M, g)
        [d]
    last_d : float
        The last day of the diary. [d]

    Returns
    -------
    ndarray, shape (M, g)
    """
    wander: Floats | float = 1.0
    if walk.shape[1]:
        wander = beside_the_chord(bridges(course.place(t_d, last_d), walk.shape[1]), walk)
    return np.asarray(course.along_the_chord(t_d, last_d) * wander)


def level_bridges(data: ResponseData, t_d: Floats) -> Floats:
    """How the level wanders beside its trend, in points for a coefficient of 1. Shape (g, LEVEL_WALKS). [NRS]"""
    start, last = data.span_d
    place = np.clip((t_d - start) / max(last - start, _SHORTEST_D), 0.0, 1.0)
    return LEVEL_SD_PER_ROOT_MONTH_NRS * root_months(last - start) * bridges(place, LEVEL_WALKS)

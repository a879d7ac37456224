"""How long after a thing one looks, and how long before it: by days, because people sleep in between."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from afterrun.findings.trigger import Part
from afterrun.response.arrays import Floats

LAG_DAYS = (0, 1, 2)  # later the same day, the next day, the day after that
BEFORE_DAYS = -1  # earlier the same day and the whole day before
_NOON_D = 0.5  # first steps come before it, and pain of the day after


class Lag(NamedTuple):
    """A day after a thing, or a part of it."""

    day: int
    part: Part | None = None


LAGS = (Lag(0), Lag(1), Lag(1, "morning"), Lag(1, "later"), Lag(2))
"""Where a rated symptom is looked at: some things show in the first steps of the next morning, and only there."""
CARE_LATER_LAGS = (*LAGS[1:], Lag(3))  # tissue that was worked on answers as late as after a run: judgement


def seen_at(t_d: Floats, event_t_d: Floats, midnight_d: float, lag: Lag) -> Floats:
    """Mark times as `after_days`, on a part of the day."""
    marks = after_days(t_d, event_t_d, midnight_d, lag.day)
    if lag.part is None:
        return marks
    before_noon = ((t_d - midnight_d) % 1 < _NOON_D).reshape(-1, *(1,) * (marks.ndim - 1))
    return np.asarray(marks * (before_noon if lag.part == "morning" else ~before_noon))


def after_days(t_d: Floats, event_t_d: Floats, midnight_d: float, lag: int) -> Floats:
    """Mark times that lie some days after any of the events. [-]

    Parameters
    ----------
    t_d : ndarray, shape (n,)
        Times to mark. [d]
    event_t_d : ndarray, shape (..., m)
        Events; leading axes are other ways the events might have been dealt. [d]
    midnight_d : float
        When a day begins. [d]
    lag : int
        Of `LAG_DAYS`; or `BEFORE_DAYS`.

    Returns
    -------
    ndarray, shape (n, ...)
        1 on that day, 0 on others.

    Examples
    --------
    >>> import numpy as np
    >>> reports, event = np.array([0.9, 1.1, 1.6, 2.3]), np.array([1.3])
    >>> after_days(reports, event, 0.0, 0), after_days(reports, event, 0.0, 1), after_days(reports, event, 0.0, -1)
    (array([0., 0., 1., 0.]), array([0., 0., 0., 1.]), array([1., 1., 0., 0.]))
    """
    own = t_d.reshape(-1, *(1,) * event_t_d.ndim)
    apart: NDArray[np.float64] = np.floor(own - midnight_d) - np.floor(event_t_d - midnight_d)[None]
    later = own > event_t_d[None]
    hit = ~later & (apart >= BEFORE_DAYS) if lag == BEFORE_DAYS else later & (apart == lag)
    return np.asarray(hit.any(axis=-1), dtype=np.float64)

"""A pattern that comes back, every day or every week, whatever it is, as columns of a regression."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from afterrun.response.arrays import Floats


def recurring(t_d: Floats, *, period_d: int, per_day: int, parts: Sequence[tuple[float, float]]) -> Floats:
    """Columns whose sum, each times a standard normal number, is a pattern in steps. Shape (n, steps). [NRS]

    Parameters
    ----------
    t_d : ndarray, shape (n,)
        When it is looked at. [d]
    period_d, per_day : int
        After how many days it comes back [d], and in how many steps a day goes.
    parts : sequence of (float, float)
        Sd of a part [NRS], and over how long it is alike (a bell) [d].

    Examples
    --------
    >>> import numpy as np
    >>> recurring(np.array([0.1, 7.1, 3.0]), period_d=7, per_day=2, parts=[(1.0, 1.2)]).shape
    (3, 14)
    """
    steps = period_d * per_day
    place = np.floor(t_d * per_day).astype(int) % steps
    apart = np.abs(np.arange(steps)[:, None] - np.arange(steps)[None, :])
    apart_d = np.minimum(apart, steps - apart) / per_day
    alike = sum(sd_nrs**2 * np.exp(-0.5 * (apart_d / over_d) ** 2) for sd_nrs, over_d in parts)
    value, vector = np.linalg.eigh(alike)  # a bell on a circle may have eigenvalues a little below zero
    return np.asarray((vector * np.sqrt(np.maximum(value, 0.0)))[place])

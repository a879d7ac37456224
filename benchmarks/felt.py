"""How pain comes and goes in people we make up: after a load, by itself, and as it is said.

Written apart from the model's own simulator, so that a fault in one does not hide in the other.
"""

from __future__ import annotations

import numpy as np

from afterrun.response.arrays import Floats

MONTH_D = 30.0  # as trends are told


def after(lag_d: Floats, rise_d: float, fade_d: float) -> Floats:
    """Course after a load, 1 at its peak and 0 before it: ``exp(-t/fade) - exp(-t/rise)`` over its largest.

    Parameters
    ----------
    lag_d : ndarray
        Time since the load. [d]
    rise_d, fade_d : float
        How fast it comes and goes; ``rise_d`` below ``fade_d``. [d]

    Examples
    --------
    >>> import numpy as np
    >>> after(np.array([-1.0, 0.0, 0.5, 5.0]), 0.3, 0.9).round(2)
    array([0.  , 0.  , 1.  , 0.01])
    """
    peak_d = np.log(fade_d / rise_d) * rise_d * fade_d / (fade_d - rise_d)
    since = np.maximum(lag_d, 0.0)
    top = np.exp(-peak_d / fade_d) - np.exp(-peak_d / rise_d)
    return np.asarray((np.exp(-since / fade_d) - np.exp(-since / rise_d)) / top)


def after_all(t_d: Floats, load_d: Floats, peak_nrs: Floats, *, rise_d: float, fade_d: float) -> Floats:
    """Sum of what all loads do at some times. Shape of ``t_d``. [NRS]

    Parameters
    ----------
    t_d : ndarray, shape (n,)
        When it is felt. [d]
    load_d, peak_nrs : ndarray, shape (J,)
        When each load was [d] and its largest rise [NRS].
    rise_d, fade_d : float
        As in `after`. [d]
    """
    if not len(load_d):
        return np.zeros(len(t_d))
    return np.asarray(after(t_d[:, None] - load_d[None, :], rise_d, fade_d) @ peak_nrs)


def waves(t_d: Floats, sd_nrs: float, tau_d: float, rng: np.random.Generator) -> Floats:
    """Ups and downs that forget themselves (Ornstein-Uhlenbeck), at ascending times. [NRS]"""
    path, chance = np.zeros(len(t_d)), rng.standard_normal(len(t_d))
    for i, t in enumerate(t_d):
        keep = np.exp(-(t - t_d[i - 1]) / tau_d) if i else 0.0
        path[i] = keep * path[i - 1] + sd_nrs * np.sqrt(1 - keep**2) * chance[i]
    return path


def wander(t_d: Floats, sd_per_root_month_nrs: float, rng: np.random.Generator) -> Floats:
    """Ups and downs that do not (Brownian), from 0 at the first of some ascending times. [NRS]"""
    steps = np.sqrt(np.diff(t_d, prepend=t_d[:1]) / MONTH_D) * rng.standard_normal(len(t_d))
    return np.asarray(sd_per_root_month_nrs * np.cumsum(steps))


def said(felt_nrs: Floats) -> Floats:
    """Answers in whole points, 0 to 10. [NRS]"""
    return np.clip(np.round(felt_nrs), 0.0, 10.0) + 0.0

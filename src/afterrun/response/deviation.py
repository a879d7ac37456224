r"""A free deviation of the response's course from its family, for courses that no family knows.

With k the family's kernel, peak 1, a response may run along::

    k(t) + s e(t) f(t),   Cov(f(t), f(t')) = exp(-|w(t) - w(t')|),   w(t) = log(1 + .2 t / .3) / .2
    e(t) = clip((12 - t)/4, 0, 1) / (1 + (t/4)^2)

t in days: f forgets within .3 + .2 t days, so it may turn within hours of the run and only over days later, and nothing
is left of it after twelve days. f is told by its first Karhunen-Loeve functions (Loeve 1978, Probability theory II,
section 37), whose coefficients are standard normal before the data: as static coefficients they leave the model linear.
What these leave out, a seventh of the variance, is not fitted but drawn from its prior when a course is told: without
it the corners of a plateau were told too surely.

How long it lasts and how fast it forgets are judgement, checked on people of other courses (`docs/off-model.md`).
"""

from __future__ import annotations

from functools import cache

import numpy as np

from afterrun.response.arrays import Floats, Indices
from afterrun.response.parameters import Parameter

TERMS = 10  # that are fitted
REST = 24  # that are drawn: beyond them is next to nothing
DEVIATION = Parameter(
    "log_deviation", float(np.log(0.3)), 0.7, "log sd of the course's deviation over its peak [-]; median 0.3"
)
_FORGETS_D, _FORGETS_SLOWER = 0.3, 0.2
_ENDS_D, _FADES_OVER_D, _HALF_SIZE_D = 12.0, 4.0, 4.0
# Fine where a course may turn fast: hours on the first day, two hours until the third, six to the end. [d]
_GRID_D = np.concatenate([np.arange(0, 1, 1 / 24), np.arange(1, 3, 1 / 12), np.arange(3, _ENDS_D + 0.01, 1 / 4)])


@cache
def _functions() -> Floats:
    """Karhunen-Loeve functions on the grid, scaled by their sd; early hours count more than late ones."""
    w = np.log1p(_FORGETS_SLOWER * _GRID_D / _FORGETS_D) / _FORGETS_SLOWER
    size = np.clip((_ENDS_D - _GRID_D) / _FADES_OVER_D, 0, 1) / (1 + (_GRID_D / _HALF_SIZE_D) ** 2)
    covariance = np.exp(-np.abs(w[:, None] - w[None, :])) * size[:, None] * size[None, :]
    measure = np.gradient(_GRID_D) / (1 + _GRID_D)
    root = np.sqrt(measure / measure.sum())
    value, vector = np.linalg.eigh(root[:, None] * covariance * root[None, :])
    largest = np.argsort(value)[::-1][: TERMS + REST]
    # which way an eigenvector points is chance; fixed, so that another library gives the same draws
    vector = vector[:, largest] * np.sign(vector[np.abs(vector[:, largest]).argmax(axis=0), largest])
    return np.asarray(vector / root[:, None] * np.sqrt(np.maximum(value[largest], 0)))


def deviation_at(lag_d: Floats, count: int = TERMS + REST) -> Floats:
    """Functions of the deviation at lags; 0 at and before the run.

    Parameters
    ----------
    lag_d : ndarray, any shape
        Time since the end of the run. [d]
    count : int
        How many functions, the largest first.

    Returns
    -------
    ndarray, shape (*lag_d.shape, count)
        [-]

    Examples
    --------
    >>> import numpy as np
    >>> bool((deviation_at(np.array([-1.0, 0.0, 13.0])) == 0).all())
    True
    >>> variance = (deviation_at(np.array([0.5, 2.0])) ** 2).sum(axis=1)  # of e f: nearly all of e^2
    >>> variance.round(1)
    array([0.9, 0.6])
    """
    functions = _functions()[:, :count]
    inside = (lag_d > 0) & (lag_d < _ENDS_D)
    place = np.clip(np.searchsorted(_GRID_D, lag_d, "right") - 1, 0, len(_GRID_D) - 2)
    share = ((lag_d - _GRID_D[place]) / (_GRID_D[place + 1] - _GRID_D[place]))[..., None]
    found = (1 - share) * functions[place] + share * functions[place + 1]
    return np.asarray(np.where(inside[..., None], found, 0.0))


def runs_before(report_t_d: Floats, run_t_d: Floats) -> tuple[Indices, Floats]:
    """For each report the runs that a deviation may still be felt of.

    Returns
    -------
    index : ndarray, shape (n, w)
        Of the runs; w is the most that any report has (at least 1 if there are runs), others are filled up with the
        first run.
    lag_d : ndarray, shape (n, w)
        Time since they ended; 0 where filled up. [d]
    """
    if not len(run_t_d):
        nothing = np.zeros((len(report_t_d), 0))
        return nothing.astype(np.intp), nothing
    order = np.argsort(run_t_d, kind="stable")
    first = np.searchsorted(run_t_d[order], report_t_d - _ENDS_D, "right")
    count = np.searchsorted(run_t_d[order], report_t_d) - first
    place = first[:, None] + np.arange(max(count.max(initial=0), 1))[None, :]
    there = place < (first + count)[:, None]
    index = order[np.where(there, place, 0)]
    return index, np.where(there, report_t_d[:, None] - run_t_d[index], 0.0)


def summed(by_run: Floats, index: Indices, functions: Floats) -> Floats:
    """Sum functions of the lags over the runs before each report.

    Parameters
    ----------
    by_run : ndarray, shape (M, J)
        What each run is multiplied by.
    index : ndarray, shape (n, w)
        From `runs_before`.
    functions : ndarray, shape (n, w, c)
        `deviation_at` of its lags.

    Returns
    -------
    ndarray, shape (M, n, c)
    """
    return np.asarray((by_run[:, index].transpose(1, 0, 2) @ functions).transpose(1, 0, 2))

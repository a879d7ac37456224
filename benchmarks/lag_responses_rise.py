"""What is to be estimated: how much the runs of a diary, each taken at the reference dose, added to the reports of the
day itself and of the four days after, on the reported scale and beside all other runs.

It is what a distributed lag model on daily means estimates. On the bare scale of feeling, or for a run all by itself,
the floor of the scale would count against it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import log_dose_effect
from afterrun.response.posterior import Draws
from afterrun.response.reported import expected_report

Floats = NDArray[np.float64]
Shape = Callable[[Floats], Floats]

LAGS = 5
_MOST_RUNS = 20  # spread evenly over the diary
_STILL_FELT_D = 21.0
_HOURS = 7.0 + 15.0 * (np.arange(6) + 0.5) / 6  # reports come between 7 and 22 h


def rise_by_day(draws: Draws, data: ResponseData, *, shape: Shape | None = None) -> Floats:
    """Expected report with the run minus without it, at calendar lags 0 to 4. Shape (S, LAGS). [NRS]

    ``shape`` replaces the kernel of the draws: lag [d] -> fraction of the peak.
    """
    picked = np.unique(np.linspace(0, len(data.run_t_d) - 1, _MOST_RUNS).round().astype(int))
    return np.asarray(np.mean([_rise_of(draws, data, int(run), shape) for run in picked], axis=0))


def _rise_of(draws: Draws, data: ResponseData, run: int, shape: Shape | None) -> Floats:
    end_d = float(data.run_t_d[run])
    t_d = (np.floor(end_d) + np.arange(LAGS)[:, None] + _HOURS[None, :] / 24).ravel()
    mean = draws.level_at(data, t_d)
    variance = np.broadcast_to((draws.sigma_u**2 + draws.sigma_e**2)[:, None], mean.shape)
    for other in np.flatnonzero(np.abs(data.run_t_d - end_d) < _STILL_FELT_D):
        if other != run:
            felt = _felt(draws, data, t_d, int(other), float(data.dose[other]), shape)
            mean, variance = mean + felt, variance + (draws.omega[:, None] * felt) ** 2
    own = _felt(draws, data, t_d, run, 1.0, shape)
    without = expected_report(mean, np.sqrt(variance), data.levels)
    with_it = expected_report(mean + own, np.sqrt(variance + (draws.omega[:, None] * own) ** 2), data.levels)
    return np.asarray((with_it - without).reshape(draws.size, LAGS, len(_HOURS)).mean(axis=2))


def _felt(draws: Draws, data: ResponseData, t_d: Floats, run: int, dose: float, shape: Shape | None) -> Floats:
    end_d = float(data.run_t_d[run])
    effect = np.exp(log_dose_effect(np.array([dose]), draws.alpha, draws.threshold))[:, 0]
    peak = draws.gain_nrs * effect * draws.gain_at(data, np.array([end_d]))[:, 0]
    course = shape(t_d - end_d) if shape else draws.shape_at(t_d - end_d)
    return np.asarray(peak[:, None] * course)

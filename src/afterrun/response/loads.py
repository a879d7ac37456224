"""More than runs: other kinds of load as inputs of the same model, and what recent training does to the response."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.parameters import Parameter

# Half of what was trained four weeks ago still counts: between the 7 and 42 d of the fitness-fatigue model (Banister,
# Calvert, Savage & Bach 1975, Aust J Sports Med 7:57-61: one swimmer). A placeholder for tissue.
RECENT_TAU_D = 28.0

OTHER_LOAD = Parameter(
    "other_load", 1.0, 1.5, "log of the rise after the reference run over that after this load [-]; 95 % 0.02-7 of it"
)
CAPACITY = Parameter(
    "capacity", 0.0, 0.5, "fall of the log response for twice the recent load [-]; positive: training protects"
)


def with_load(data: ResponseData, *, t_d: Floats, dose: Floats, name: str) -> ResponseData:
    """Add another kind of load: it comes and goes as the pain after a run does, with a size of its own.

    Parameters
    ----------
    data : ResponseData
        The diary so far.
    t_d : ndarray, shape (m,)
        When it ended. [d]
    dose : ndarray, shape (m,)
        Over its own usual dose; positive. [-]
    name : str
        For its modifier: the share ``exp(-modifier)`` of the rise after the reference run.

    Returns
    -------
    ResponseData
        Its last modifier is the new load's.
    """
    runs, known = len(data.run_t_d), len(data.modifier_prior)
    modifier = np.zeros((runs + len(t_d), known + 1))
    modifier[:runs, :known] = data.modifier.reshape(runs, known)
    modifier[runs:, known] = 1.0
    return replace(
        data,
        run_t_d=np.concatenate([data.run_t_d, t_d]),
        dose=np.concatenate([data.dose, dose]),
        modifier=modifier,
        modifier_prior=(*data.modifier_prior, replace(OTHER_LOAD, name=name)),
    )


def recent_load(data: ResponseData, *, tau_d: float = RECENT_TAU_D) -> Floats:
    """Exponentially weighted dose before each run, as doublings of its median. Shape (J,). [-]

    ``C_j = log2(L_j / median L)``, ``L_j = sum_{t_i < t_j} d_i exp(-(t_j - t_i)/tau) + r tau exp(-(t_j - t_0)/tau)``.
    The last part stands for what was run before the diary began: as much a day as in the diary on average, r. Without
    it every diary would begin with a build-up that never was.
    """
    if not len(data.run_t_d):
        return np.zeros(0)
    start = min(data.span_d[0], float(data.run_t_d.min()))
    days = max(data.span_d[1] - start, 1.0)
    since = data.run_t_d[:, None] - data.run_t_d[None, :]
    past = np.where(since > 0, np.exp(-np.maximum(since, 0.0) / tau_d), 0.0) @ data.dose
    load = past + data.dose.sum() / days * tau_d * np.exp(-(data.run_t_d - start) / tau_d)
    return np.asarray(np.log2(load / np.median(load)))

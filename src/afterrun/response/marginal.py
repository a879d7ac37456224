"""Choose the engine: the C kernel where it was built, its NumPy twin elsewhere."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.statespace import Marginal, StateSpace


def _compiled() -> ModuleType | None:
    if os.environ.get("AFTERRUN_ENGINE", "").lower() == "numpy":
        return None
    try:
        from afterrun.response import _marginal
    except ImportError:
        return None
    return _marginal


_C = _compiled()
_THREADED_FROM = 64  # draws; below it starting threads costs more than it saves


def engine_name() -> str:
    """Name the engine in use: ``C`` or ``NumPy``."""
    return "NumPy" if _C is None else "C"


def marginal(model: StateSpace, *, threads: int | None = None) -> Marginal:
    """Evaluate the marginal likelihood of all draws.

    Parameters
    ----------
    model : StateSpace
        The draws.
    threads : int, optional
        Threads for the C kernel; default $AFTERRUN_THREADS, else the number of cores, at most 4. The answer does not
        depend on it.
    """
    if _C is None:
        from afterrun.response.marginal_numpy import marginal_numpy

        return marginal_numpy(model)
    threads = threads or _default_threads()
    if threads == 1 or model.draws < _THREADED_FROM:
        return marginal_c(model)
    step = -(-model.draws // threads)
    parts = [model.part(i, i + step) for i in range(0, model.draws, step)]
    with ThreadPoolExecutor(threads) as pool:
        return Marginal.joined(list(pool.map(marginal_c, parts)))


def marginal_c(model: StateSpace, *, lanes: int = 0) -> Marginal:
    """Evaluate in the C kernel, on the calling thread; it must have been built.

    ``lanes`` is the most draws to evaluate side by side: 2, 4 or 8, as far as the processor goes; 0 for its widest.
    """
    if _C is None:  # pragma: no cover - callers ask engine_name() first
        raise RuntimeError("the C kernel is not built")
    result = Marginal.empty(model)
    scalars = np.stack([model.sigma_u, model.tau_u_d, model.sigma_e], axis=1)
    rows = (model.tau_d, model.weight, model.event_t_d, model.event_kind, model.event_index, model.lower, model.upper)
    runs = (model.amplitude, model.luck, model.walk, model.loading)
    statics = (model.design, model.own, model.own_at, model.static_mean, model.static_sd, model.walk_sd)
    _C.marginal_batch(
        model.draws,
        model.q,
        model.l,
        len(model.own_at),
        model.walks,
        model.events,
        model.amplitude.shape[1],
        model.reports,
        *(len(each) > 1 for each in (model.walk, model.loading, model.walk_sd)),
        model.max_iter,
        model.tol_nrs,
        model.hopeless,
        lanes,
        (
            *map(np.ascontiguousarray, (scalars, *rows, *runs, *statics, model.cavity0)),
            result.loglik,
            result.iterations,
            result.mean,
            result.cov,
            result.cavity,
        ),
    )
    return result


def normal_cdf(z: Floats) -> Floats:
    """Standard normal distribution function, elementwise."""
    if _C is None:
        from scipy.special import ndtr

        return np.asarray(ndtr(z))
    z = np.asarray(z, dtype=np.float64, order="C")
    out = np.empty_like(z)
    _C.normal_cdf(z, out)
    return out


def _default_threads() -> int:
    return int(os.environ.get("AFTERRUN_THREADS") or min(4, os.cpu_count() or 1))

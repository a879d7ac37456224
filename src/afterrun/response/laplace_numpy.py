"""The likelihood in NumPy: the readable definition, and what runs where the C kernel could not be built.

State of each draw, dimension d = 1 + q + l::

    [ background u (Ornstein-Uhlenbeck) | q exponentials that every run kicks | l static coefficients ]

Reports observe ``eta = H state``; an answer is an interval of ``eta + N(0, sigma_e^2)``. Newton's method finds the mode
of eta: each step replaces every answer by a Gaussian pseudo-observation and solves that exactly with a Kalman filter
and an adjoint smoother, O(reports + runs). At the mode this is Laplace's approximation of the marginal likelihood
(Durbin & Koopman 1997, doi 10.1093/biomet/84.3.669).
"""

from __future__ import annotations

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.interval import interval_likelihood
from afterrun.response.statespace import LaplaceResult, StateSpace

_MEMORY_DOUBLES = 20_000_000  # largest array of decays held at once; more draws are done in turns


def laplace_numpy(model: StateSpace) -> LaplaceResult:
    """Evaluate all draws; same contract as the C kernel. See `StateSpace` for shapes."""
    per_draw = max(1, model.events * (1 + model.q))
    step = max(1, _MEMORY_DOUBLES // per_draw)
    parts = [_evaluate(model.part(i, i + step)) for i in range(0, model.draws, step)]
    return LaplaceResult.joined(parts)


def _evaluate(model: StateSpace) -> LaplaceResult:
    result = LaplaceResult.empty(model)
    result.mode[:] = model.mode0
    active = np.arange(model.draws)
    for iteration in range(1, model.max_iter + 1):
        step = _newton_step(model.select(active), result.mode[active])
        result.loglik[active], result.mean[active], result.cov[active] = step.loglik, step.mean, step.cov
        moved = np.abs(step.eta - result.mode[active]).max(axis=1, initial=0.0)
        result.mode[active] = step.eta
        result.iterations[active] = iteration
        active = active[~(moved < model.tol)]
        if not active.size:
            break
    result.loglik[~np.isfinite(result.loglik)] = -1e300
    return result


class _Step:
    """One Newton step for a set of draws: what the filter and the smoother return."""

    __slots__ = ("cov", "eta", "loglik", "mean")

    def __init__(self, *, eta: Floats, loglik: Floats, mean: Floats, cov: Floats) -> None:
        self.eta, self.loglik, self.mean, self.cov = eta, loglik, mean, cov


def _newton_step(model: StateSpace, eta: Floats) -> _Step:
    log_p, slope, curvature = interval_likelihood(model.lower, model.upper, eta, model.sigma_e[:, None])
    noise = 1.0 / curvature
    target = eta + slope * noise
    decay = _decays(model)
    saved = _Saved(model)
    mean, cov, loglik = _filter(model, decay, target, noise, saved)
    loglik = loglik + (log_p + 0.5 * slope**2 * noise + 0.5 * np.log(noise)).sum(axis=1)
    return _Step(eta=_smooth(model, decay, saved), loglik=loglik, mean=mean, cov=cov)


def _decays(model: StateSpace) -> Floats:
    """Return what is left of each state at each event; 1 for the static ones. Shape (draws, events, d)."""
    elapsed = np.diff(model.event_t_d, prepend=model.event_t_d[:1])
    rates = np.concatenate([1 / model.tau_u_d[:, None], 1 / model.tau_d, np.zeros((model.draws, model.l))], axis=1)
    return np.asarray(np.exp(-elapsed[None, :, None] * rates[:, None, :]))


class _Saved:
    """What the filter leaves for the smoother, by report."""

    def __init__(self, model: StateSpace) -> None:
        shape = (model.draws, model.reports)
        self.gain = np.empty((*shape, model.d))
        self.scaled, self.variance, self.predicted = np.empty(shape), np.empty(shape), np.empty(shape)


def _filter(
    model: StateSpace, decay: Floats, target: Floats, noise: Floats, saved: _Saved
) -> tuple[Floats, Floats, Floats]:
    mean, cov = _start(model)
    loglik = np.zeros(model.draws)
    kick = np.zeros(model.d)
    kick[1 : 1 + model.q] = 1.0
    for e, (kind, index) in enumerate(zip(model.event_kind, model.event_index, strict=True)):
        f = decay[:, e]
        mean = mean * f
        cov = cov * (f[:, :, None] * f[:, None, :])
        cov[:, 0, 0] += model.sigma_u**2 * (1 - f[:, 0] ** 2)
        if kind == StateSpace.RUN:
            amplitude = model.amplitude[:, index]
            mean = mean + amplitude[:, None] * kick
            cov = cov + ((model.omega * amplitude) ** 2)[:, None, None] * np.outer(kick, kick)
            continue
        h_row = model.observation(index)
        ph = np.einsum("mij,mj->mi", cov, h_row)
        predicted = (h_row * mean).sum(axis=1)
        variance = noise[:, index] + (h_row * ph).sum(axis=1)
        innovation = target[:, index] - predicted
        gain = ph / variance[:, None]
        loglik += -0.5 * innovation**2 / variance - 0.5 * np.log(variance)
        mean = mean + gain * innovation[:, None]
        cov = cov - gain[:, :, None] * ph[:, None, :]
        saved.gain[:, index], saved.scaled[:, index] = gain, innovation / variance
        saved.variance[:, index], saved.predicted[:, index] = variance, predicted
    return mean, cov, loglik


def _start(model: StateSpace) -> tuple[Floats, Floats]:
    mean = np.zeros((model.draws, model.d))
    mean[:, 1 + model.q :] = model.static_mean
    cov = np.zeros((model.draws, model.d, model.d))
    cov[:, 0, 0] = model.sigma_u**2
    for k in range(model.l):
        cov[:, 1 + model.q + k, 1 + model.q + k] = model.static_sd[k] ** 2
    return mean, cov


def _smooth(model: StateSpace, decay: Floats, saved: _Saved) -> Floats:
    """Return the smoothed eta of each report by the adjoint (Bryson-Frazier) sweep. Shape (draws, reports)."""
    eta = np.empty((model.draws, model.reports))
    adjoint = np.zeros((model.draws, model.d))
    for e in range(model.events - 1, -1, -1):
        if model.event_kind[e] == StateSpace.REPORT:
            index = model.event_index[e]
            gain = saved.gain[:, index]
            weight = saved.scaled[:, index] - (gain * adjoint).sum(axis=1)
            adjoint = adjoint + model.observation(index) * weight[:, None]
            eta[:, index] = saved.predicted[:, index] + saved.variance[:, index] * (gain * adjoint).sum(axis=1)
        adjoint = adjoint * decay[:, e]
    return eta

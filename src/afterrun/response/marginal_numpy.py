"""The likelihood in NumPy: the readable definition, and what runs where the C kernel could not be built.

State of each draw, dimension d = 1 + q + l::

    [ background u (Ornstein-Uhlenbeck) | q exponentials that every run kicks | l static coefficients ]

The last w static coefficients c scale the kicks: run j raises the exponentials by ``amplitude_j (1 + walk_j @ c)``,
which is linear in the state, so it is a row of the transition at that run, and by its luck, which has sd ``luck_j``
whatever c is. Reports observe ``eta = H state``; an answer is an interval of ``eta + N(0, sigma_e^2)``. Expectation
propagation (Minka 2001; Rasmussen & Williams 2006, section 3.6): each answer is stood in for by a Gaussian
pseudo-observation, its site, such that mean and variance of eta come out right under the answer itself and what all
other reports say, its cavity N(m, v). Because an interval of ``N(m, v + sigma_e^2)`` has its derivatives in closed
form, so has the site::

    noise = 1/curvature - v        target = m + slope/curvature

A sweep solves all sites together, with a Kalman filter and an adjoint smoother, O(reports + runs). With v = 0 it is a
step of Newton's method. Where full steps do not settle, because reports that stand close together all hold the same
extreme answer, or because answers contradict the draw, they would swing for ever: from then on that draw takes shorter
steps with momentum (Polyak 1964), which settles what swings and hurries what creeps.

Laplace's approximation, which is the same with v = 0 throughout, costs two thirds of this and is off by up to 1.3 in
log likelihood where this is off by 0.05; see ``docs/decisions/007-expectation-propagation.md``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.interval import interval_likelihood
from afterrun.response.statespace import Marginal, StateSpace

_MIN_NOISE, _MIN_LEFT = 1e-6, 1e-6  # rounding must make no site variance and no cavity precision vanish
_MOST_LOGLIK = 1.0  # a probability of answers is at most 1, but for small errors; more is a sweep that burst
_GIVE_UP_SWEEPS = 3  # by then the likelihood tells a hopeless draw
_SETTLING, _CAREFUL_PACE, _MOMENTUM = 0.7, 0.7, 0.2  # share of the last move, step and what is added of the one before
_MEMORY_DOUBLES = 20_000_000  # largest array of decays held at once; more draws are done in turns


def marginal_numpy(model: StateSpace) -> Marginal:
    """Evaluate all draws; same contract as the C kernel. See `StateSpace` for shapes."""
    per_draw = max(1, model.events * (1 + model.q))
    step = max(1, _MEMORY_DOUBLES // per_draw)
    parts = [_evaluate(model.part(i, i + step)) for i in range(0, model.draws, step)]
    return Marginal.joined(parts)


def _evaluate(model: StateSpace) -> Marginal:
    result = Marginal.empty(model)
    cavity = _Cavity(*np.repeat(model.cavity0[:, None], model.draws, axis=1))
    before = _Cavity(cavity.mean.copy(), cavity.variance.copy())
    moved_before, careful = np.full(model.draws, np.inf), np.zeros(model.draws, dtype=bool)
    active = np.arange(model.draws)
    for iteration in range(1, model.max_iter + 1):
        was = _Cavity(cavity.mean[active], cavity.variance[active])
        step = _sweep(model.select(active), was)
        result.loglik[active] = step.loglik
        if model.keep_state:
            result.mean[active], result.cov[active] = step.mean, step.cov
        careful[active] |= step.moved > _SETTLING * moved_before[active]
        pace = np.where(careful[active], _CAREFUL_PACE, 1.0)[:, None]
        momentum = np.where(careful[active], _MOMENTUM, 0.0)[:, None]
        on_mean = pace * (step.cavity.mean - was.mean) + momentum * (was.mean - before.mean[active])
        on_variance = pace * (step.cavity.variance - was.variance) + momentum * (was.variance - before.variance[active])
        cavity.mean[active] = was.mean + on_mean
        cavity.variance[active] = np.maximum(was.variance + on_variance, 0.0)
        before.mean[active], before.variance[active], moved_before[active] = was.mean, was.variance, step.moved
        result.iterations[active] = iteration
        given_up = (iteration >= _GIVE_UP_SWEEPS) & ~((step.loglik >= model.hopeless) & (step.loglik <= _MOST_LOGLIK))
        active = active[~((step.moved < model.tol_nrs) | given_up)]
        if not active.size:
            break
    if model.keep_cavity:
        result.cavity[:] = np.stack([cavity.mean, cavity.variance], axis=1)
    result.loglik[~(np.isfinite(result.loglik) & (result.loglik <= _MOST_LOGLIK))] = -1e300
    return result


@dataclass(slots=True)
class _Cavity:
    """What all other reports say of eta at each report. Shape (draws, reports)."""

    mean: Floats
    variance: Floats


@dataclass(slots=True, kw_only=True)
class _Step:
    """What one sweep returns."""

    moved: Floats
    cavity: _Cavity
    loglik: Floats
    mean: Floats
    cov: Floats


def _sweep(model: StateSpace, cavity: _Cavity) -> _Step:
    spread = np.sqrt(model.sigma_e[:, None] ** 2 + cavity.variance)
    log_p, slope, curvature = interval_likelihood(model.lower, model.upper, cavity.mean, spread)
    width = 1.0 / curvature
    target, noise = cavity.mean + slope * width, np.maximum(width - cavity.variance, _MIN_NOISE)
    decay = _decays(model)
    saved = _Saved(model)
    mean, cov, loglik = _filter(model, decay, target, noise, saved)
    loglik = loglik + (log_p + 0.5 * slope**2 * width + 0.5 * np.log(width)).sum(axis=1)
    eta, share = _smooth(model, decay, saved, noise)
    left = np.maximum(1 - share, _MIN_LEFT)
    around = _Cavity((eta - (1 - left) * target) / left, noise * (1 - left) / left)
    tilted = cavity.mean + cavity.variance * slope  # what the answer itself says of the mean
    moved = np.abs(eta - tilted).max(axis=1, initial=0.0)
    return _Step(moved=moved, cavity=around, loglik=loglik, mean=mean, cov=cov)


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
            amplitude, scale = model.amplitude[:, index], _scale(model, int(index))
            more = amplitude + (scale * mean).sum(axis=1)
            along = np.einsum("mij,mj->mi", cov, scale)
            both = (scale * along).sum(axis=1) + model.luck[:, index] ** 2
            cross = along[:, :, None] * kick
            mean = mean + more[:, None] * kick
            cov = cov + cross + cross.swapaxes(1, 2) + both[:, None, None] * np.outer(kick, kick)
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


def _scale(model: StateSpace, run: int) -> Floats:
    """What each state adds to the kick of a run: only the coefficients that scale the runs do. Shape (draws, d)."""
    scale = np.zeros((model.draws, model.d))
    scale[:, model.d - model.walks :] = model.amplitude[:, run, None] * model.walk[:, run]
    return scale


def _start(model: StateSpace) -> tuple[Floats, Floats]:
    mean = np.zeros((model.draws, model.d))
    mean[:, 1 + model.q :] = model.static_mean
    cov = np.zeros((model.draws, model.d, model.d))
    cov[:, 0, 0] = model.sigma_u**2
    own = np.arange(1 + model.q, model.d)
    cov[:, own, own] = model.sds**2
    return mean, cov


def _smooth(model: StateSpace, decay: Floats, saved: _Saved, noise: Floats) -> tuple[Floats, Floats]:
    """Smooth by the adjoint (Bryson-Frazier) sweep.

    Returns
    -------
    eta : ndarray, shape (draws, reports)
        Smoothed mean of each report's own eta.
    share : ndarray, shape (draws, reports)
        Its smoothed variance over the variance of its site.
    """
    eta, share = np.empty((model.draws, model.reports)), np.zeros((model.draws, model.reports))
    adjoint, curved = np.zeros((model.draws, model.d)), np.zeros((model.draws, model.d, model.d))
    for e in range(model.events - 1, -1, -1):
        if model.event_kind[e] == StateSpace.REPORT:
            index = model.event_index[e]
            gain, h_row = saved.gain[:, index], model.observation(index)
            weight = saved.scaled[:, index] - (gain * adjoint).sum(axis=1)
            adjoint = adjoint + h_row * weight[:, None]
            eta[:, index] = saved.predicted[:, index] + saved.variance[:, index] * (gain * adjoint).sum(axis=1)
            along = np.einsum("mij,mj->mi", curved, gain)
            kappa = (gain * along).sum(axis=1)
            share[:, index] = (gain * h_row).sum(axis=1) - noise[:, index] * kappa
            cross = along[:, :, None] * h_row[:, None, :]
            curved = curved - cross - cross.swapaxes(1, 2)
            curved += h_row[:, :, None] * h_row[:, None, :] * (kappa + 1 / saved.variance[:, index])[:, None, None]
        elif model.walks:  # the transpose of what the run did
            scale = _scale(model, int(model.event_index[e]))
            exponentials = slice(1, 1 + model.q)
            sums = curved[:, :, exponentials].sum(axis=2)
            cross = sums[:, :, None] * scale[:, None, :]
            both = sums[:, exponentials].sum(axis=1)[:, None, None] * scale[:, :, None] * scale[:, None, :]
            adjoint = adjoint + scale * adjoint[:, exponentials].sum(axis=1)[:, None]
            curved = curved + cross + cross.swapaxes(1, 2) + both
        f = decay[:, e]
        adjoint = adjoint * f
        curved = curved * (f[:, :, None] * f[:, None, :])
    return eta, share

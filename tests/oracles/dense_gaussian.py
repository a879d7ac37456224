"""Expectation propagation by brute force, one dense covariance matrix over all reports, no filter; and the truth.

Rasmussen & Williams 2006, Gaussian Processes for Machine Learning, section 3.6.
"""

from __future__ import annotations

import numpy as np
from scipy.special import log_ndtr

from afterrun.response.arrays import Floats
from afterrun.response.interval import interval_likelihood
from afterrun.response.kernel import kernel_at
from afterrun.response.statespace import StateSpace


def prior_moments(model: StateSpace, i: int) -> tuple[Floats, Floats]:
    """Mean and covariance of eta at the reports for one draw, straight from the model's equations."""
    order = np.argsort(model.event_index[model.event_kind == StateSpace.REPORT])
    t = model.event_t_d[model.event_kind == StateSpace.REPORT][order]
    is_run = model.event_kind == StateSpace.RUN
    run_t = np.empty(model.amplitude.shape[1])
    run_t[model.event_index[is_run]] = model.event_t_d[is_run]
    lag = t[:, None] - run_t[None, :]
    course = kernel_at(lag.ravel(), model.tau_d[i : i + 1], model.weight[i : i + 1]).reshape(lag.shape)
    course = course * _of_draw(model.loading, i)[:, None]
    amplitude = model.amplitude[i]
    design = model.design_of(i)
    design[:, model.l - model.walks :] += (course * amplitude) @ _of_draw(model.walk, i)
    mean = course @ amplitude + design @ model.static_mean
    background = model.sigma_u[i] ** 2 * np.exp(-np.abs(t[:, None] - t[None, :]) / model.tau_u_d[i])
    shocks = (course * model.luck[i] ** 2) @ course.T
    static = (design * model.sds[i] ** 2) @ design.T
    return mean, background + shocks + static


def _of_draw(values: Floats, i: int) -> Floats:
    return np.asarray(values[i] if len(values) > 1 else values[0])


def propagate_dense(model: StateSpace, i: int, *, sweeps: int = 100, pace: float = 0.5) -> tuple[float, Floats, Floats]:
    """Log marginal likelihood, mean and covariance of eta for one draw, by expectation propagation."""
    mean, cov = prior_moments(model, i)
    n, sigma_e = len(mean), model.sigma_e[i]
    precision, shift = np.zeros(n), np.zeros(n)  # natural parameters of the sites
    for _ in range(sweeps):
        after_mean, after = _posterior(mean, cov, precision, shift)
        v = 1 / (1 / np.diag(after) - precision)
        m = v * (after_mean / np.diag(after) - shift)
        log_z, slope, curvature = interval_likelihood(model.lower, model.upper, m, np.sqrt(v + sigma_e**2))
        fresh = 1 / (1 / curvature - v)
        precision += pace * (fresh - precision)
        shift += pace * (fresh * (m + slope / curvature) - shift)
    after_mean, after = _posterior(mean, cov, precision, shift)
    noise = 1 / precision
    gap = shift * noise - mean
    total = cov + np.diag(noise)
    together = float(-0.5 * gap @ np.linalg.solve(total, gap) - 0.5 * np.linalg.slogdet(total)[1])
    apart = -0.5 * (shift * noise - m) ** 2 / (v + noise) - 0.5 * np.log(v + noise)
    return float(log_z.sum() + together - apart.sum()), after_mean, after


def _posterior(mean: Floats, cov: Floats, precision: Floats, shift: Floats) -> tuple[Floats, Floats]:
    system = np.eye(len(mean)) + cov * precision[None, :]
    after = np.asarray(np.linalg.solve(system, cov), dtype=np.float64)
    return mean + after @ (shift - precision * mean), after


def sampled_marginal(model: StateSpace, i: int, *, draws: int, seed: int) -> tuple[float, Floats]:
    """Log marginal likelihood and mean of eta by importance sampling of the whole path: no approximation but chance."""
    prior_mean, prior_cov = prior_moments(model, i)
    prior_cov = prior_cov + 1e-9 * np.eye(len(prior_mean))
    _, mean, cov = propagate_dense(model, i)
    rng = np.random.default_rng(seed)
    factor, prior_factor = np.linalg.cholesky(cov + 1e-9 * np.eye(len(mean))), np.linalg.cholesky(prior_cov)
    z = rng.standard_normal((draws, len(mean)))
    eta = mean + z @ factor.T
    log_p, _, _ = interval_likelihood(model.lower, model.upper, eta, np.full(len(mean), model.sigma_e[i]))
    away = np.linalg.solve(prior_factor, (eta - prior_mean).T)
    log_weight = log_p.sum(axis=1) - 0.5 * (away**2).sum(axis=0) + 0.5 * (z**2).sum(axis=1)
    log_weight += np.log(np.diag(factor)).sum() - np.log(np.diag(prior_factor)).sum()
    top = log_weight.max()
    weight = np.exp(log_weight - top)
    return float(top + np.log(weight.mean())), weight @ eta / weight.sum()


def log_interval(lower: float, upper: float, eta: float, sigma: float) -> float:
    """Log probability of an interval from log_ndtr alone."""
    a, b = (lower - eta) / sigma, (upper - eta) / sigma
    if a > 0:
        a, b = -b, -a
    high, low = log_ndtr(b), log_ndtr(a)
    return float(high + np.log1p(-np.exp(low - high)))

"""The same Laplace approximation by brute force: one dense covariance matrix over all reports, no filter.

Rasmussen & Williams 2006, Gaussian Processes for Machine Learning, section 3.4.
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
    amplitude = model.amplitude[i]
    design = model.design[i] if len(model.design) > 1 else model.design[0]
    mean = course @ amplitude + design @ model.static_mean
    background = model.sigma_u[i] ** 2 * np.exp(-np.abs(t[:, None] - t[None, :]) / model.tau_u_d[i])
    shocks = (course * (model.omega[i] * amplitude) ** 2) @ course.T
    static = (design * model.static_sd**2) @ design.T
    return mean, background + shocks + static


def laplace_dense(model: StateSpace, i: int) -> tuple[float, Floats]:
    """Log marginal likelihood and mode of eta for one draw."""
    mean, cov = prior_moments(model, i)
    n = len(mean)
    eta = model.mode0.copy()
    for _ in range(100):
        _, slope, curvature = interval_likelihood(model.lower, model.upper, eta, np.full(n, model.sigma_e[i]))
        system = np.eye(n) + cov * curvature[None, :]
        fresh = mean + np.linalg.solve(system, cov @ (curvature * (eta - mean) + slope))
        moved, eta = np.abs(fresh - eta).max(), fresh
        if moved < 1e-10:
            break
    log_p, _, curvature = interval_likelihood(model.lower, model.upper, eta, np.full(n, model.sigma_e[i]))
    away = eta - mean
    _, log_det = np.linalg.slogdet(np.eye(n) + cov * curvature[None, :])
    return float(log_p.sum() - 0.5 * away @ np.linalg.solve(cov, away) - 0.5 * log_det), eta


def log_interval(lower: float, upper: float, eta: float, sigma: float) -> float:
    """Log probability of an interval from log_ndtr alone."""
    a, b = (lower - eta) / sigma, (upper - eta) / sigma
    if a > 0:
        a, b = -b, -a
    high, low = log_ndtr(b), log_ndtr(a)
    return float(high + np.log1p(-np.exp(low - high)))

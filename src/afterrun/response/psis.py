"""Pareto-smoothed importance sampling: steadier weights, and a number that tells whether to trust them.

Vehtari, Simpson, Gelman, Yao & Gabry 2024, JMLR 25(72), arXiv 1507.02646; the generalised Pareto fit is that of Zhang &
Stephens 2009 (doi 10.1198/tech.2009.08017) with the weak prior on the shape that the former recommend.
"""

from __future__ import annotations

import numpy as np

from afterrun.response.arrays import Floats

K_HAT_LIMIT = 0.7  # above it the weights have no usable variance (Vehtari et al., section 3.2)


def smooth_weights(log_weight: Floats) -> tuple[Floats, float]:
    """Smooth the largest log weights.

    Returns
    -------
    log_weight : ndarray, shape (s,)
        Smoothed, greatest 0.
    k_hat : float
        Shape of the tail: below 0.5 good, 0.5-0.7 usable, above 0.7 not to be trusted.
    """
    log_weight = log_weight - log_weight.max()
    size = len(log_weight)
    tail_size = int(min(0.2 * size, 3 * np.sqrt(size)))
    order = np.argsort(log_weight)
    tail = order[-tail_size:]
    threshold = np.exp(log_weight[order[-tail_size - 1]])
    excess = np.exp(log_weight[tail]) - threshold
    if excess.max() < 1e-12:  # all equal: nothing to smooth
        return log_weight, -np.inf
    k_hat, scale = fit_pareto(np.maximum(excess, 1e-300))
    p = (np.arange(1, tail_size + 1) - 0.5) / tail_size
    quantile = scale * np.expm1(-k_hat * np.log1p(-p)) / k_hat if abs(k_hat) > 1e-8 else -scale * np.log1p(-p)
    smoothed = log_weight.copy()
    smoothed[tail] = np.minimum(np.log(quantile + threshold), 0.0)
    return smoothed, k_hat


def fit_pareto(excess: Floats) -> tuple[float, float]:
    """Fit a generalised Pareto distribution to ascending excesses; returns shape and scale."""
    n = len(excess)
    grid = 30 + int(np.sqrt(n))
    theta = 1 - np.sqrt(grid / (np.arange(1, grid + 1) - 0.5))
    theta = theta / (3 * excess[int(n / 4 + 0.5) - 1]) + 1 / excess[-1]
    shape = np.log1p(-theta[:, None] * excess).mean(axis=1)
    profile = n * (np.log(-theta / shape) - shape - 1)
    weight = 1 / np.exp(np.clip(profile - profile[:, None], -700, 700)).sum(axis=1)
    best = float((theta * weight).sum() / weight.sum())
    k = float(np.log1p(-best * excess).mean())
    return (n * k + 10 * 0.5) / (n + 10), -k / best

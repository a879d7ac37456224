"""The most probable parameters and the curvature there: where importance sampling starts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.likelihood import Likelihood

# Prior draws to start from, and fewer where a start is known: judgement.
_STARTS, _FEW_STARTS = 31, 6
_CLIMBS = 5  # of the best starts: the best of all may lead to a lesser height (decision note 112)
# Of differences, in prior sd: the sweeps end at 1e-2, and smaller steps would read their noise: judgement.
_GRADIENT_STEP, _HESSIAN_STEP = 2e-2, 0.15
_LINE_STEPS = np.array([1.5, 1.0, 0.6, 0.35, 0.15, 0.05, 0.01, 0.001])  # of a Newton step, all tried at once: judgement
_FEW_STEPS, _ROUGH_GAIN = 12, 0.2  # where sampling adapts anyway: judgement
_LONGEST_STEP = 2.0  # prior sd
# Log posterior that differences are taken of, at least: a draw without weight is -1e300, and they would overflow.
_LOWEST = -1e6
_SMALLEST_CURVATURE = 0.7  # never wider than about 1.2 prior sd


@dataclass(frozen=True, slots=True)
class Mode:
    """Where the posterior is highest.

    Parameters
    ----------
    z : ndarray, shape (d,)
        In standard-normal coordinates.
    covariance : ndarray, shape (d, d)
        Inverse of the curvature there.
    log_evidence : float
        Log of the prior predictive density by Laplace's approximation over the parameters.
    """

    z: Floats
    covariance: Floats
    log_evidence: float


def find_mode(likelihood: Likelihood, rng: np.random.Generator, *, near: Floats | None = None) -> Mode:
    """Find the mode and the curvature there.

    Parameters
    ----------
    likelihood : Likelihood
        The model on its data.
    rng : Generator
        For random starts.
    near : ndarray, shape (d,), optional
        A promising start, such as the mode of a similar model.
    """
    z = _climb(likelihood, rng, near)
    covariance, height = _curvature(likelihood, z)
    return Mode(z, covariance, height + 0.5 * float(np.linalg.slogdet(covariance)[1]))


def climb_on(likelihood: Likelihood, start: Floats, covariance: Floats) -> Mode:
    """Climb from a start, taking over the curvature of a similar model: a quarter of the work of `find_mode`.

    Parameters
    ----------
    likelihood : Likelihood
        The model on its data.
    start : ndarray, shape (d,)
        Where to begin.
    covariance : ndarray, shape (d, d)
        Inverse of the curvature of the similar model.
    """
    likelihood.start_from(start)
    z = _ascend(likelihood, start, covariance, max_iter=_FEW_STEPS, gain_tol=_ROUGH_GAIN)
    height = float(likelihood.log_posterior(z[None])[0])
    return Mode(z, covariance, height + 0.5 * float(np.linalg.slogdet(covariance)[1]))


def carried_over(mode: Mode, *, of: Likelihood, to: Likelihood) -> tuple[Floats, Floats]:
    """Start a model where another one ended, with its curvature, as far as they share parameters.

    Returns
    -------
    z, covariance : ndarray, shape (d,) and (d, d)
        Of the other model; what it does not know starts at its prior.
    """
    known = [p.name for p in of.model.parameters]
    names = [p.name for p in to.model.parameters]
    z, covariance = np.zeros(len(names)), np.eye(len(names))
    shared = [(i, known.index(name)) for i, name in enumerate(names) if name in known]
    here, there = (np.array(each) for each in zip(*shared, strict=True))
    z[here] = mode.z[there]
    covariance[np.ix_(here, here)] = mode.covariance[np.ix_(there, there)]
    return z, covariance


def _climb(likelihood: Likelihood, rng: np.random.Generator, near: Floats | None) -> Floats:
    """Climb roughly from the best of some starts, and on from where that led highest. Returns z, shape (d,)."""
    d = likelihood.dimension
    first = np.zeros((1, d)) if near is None else np.vstack([near, np.zeros(d)])
    starts = np.vstack([first, 0.8 * rng.standard_normal(((_STARTS if near is None else _FEW_STARTS), d))])
    likelihood.start_from(starts[0])
    best = starts[np.argsort(-likelihood.log_posterior(starts))]
    z = best[0]
    if near is None:
        z, _ = max((_roughly(likelihood, start) for start in best[:_CLIMBS]), key=lambda end: end[1])
    likelihood.start_from(z)
    return _ascend(likelihood, z, None)


def _roughly(likelihood: Likelihood, start: Floats) -> tuple[Floats, float]:
    """Climb a part of the way. Returns z, shape (d,), and the height there."""
    likelihood.start_from(start)
    z = _ascend(likelihood, start, None, max_iter=_FEW_STEPS, gain_tol=_ROUGH_GAIN)
    return z, float(likelihood.log_posterior(z[None])[0])


def _ascend(
    likelihood: Likelihood, z: Floats, inverse: Floats | None, *, max_iter: int = 40, gain_tol: float = 0.05
) -> Floats:
    """Climb by BFGS with batched central differences, from a guess of the inverse curvature if there is one."""
    value, gradient, curvature = _differences(likelihood, z)
    inverse = np.diag(1 / np.maximum(curvature, 0.5)) if inverse is None else inverse
    for iteration in range(max_iter):
        direction = inverse @ gradient
        direction *= min(1.0, _LONGEST_STEP / max(np.abs(direction).max(), 1e-12))
        if abs(gradient @ direction) < gain_tol:
            break
        trial = z + _LINE_STEPS[:, None] * direction
        best = int(np.argmax(heights := likelihood.log_posterior(trial)))
        if heights[best] <= value + 1e-9:
            break
        step, old = trial[best] - z, gradient
        z = trial[best]
        value, gradient, _ = _differences(likelihood, z)
        inverse = _bfgs_update(inverse, step, old - gradient)
        if iteration % 5 == 4:
            likelihood.start_from(z)
    likelihood.start_from(z)
    return np.asarray(z)


def _differences(likelihood: Likelihood, z: Floats) -> tuple[float, Floats, Floats]:
    """Return the value, the gradient and minus the second derivatives at z, in one batch."""
    d, h = len(z), _GRADIENT_STEP
    shift = h * np.eye(d)
    value = _heights(likelihood, np.vstack([z, z + shift, z - shift]))
    up, down = value[1 : d + 1], value[d + 1 :]
    return float(value[0]), (up - down) / (2 * h), -(up + down - 2 * value[0]) / h**2


def _heights(likelihood: Likelihood, z: Floats) -> Floats:
    """Log posterior of points to take differences of; of one that has no weight, as little as can be reckoned with."""
    return np.maximum(likelihood.log_posterior(z), _LOWEST)


def _bfgs_update(inverse: Floats, step: Floats, change: Floats) -> Floats:
    if (product := step @ change) <= 1e-10:
        return inverse
    left = np.eye(len(step)) - np.outer(step, change) / product
    return np.asarray(left @ inverse @ left.T + np.outer(step, step) / product)


def _curvature(likelihood: Likelihood, z: Floats) -> tuple[Floats, float]:
    """Invert the finite-difference Hessian of the log posterior, eigenvalues kept positive; and return its height."""
    d, h = len(z), _HESSIAN_STEP
    shift = h * np.eye(d)
    rows, cols = np.tril_indices(d, -1)
    both = shift[rows] + shift[cols]
    value = _heights(likelihood, np.vstack([z, z + shift, z - shift, z + both, z - both]))
    centre, up, down = value[0], value[1 : d + 1], value[d + 1 : 2 * d + 1]
    plus, minus = value[2 * d + 1 : 2 * d + 1 + len(rows)], value[2 * d + 1 + len(rows) :]
    hessian = np.diag(-(up + down - 2 * centre) / h**2)
    mixed = -(plus + minus - up[rows] - down[rows] - up[cols] - down[cols] + 2 * centre) / (2 * h * h)
    hessian[rows, cols] = hessian[cols, rows] = mixed
    eigenvalues, vectors = np.linalg.eigh(hessian)
    return np.asarray((vectors / np.maximum(eigenvalues, _SMALLEST_CURVATURE)) @ vectors.T), float(centre)

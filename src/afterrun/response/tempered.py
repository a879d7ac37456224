"""From the prior to the posterior by small steps: slower than importance sampling, for where that breaks down.

Sequential Monte Carlo with adaptive tempering (Del Moral, Doucet & Jasra 2006, doi 10.1111/j.1467-9868.2006.00553.x):
particles from the prior are weighted by a growing power of the likelihood, resampled, and moved by a random walk with
the covariance that they have. Two far-apart modes, which one bell around the better one misses, are both kept.
"""

from __future__ import annotations

import numpy as np

from afterrun.response.arrays import Floats, Indices
from afterrun.response.importance import Sample, tempered_weights
from afterrun.response.likelihood import Likelihood

_PARTICLES = 600  # a few hundred effective draws are wanted (`fit`): judgement
_FEW = 150  # particles to walk where most of the work is done
_LEFT_AFTER_STEP = 0.5  # each power is chosen so that half of the particles' worth is left
_MOVES = 12  # by then particles have forgotten where they were copied from: judgement
_WANTED_ACCEPTANCE = 0.25  # near the 0.234 of Roberts, Gelman & Gilks 1997, doi 10.1214/aoap/1034625254
_ELSEWHERE = 0.3  # of the moves, that try another turn too: judgement
_MOST_STEPS = 200  # against a loop without end


def sample_tempered(likelihood: Likelihood, rng: np.random.Generator, *, particles: int = _PARTICLES) -> Sample:
    """Sample the posterior by tempering.

    Returns
    -------
    Sample
        Equal weights; ``k_hat`` is 0 because nothing is weighted in the end; ``effective`` counts the particles that
        differ, which is an upper bound.
    """
    z = rng.standard_normal((particles, likelihood.dimension))
    places = likelihood.turns.count
    which = rng.integers(places, size=particles)
    loglik = likelihood.loglik(z, which)
    power, log_evidence, scale = 0.0, 0.0, 2.38 / np.sqrt(likelihood.dimension)
    for _ in range(_MOST_STEPS):
        step = _step(loglik, 1.0 - power)
        log_weight = step * loglik
        log_evidence += float(np.logaddexp.reduce(log_weight) - np.log(particles))
        power += step
        weight = np.exp(log_weight - log_weight.max())
        index = _systematic(weight / weight.sum(), rng)
        centre_free = z - np.average(z, axis=0, weights=weight)
        spread = np.average(centre_free[:, :, None] * centre_free[:, None, :], axis=0, weights=weight)
        z, which, loglik = z[index], which[index], loglik[index]
        factor = np.asarray(np.linalg.cholesky(spread + 1e-8 * np.eye(likelihood.dimension)), dtype=np.float64)
        scale = _move(likelihood, z, which, loglik, power, factor, scale, rng)
        if power >= 1.0:
            break
    return Sample(
        z=z,
        which=which,
        weight=np.full(particles, 1 / particles),
        log_evidence=log_evidence,
        k_hat=0.0,
        effective=float(len(np.unique(z[:, 0]))),
        loglik=loglik,
    )


def moved(
    likelihood: Likelihood,
    sample: Sample,
    rng: np.random.Generator,
    *,
    most_evidence: float,
    particles: int = _FEW,
) -> Sample:
    """Draw from a sample whose weights cannot be trusted, and walk from there until that no longer matters.

    Parameters
    ----------
    likelihood, sample : Likelihood and Sample
        The sample is one of the likelihood's posterior.
    rng : Generator
        Source of chance.
    most_evidence : float
        Log evidence that is believed at most: that of such a sample rests on single draws.
    particles : int
        How many to walk.
    """
    weight = tempered_weights(np.log(np.maximum(sample.weight, 1e-300)), sample.effective)
    index = _systematic_of(weight, particles, rng)
    z, which = sample.z[index].copy(), sample.which[index].copy()
    loglik = sample.loglik[index]
    away = sample.z - weight @ sample.z
    factor = np.asarray(np.linalg.cholesky(away.T @ (away * weight[:, None]) + 1e-6 * np.eye(z.shape[1])))
    scale = 2.38 / np.sqrt(likelihood.dimension)
    _move(likelihood, z, which, loglik, 1.0, factor, scale, rng)
    return Sample(
        z=z,
        which=which,
        weight=np.full(particles, 1 / particles),
        log_evidence=min(sample.log_evidence, most_evidence),
        k_hat=0.0,
        effective=float(len(np.unique(z[:, 0]))),
        loglik=loglik,
    )


def _step(loglik: Floats, most: float) -> float:
    """Find by halving how much the power may grow."""
    if _worth(most * loglik) >= _LEFT_AFTER_STEP:
        return most
    low, high = 0.0, most
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _worth(middle * loglik) >= _LEFT_AFTER_STEP else (low, middle)
    return max(low, 1e-6 * most)


def _worth(log_weight: Floats) -> float:
    """Effective share of the particles."""
    weight = np.exp(log_weight - log_weight.max())
    return float(weight.sum() ** 2 / (weight @ weight) / len(weight))


def _systematic(weight: Floats, rng: np.random.Generator) -> Indices:
    return _systematic_of(weight, len(weight), rng)


def _systematic_of(weight: Floats, count: int, rng: np.random.Generator) -> Indices:
    position = (np.arange(count) + rng.random()) / count
    return np.asarray(np.searchsorted(np.cumsum(weight), position).clip(0, len(weight) - 1), dtype=np.intp)


def _move(
    likelihood: Likelihood,
    z: Floats,
    which: Indices,
    loglik: Floats,
    power: float,
    factor: Floats,
    scale: float,
    rng: np.random.Generator,
) -> float:
    """Walk all particles in place by Metropolis' rule; returns the step length for the next power."""
    for _ in range(_MOVES):
        trial = z + scale * rng.standard_normal(z.shape) @ factor.T
        elsewhere = np.where(rng.random(len(z)) < _ELSEWHERE, rng.integers(likelihood.turns.count, size=len(z)), which)
        new = likelihood.loglik(trial, elsewhere)
        log_ratio = power * (new - loglik) - 0.5 * ((trial**2).sum(axis=1) - (z**2).sum(axis=1))
        taken = np.log(rng.random(len(z))) < log_ratio
        z[taken], which[taken], loglik[taken] = trial[taken], elsewhere[taken], new[taken]
        scale *= float(np.exp(0.5 * (taken.mean() - _WANTED_ACCEPTANCE)))
    return scale

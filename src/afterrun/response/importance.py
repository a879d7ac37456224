"""Adaptive multiple importance sampling of the posterior, with its evidence.

Rounds of draws from a Student t around the best current guess, some draws from the prior in every round so that no
region is missed; all draws so far are weighted against the mixture of everything they were drawn from (Cornuet, Marin,
Mira & Robert 2012, doi 10.1111/j.1467-9469.2011.00756.x; Owen & Zhou 2000 for the defensive part).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from afterrun.response.arrays import Floats, Indices
from afterrun.response.likelihood import Likelihood
from afterrun.response.psis import K_HAT_LIMIT, smooth_weights

_DEGREES_OF_FREEDOM = 6  # tails heavier than a normal's, so that weights stay bounded: judgement
# Of the draws from the prior itself, against a mode that was missed: judgement.
_FIRST_PRIOR_SHARE, _PRIOR_SHARE = 0.15, 0.08
_WIDER = 1.2  # than the draws so far: tails count for more than the middle: judgement
_EVEN_SHARE = 0.25  # of the draws around the guess, whose turn is any: judgement
# Effective draws; below it weights are tempered, to as many as the second, before the covariance is taken from them. A
# covariance in a dozen dimensions that rests on fewer comes out too narrow, and so do the ranges (decision note 094).
_ENOUGH_TO_ADAPT, _TEMPERED_TO = 120, 160
_FEWEST_A_ROUND, _MOST_A_ROUND = 300, 600  # draws; for the same reason


@dataclass(frozen=True, slots=True)
class Sample:
    """Weighted draws.

    Parameters
    ----------
    z, which, weight : ndarray, shape (s, d), (s,) and (s,)
        Draws, which of the turns each has, and normalised weights.
    log_evidence : float
        Log of the prior predictive density of all answers.
    k_hat, effective : float
        Pareto shape of the weights and effective number of draws (Kish).
    loglik : ndarray, shape (s,)
        Log likelihood of each draw.
    """

    z: Floats
    which: Indices
    weight: Floats
    log_evidence: float
    k_hat: float
    effective: float
    loglik: Floats

    @property
    def place(self) -> tuple[Floats, Floats]:
        """Mean and covariance of the draws. Shapes (d,) and (d, d)."""
        return _moments(self.z, self.weight)


@dataclass(frozen=True, slots=True)
class _Component:
    """A multivariate t, and chances of the turns: centre, Cholesky factor, chances, how many draws it gave."""

    centre: Floats
    factor: Floats
    chance: Floats
    draws: int

    def sample(self, rng: np.random.Generator) -> tuple[Floats, Indices]:
        normal = rng.standard_normal((self.draws, len(self.centre)))
        mixing = rng.chisquare(_DEGREES_OF_FREEDOM, self.draws) / _DEGREES_OF_FREEDOM
        z = np.asarray(self.centre + (normal / np.sqrt(mixing)[:, None]) @ self.factor.T)
        return z, _places(self.chance, self.draws, rng)

    def log_density(self, z: Floats, which: Indices) -> Floats:
        d, nu = len(self.centre), _DEGREES_OF_FREEDOM
        distance = (np.linalg.solve(self.factor, (z - self.centre).T) ** 2).sum(axis=0)
        constant = math.lgamma((nu + d) / 2) - math.lgamma(nu / 2) - 0.5 * d * math.log(nu * math.pi)
        shape = constant - np.log(np.diag(self.factor)).sum() - 0.5 * (nu + d) * np.log1p(distance / nu)
        return np.asarray(shape + np.log(self.chance)[which])


@dataclass(slots=True)
class _Pool:
    """All draws so far, and what they came from: components around guesses, and the prior."""

    likelihood: Likelihood
    even: Floats  # chances of the turns before the data
    z: Floats
    which: Indices
    loglik: Floats
    components: list[_Component] = field(default_factory=list)
    from_prior: int = 0

    @classmethod
    def empty(cls, likelihood: Likelihood, d: int) -> _Pool:
        places = likelihood.turns.count
        return cls(likelihood, np.full(places, 1 / places), np.empty((0, d)), np.empty(0, dtype=np.intp), np.empty(0))

    def add(self, near: _Component, from_prior: int, rng: np.random.Generator) -> None:
        """Draw from a component, and some from the prior."""
        z, which = near.sample(rng)
        fresh = np.vstack([z, rng.standard_normal((from_prior, z.shape[1]))])
        where = np.concatenate([which, _places(self.even, from_prior, rng)])
        self.components.append(near)
        self.from_prior += from_prior
        self.z, self.which = np.vstack([self.z, fresh]), np.concatenate([self.which, where])
        self.loglik = np.concatenate([self.loglik, self.likelihood.loglik(fresh, where)])

    def log_weight(self) -> Floats:
        """Log of posterior over the mixture of everything that all draws came from."""
        total, prior = len(self.z), _log_normal(self.z) + np.log(self.even)[self.which]
        parts = [each.log_density(self.z, self.which) + math.log(each.draws / total) for each in self.components]
        mixture = np.logaddexp.reduce([*parts, prior + math.log(self.from_prior / total)], axis=0)
        return np.asarray(self.loglik + prior - mixture)


def _places(chance: Floats, draws: int, rng: np.random.Generator) -> Indices:
    """Draw which of the turns; nothing is drawn where there is only one."""
    if len(chance) == 1:
        return np.zeros(draws, dtype=np.intp)
    return np.asarray(rng.choice(len(chance), draws, p=chance), dtype=np.intp)


class Sampler:
    """Draws so far from one posterior, and where the next ones are drawn: it may be asked for more later.

    Parameters
    ----------
    likelihood : Likelihood
        With its turns, each as likely before the data.
    mode, covariance : ndarray, shape (d,) and (d, d)
        Where to begin.
    chance : ndarray, shape (K,), optional
        A guess of the chances of the turns; each stays in play, whatever the guess.
    """

    def __init__(
        self, likelihood: Likelihood, *, mode: Floats, covariance: Floats, chance: Floats | None = None
    ) -> None:
        self._pool = _Pool.empty(likelihood, len(mode))
        self._centre, self._cov = mode, _WIDER * covariance
        self._guess = self._pool.even if chance is None else chance
        self._sample: Sample | None = None

    def until(self, rng: np.random.Generator, *, rounds: tuple[int, int], effective_wanted: float) -> Sample:
        """Sample until the draws are worth ``effective_wanted`` independent ones and k-hat is usable.

        Parameters
        ----------
        rng : Generator
            Source of chance.
        rounds : tuple of int
            Fewest and most, those of before included.
        effective_wanted : float
            Independent draws (Kish).
        """
        draws = int(np.clip(0.7 * effective_wanted, _FEWEST_A_ROUND, _MOST_A_ROUND))
        sample = self._sample
        while sample is None or self._wants_more(sample, rounds, effective_wanted):
            sample = self._sample = self._round(draws, rng)
        return sample

    def _wants_more(self, sample: Sample, rounds: tuple[int, int], effective_wanted: float) -> bool:
        enough = sample.effective >= effective_wanted and sample.k_hat < K_HAT_LIMIT
        done = len(self._pool.components)
        return done < rounds[0] or (done < rounds[1] and not enough)

    def _round(self, draws: int, rng: np.random.Generator) -> Sample:
        """Draw around the guess, and weigh all draws so far; the next guess is made of them."""
        pool = self._pool
        from_prior = int((_PRIOR_SHARE if pool.components else _FIRST_PRIOR_SHARE) * draws)
        mixed = (1 - _EVEN_SHARE) * self._guess + _EVEN_SHARE * pool.even
        factor = np.asarray(np.linalg.cholesky(self._cov))
        pool.add(_Component(self._centre, factor, mixed, draws - from_prior), from_prior, rng)
        log_weight = pool.log_weight()
        smoothed, k_hat = smooth_weights(log_weight)
        weight = _normalised(smoothed)
        effective = float(1 / (weight @ weight))
        tempered = tempered_weights(smoothed, effective)
        self._centre, cov = _moments(pool.z, tempered)
        self._cov = _WIDER * cov
        chances = np.bincount(pool.which, tempered, len(pool.even)) + 0.3 / len(pool.z)
        self._guess = np.asarray(chances / chances.sum(), dtype=np.float64)
        top = log_weight.max()
        return Sample(
            z=pool.z,
            which=pool.which,
            weight=weight,
            log_evidence=float(top + np.log(np.exp(log_weight - top).mean())),
            k_hat=float(k_hat),
            effective=effective,
            loglik=pool.loglik,
        )


def sample_posterior(
    likelihood: Likelihood,
    *,
    mode: Floats,
    covariance: Floats,
    rng: np.random.Generator,
    chance: Floats | None = None,
    rounds: tuple[int, int] = (2, 9),
    effective_wanted: float = 800.0,
) -> Sample:
    """Sample one posterior at once: see `Sampler`."""
    sampler = Sampler(likelihood, mode=mode, covariance=covariance, chance=chance)
    return sampler.until(rng, rounds=rounds, effective_wanted=effective_wanted)


def _log_normal(z: Floats) -> Floats:
    return np.asarray(-0.5 * (z * z).sum(axis=1) - 0.5 * z.shape[1] * math.log(2 * math.pi))


def _normalised(log_weight: Floats) -> Floats:
    weight = np.exp(log_weight - log_weight.max())
    return np.asarray(weight / weight.sum())


def tempered_weights(log_weight: Floats, effective: float) -> Floats:
    """Flatten weights that rest on too few draws, just enough to adapt from them."""
    weight = _normalised(log_weight)
    if effective >= _ENOUGH_TO_ADAPT:
        return weight
    for power in (0.7, 0.5, 0.35, 0.25, 0.15):
        weight = _normalised(power * log_weight)
        if 1 / (weight @ weight) > _TEMPERED_TO:
            break
    return weight


def _moments(z: Floats, weight: Floats) -> tuple[Floats, Floats]:
    centre = weight @ z
    away = z - centre
    return centre, np.asarray(away.T @ (away * weight[:, None]) + 1e-3 * np.eye(z.shape[1]))

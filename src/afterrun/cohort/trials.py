r"""Many trials of one on the same question, put together.

Person i has the latent log ratio ``x_i ~ N(mu, tau^2)`` and draws x_ik of a posterior under the product's prior
``N(0, 0.5^2)``; c_i is how probable it is that they respond to runs at all (of nothing there is no ratio):

    L_i(mu, tau) = c_i mean_k [N(x_ik; mu, tau^2) / N(x_ik; 0, 0.5^2)] + 1 - c_i
    mu ~ N(0, 0.5^2),  tau ~ half-N(0.4^2)

Beside it the usual estimate in two stages: each posterior is taken apart into what the data said of x_i, y_i with
variance v_i, then restricted maximum likelihood with the correction of Hartung & Knapp (Statistics in Medicine 20,
2001, 3875-3889), never narrower than without.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.stats import norm, t

from afterrun.cohort.pooling import Floats
from afterrun.response.parameters import MODIFIER

PRIOR_SD = MODIFIER.sd
_MU = np.linspace(-2.0, 2.0, 161)
_TAU = np.concatenate([[0.02], np.linspace(0.05, 1.2, 47)])
_TAU_SD = 0.4  # people may differ by a factor of 1.5 (one sd) in what a thing does to them: judgement
_WIDTH = 0.025  # of the bins in which draws are counted; the smallest sd is nearly as wide
_BINS = np.arange(-3.0, 3.0 + _WIDTH / 2, _WIDTH)
_FLOOR = 1e-12  # as `pooling`: a person whom nothing on the grid explains does not rule it
_TAUS_TRIED = np.linspace(0.0, 1.5, 301)
_LEAST_PRECISION = 0.1  # of what the data said; below it they said nothing: judgement
_CREDIBLE = (0.05, 0.5, 0.95)
_SIDES, _ERROR, _POWER = 2, 0.05, 0.8  # of the parallel trial, as is usual
_LEAST_NRS = 0.05  # a mean of nothing but zeros has no logarithm: half of a tenth of a point


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTrial:
    """What one person's trial says.

    Parameters
    ----------
    person : str
        Whose.
    log_ratio : ndarray, shape (K,)
        Draws of the latent log ratio.
    prob_responds : float
        c_i above. [-]
    with_nrs, without_nrs : float
        Plain mean of the outcome of units with the thing and without; NaN where there is none. [NRS]
    """

    person: str
    log_ratio: Floats
    prob_responds: float
    with_nrs: float
    without_nrs: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """A middle and the ends of a 90 % range."""

    median: float
    lo: float
    hi: float


@dataclass(frozen=True, slots=True)
class TwoStages:
    """Restricted maximum likelihood: average with its range, and sd between people."""

    mean: Estimate
    between_sd: float


@dataclass(frozen=True, slots=True)
class Together:
    """The average and the spread, as believed on the grid.

    Parameters
    ----------
    weight : ndarray, shape (len(_MU), len(_TAU))
        Adds to 1.
    """

    weight: Floats

    @property
    def mean(self) -> Estimate:
        """Of mu. [-]"""
        return _estimate(_MU, self.weight.sum(axis=1))

    @property
    def between_sd(self) -> Estimate:
        """Of tau. [-]"""
        return _estimate(_TAU, self.weight.sum(axis=0))

    @property
    def of_the_next(self) -> tuple[float, float]:
        """Mean and sd of the next person's log ratio. [-]"""
        of_mu = self.weight.sum(axis=1)
        mean = float(of_mu @ _MU)
        return mean, float(np.sqrt(self.weight.sum(axis=0) @ _TAU**2 + of_mu @ _MU**2 - mean**2))

    def drawn_mean(self, size: int, rng: np.random.Generator) -> Floats:
        """Draws of mu, spread evenly in their cells. Shape (size,). [-]"""
        step = float(_MU[1] - _MU[0])
        return rng.choice(_MU, size, p=self.weight.sum(axis=1)) + step * rng.uniform(-0.5, 0.5, size)

    def share_below(self, log_ratio: float) -> float:
        """Expected share of people whose log ratio is below one. [-]"""
        return float((self.weight * norm.cdf((log_ratio - _MU[:, None]) / _TAU[None, :])).sum())

    def shrunk(self, trial: OneTrial) -> Estimate:
        """One person's log ratio, seen as one of them. [-]"""
        return _estimate(*self._weighed(trial))

    def shrunk_draws(self, trial: OneTrial, size: int) -> Floats:
        """Draws of the same, picked systematically by weight. Shape (size,). [-]"""
        x, weight = self._weighed(trial)
        picked = np.searchsorted(np.cumsum(weight), (np.arange(size) + 0.5) / size)
        return np.asarray(x[picked.clip(0, len(x) - 1)])

    def _weighed(self, trial: OneTrial) -> tuple[Floats, Floats]:
        """Draws in order, and how much each counts for one of these people."""
        x = np.sort(trial.log_ratio)
        mean, sd = self.of_the_next
        logged = -0.5 * ((x - mean) / sd) ** 2 + 0.5 * (x / PRIOR_SD) ** 2
        weight = np.exp(logged - logged.max())
        return x, weight / weight.sum()


def together(trials: Sequence[OneTrial]) -> Together:
    """Put trials together, on a grid."""
    logged = -0.5 * (_MU[:, None] / PRIOR_SD) ** 2 - 0.5 * (_TAU[None, :] / _TAU_SD) ** 2
    if trials:
        counts = np.array([_counted(trial.log_ratio) for trial in trials])
        has = np.array([trial.prob_responds for trial in trials])[:, None]
        ratio = counts / counts.sum(axis=1, keepdims=True) @ _ratios().T
        logged += np.log(has * ratio + 1 - has + _FLOOR).sum(axis=0).reshape(logged.shape)
    weight = np.exp(logged - logged.max())
    return Together(weight / weight.sum())


def _counted(x: Floats) -> Floats:
    """Count draws in bins; what lies beyond the ends is counted at them. Shape (len(_BINS),)."""
    place = np.rint((np.clip(x, _BINS[0], _BINS[-1]) - _BINS[0]) / _WIDTH).astype(np.intp)
    return np.bincount(place, minlength=len(_BINS)).astype(np.float64)


@cache
def _ratios() -> Floats:
    """Density over that of the prior, at each point of the grid and in each bin. Shape (points, bins)."""
    mu, tau = np.repeat(_MU, len(_TAU))[:, None], np.tile(_TAU, len(_MU))[:, None]
    logged = -0.5 * ((_BINS - mu) / tau) ** 2 + 0.5 * (_BINS / PRIOR_SD) ** 2
    return np.asarray(np.exp(logged) * PRIOR_SD / tau)


def two_stages(trials: Sequence[OneTrial]) -> TwoStages:
    """Put trials together by restricted maximum likelihood; there have to be two."""
    mean = np.array([trial.log_ratio.mean() for trial in trials])
    variance = np.array([trial.log_ratio.var() for trial in trials])
    precision = np.maximum(1 / variance - 1 / PRIOR_SD**2, _LEAST_PRECISION)
    y, v = mean / variance / precision, 1 / precision
    total = v + _TAUS_TRIED[:, None] ** 2
    weight = 1 / total
    middle = (weight * y).sum(axis=1) / weight.sum(axis=1)
    off = (weight * (y - middle[:, None]) ** 2).sum(axis=1)
    best = int((-0.5 * np.log(total).sum(axis=1) - 0.5 * np.log(weight.sum(axis=1)) - 0.5 * off).argmax())
    free = len(trials) - 1
    sd = float(np.sqrt(max(off[best] / free, 1.0) / weight[best].sum()))
    half = sd * float(t.ppf(_CREDIBLE[2], free))
    centre = float(middle[best])
    return TwoStages(Estimate(centre, centre - half, centre + half), float(_TAUS_TRIED[best]))


def naive(trials: Sequence[OneTrial]) -> Estimate | None:
    """What a t-test on the log of the plain means would say: None below two people with both means. [-]"""
    pairs = np.array([(trial.with_nrs, trial.without_nrs) for trial in trials])
    pairs = np.maximum(pairs[np.isfinite(pairs).all(axis=1)], _LEAST_NRS)
    if len(pairs) < 2:
        return None
    log_ratio = np.log(pairs[:, 0] / pairs[:, 1])
    half = float(t.ppf(_CREDIBLE[2], len(pairs) - 1) * log_ratio.std(ddof=1) / np.sqrt(len(pairs)))
    return Estimate(float(log_ratio.mean()), float(log_ratio.mean()) - half, float(log_ratio.mean()) + half)


def parallel_people(trials: Sequence[OneTrial], mean: Estimate) -> int | None:
    """How many people a trial would have needed in which each has one arm only, to see the average effect.

    ``n = 2 x 2 (z_.975 + z_.8)^2 sd^2 / d^2`` in points: sd that of the people's means without the thing, d what the
    average takes off their mean. None where it is not known which way the average goes, or how people differ.
    """
    without = np.array([trial.without_nrs for trial in trials])
    without = without[np.isfinite(without)]
    if mean.lo <= 0 <= mean.hi or len(without) < 2:
        return None
    takes_off = float(without.mean() * -np.expm1(mean.median))
    z = float(norm.ppf(1 - _ERROR / _SIDES) + norm.ppf(_POWER))
    needed = 4 * z**2 * without.var(ddof=1) / takes_off**2 if takes_off else np.inf
    return int(np.ceil(needed)) if np.isfinite(needed) else None


def _estimate(grid: Floats, weight: Floats) -> Estimate:
    low, median, high = np.interp(_CREDIBLE, np.cumsum(weight) - 0.5 * weight, grid)
    return Estimate(float(median), float(low), float(high))

r"""Partial pooling of one parameter: from everybody's draws to its mean and sd among people, on a grid.

Person i has ``z_i ~ N(m, s^2)`` in units of the product's prior, and draws z_ik of a posterior under a prior
``N(m_0, s_0^2)``. Then, with c_i the share of draws whose model has the parameter,

    L_i(m, s) = c_i mean_k [N(z_ik; m, s^2) / N(z_ik; m_0, s_0^2)] + 1 - c_i

    m ~ N(0, 0.75^2),  log s ~ N(log 0.53, 0.5^2)

so that ``E m^2 + E s^2`` is about 1: of a cohort of one the product's own prior is left. m and s are integrated over,
never maximised: the likeliest s of a small cohort is often 0 ("collapse"; Gelman, Bayesian Analysis 1, 2006, 515-534).
Draws are counted in bins, which makes it a product of matrices.

Far from the prior that the draws were made under the mean is that of a few of them, and of a parameter of which diaries
say next to nothing it would tell with confidence what chance has put there. So a ratio counts for no more than a tenth
of the draws there are (Ionides, Journal of Computational and Graphical Statistics 17, 2008, 295-311, of such bounds).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_WIDTH, _END = 0.05, 6.0
BINS = np.arange(-_END, _END + _WIDTH / 2, _WIDTH)
"""Middles of the bins, in units of the prior; half the width of the smallest s. [-]"""
MEANS = np.linspace(-2.4, 2.4, 49)
SDS = np.geomspace(0.1, 1.6, 25)
_MEAN_SD, _LOG_SD, _LOG_SD_SD = 0.75, float(np.log(0.53)), 0.5  # as above: judgement, checked by simulation
_FLOOR = 1e-12  # keeps a person whom nothing on the grid explains from ruling it
_LARGEST = float(np.log(100.0))  # log of a ratio of densities; of 32, 100, 300 the best in simulation
_FEWEST_DRAWS = 40  # with it, below which a person is not asked: their mean would be one draw's luck
KNOWN_WITHIN = 0.2
"""Sd of m above which a parameter keeps the product's prior: too little was learned to lend it."""


def counted(z: Floats) -> NDArray[np.uint16]:
    """Count draws in bins; what lies beyond the ends is counted at them. Shape (len(BINS),)."""
    place = np.rint((np.clip(z, -_END, _END) + _END) / _WIDTH).astype(np.intp)
    return np.bincount(place, minlength=len(BINS)).astype(np.uint16)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One person's draws of one parameter.

    Parameters
    ----------
    counts : ndarray, shape (len(BINS),)
        Draws in each bin.
    of : int
        Of how many draws in all; the others' models do not have it.
    """

    counts: NDArray[np.uint16]
    of: int

    @property
    def enough(self) -> bool:
        """Whether there are enough to ask."""
        return int(self.counts.sum()) >= _FEWEST_DRAWS


@dataclass(frozen=True, slots=True)
class Among:
    """Mean and sd of a parameter among people: what is believed of them.

    Parameters
    ----------
    weight : ndarray, shape (len(MEANS), len(SDS))
        Posterior on the grid; adds to 1.
    """

    weight: Floats

    @property
    def mean(self) -> float:
        """E m. [-]"""
        return float(self.weight.sum(axis=1) @ MEANS)

    @property
    def mean_sd(self) -> float:
        """Sd of m. [-]"""
        return float(np.sqrt(max(self.weight.sum(axis=1) @ MEANS**2 - self.mean**2, 0.0)))

    @property
    def sd(self) -> float:
        """E s. [-]"""
        return float(self.weight.sum(axis=0) @ SDS)

    @property
    def known(self) -> bool:
        """Whether enough was learned to lend it."""
        return self.mean_sd <= KNOWN_WITHIN

    @property
    def of_the_next(self) -> tuple[float, float]:
        """Mean and sd of what the next person is expected to be: ``N(E m, E s^2 + Var m)``. [-]"""
        return self.mean, float(np.sqrt(self.weight.sum(axis=0) @ SDS**2 + self.mean_sd**2))

    def drawn(self, size: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Draw means and sds, spread evenly inside their cells. Shapes (size,). [-]"""
        cell = rng.choice(self.weight.size, size=size, p=self.weight.ravel())
        row, column = np.unravel_index(cell, self.weight.shape)
        within = rng.uniform(-0.5, 0.5, (2, size))
        step, ratio = MEANS[1] - MEANS[0], np.log(SDS[1] / SDS[0])
        return MEANS[row] + step * within[0], SDS[column] * np.exp(ratio * within[1])

    def quantiles(self, at: Sequence[float]) -> tuple[Floats, Floats]:
        """Quantiles of m and of s. Shapes (len(at),). [-]"""
        below_mean, below_sd = (_below(self.weight.sum(axis=axis)) for axis in (1, 0))
        return np.interp(at, below_mean, MEANS), np.exp(np.interp(at, below_sd, np.log(SDS)))


def among(people: Sequence[Drawn], reference: tuple[float, float] = (0.0, 1.0)) -> Among:
    """Learn the mean and sd of a parameter among people.

    Parameters
    ----------
    people : sequence of Drawn
        Everybody who was asked; who has too few draws with it says nothing.
    reference : (float, float)
        Mean and sd of the prior under which the draws were made.

    Examples
    --------
    >>> nobody = among([])
    >>> abs(round(nobody.mean, 6)), round(nobody.of_the_next[1], 1)
    (0.0, 1.0)
    """
    logged = _hyperprior()
    asked = [person for person in people if person.enough]
    if asked:
        counts = np.array([person.counts for person in asked], dtype=np.float64)
        has = counts.sum(axis=1) / np.array([person.of for person in asked])
        shares = counts / counts.sum(axis=1, keepdims=True)
        ratio = shares @ np.exp(np.minimum(_log_densities() - _log_normal(BINS, *reference), _LARGEST)).T
        logged = logged + np.log(has[:, None] * ratio + 1 - has[:, None] + _FLOOR).sum(axis=0)
    weight = np.exp(logged - logged.max())
    return Among((weight / weight.sum()).reshape(len(MEANS), len(SDS)))


def _log_normal(z: Floats, mean: Floats | float, sd: Floats | float) -> Floats:
    """Log density up to a constant."""
    return np.asarray(-0.5 * ((z - mean) / sd) ** 2 - np.log(sd))


@cache
def _log_densities() -> Floats:
    """Log density of each bin at each point of the grid. Shape (points, bins)."""
    return _log_normal(BINS, np.repeat(MEANS, len(SDS))[:, None], np.tile(SDS, len(MEANS))[:, None])


@cache
def _hyperprior() -> Floats:
    """Log prior of each point of the grid. Shape (points,)."""
    mean = -0.5 * (MEANS / _MEAN_SD) ** 2
    sd = -0.5 * ((np.log(SDS) - _LOG_SD) / _LOG_SD_SD) ** 2
    return np.asarray((mean[:, None] + sd[None, :]).ravel())


def _below(weight: Floats) -> Floats:
    return np.asarray(np.cumsum(weight) - 0.5 * weight)

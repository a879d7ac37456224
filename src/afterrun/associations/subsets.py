"""Which of several things matter, judged all together: subsets of up to two of them, weighed by their evidence.

A spike and a slab: each thing has no effect, or one from N(0, SLAB_SD^2). Before the data, nothing matters with a
chance of one half, however many things are asked about: asking about more makes each less likely, and a false claim no
more likely (Scott & Berger 2010, doi 10.1214/10-AOS792). The evidence of each subset has a closed form
(`response.regression.Joint`); subsets of three and more are left out, as too much to ask of one diary.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.marginal import normal_cdf
from afterrun.response.regression import Joint

SLAB_SD = 0.5  # of a share of the response between two kinds of run: 95 % within a factor of 2.7 either way; judgement
_STEP_SD = 1.2  # a response that strikes or goes changes by more than that: within a factor of 10; judgement
_STEADY = 0.5  # before the data: that there was no step at all
_DRAWS = 2000  # quantiles to half a per cent
_SINGULAR = 1e-12


@dataclass(frozen=True, slots=True)
class Effect:
    """What came out for one thing.

    Parameters
    ----------
    matters : float
        Posterior probability that it has an effect at all.
    above, below : float
        That it has one above, or below, 0; what is left is that it has none.
    size : ndarray, shape (S,)
        Draws of the effect, given that it has one.
    """

    matters: float
    above: float
    below: float
    size: Floats


@dataclass(frozen=True, slots=True)
class Settings:
    """Columns scored at M settings of everything else.

    Parameters
    ----------
    joint : Joint
        Of c columns.
    log_weight : ndarray, shape (M,)
        Log of the weight of each setting while none of the columns has an effect.
    """

    joint: Joint
    log_weight: Floats

    def or_one_of(self, first: int) -> Settings:
        """Let none or one of the first columns have an effect, whichever; each is a setting of its own then.

        Steps on any day are such columns: at most one of them is true.
        """
        if not first:
            return self
        rest, c = slice(first, None), self.joint.score.shape[1] - first
        score, information = self.joint.score, self.joint.information
        own = np.einsum("mcc->mc", information)[:, :first] + _STEP_SD**-2
        across = information[:, :first, rest]
        explained = 0.5 * score[:, :first] ** 2 / own - 0.5 * np.log(own * _STEP_SD**2)
        left = score[:, None, rest] - across * (score[:, :first] / own)[..., None]
        known = information[:, None, rest, rest] - across[..., :, None] * across[..., None, :] / own[..., None, None]
        with_one = self.log_weight[:, None] + explained + np.log((1 - _STEADY) / first)
        return Settings(
            Joint(
                np.concatenate([score[:, rest], left.reshape(-1, c)]),
                np.concatenate([information[:, rest, rest], known.reshape(-1, c, c)]),
            ),
            np.concatenate([self.log_weight + np.log(_STEADY), with_one.ravel()]),
        )


def weigh_subsets(settings: Settings, rng: np.random.Generator) -> list[Effect]:
    """Weigh all subsets of none, one and two of the columns.

    Parameters
    ----------
    settings : Settings
        Of c columns.
    rng : Generator
        Of the draws.

    Returns
    -------
    list of Effect
        One a column.
    """
    score, information = settings.joint.score, settings.joint.information
    c = score.shape[1]
    if not c:
        return []
    log_odds = np.log(0.5 ** (-1 / c) - 1)  # of each mattering, so that none does with a chance of one half
    own = np.einsum("mcc->mc", information) + SLAB_SD**-2
    alone = 0.5 * score**2 / own - 0.5 * np.log(own * SLAB_SD**2)
    pairs = _pairs(score, information, own)
    one = settings.log_weight[:, None] + log_odds + alone
    two = settings.log_weight[:, None, None] + 2 * log_odds + pairs.log_evidence
    most = max(settings.log_weight.max(), one.max(), two.max())
    none, one, two = (np.exp(each - most) for each in (settings.log_weight, one, two))
    total = none.sum() + one.sum() + two.sum() / 2  # each pair stands there twice
    return [
        _effect(
            np.concatenate([one[:, a], two[:, a].ravel()]) / total,
            np.concatenate([score[:, a] / own[:, a], pairs.mean[:, a].ravel()]),
            np.concatenate([own[:, a] ** -0.5, pairs.sd[:, a].ravel()]),
            rng,
        )
        for a in range(c)
    ]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Effect of the first column of each pair, if the second has one too. Shape (M, c, c)."""

    log_evidence: Floats
    mean: Floats
    sd: Floats


def _pairs(score: Floats, both: Floats, own: Floats) -> _Pairs:
    """Solve all the systems of two at once; a column is in no pair with itself."""
    first, second = own[:, :, None], own[:, None, :]
    s, other = score[:, :, None], score[:, None, :]
    det = np.maximum(first * second - both**2, _SINGULAR)
    explained = (second * s**2 - 2 * both * s * other + first * other**2) / det
    evidence = 0.5 * explained - 0.5 * np.log(det * SLAB_SD**4)
    itself = np.eye(own.shape[1], dtype=bool)
    return _Pairs(np.where(itself, -np.inf, evidence), (second * s - both * other) / det, np.sqrt(second / det))


def _effect(weight: Floats, mean: Floats, sd: Floats, rng: np.random.Generator) -> Effect:
    above = normal_cdf(mean / sd)
    matters = float(weight.sum())
    drawn = rng.choice(len(weight), _DRAWS, p=weight / matters)
    size = mean[drawn] + sd[drawn] * rng.standard_normal(_DRAWS)
    return Effect(matters, float(weight @ above), float(weight @ (1 - above)), size)

"""Sample one rival: a look first, then as well as its share of the draws asks for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.response.importance import Sample, Sampler, sample_posterior
from afterrun.response.likelihood import Likelihood
from afterrun.response.psis import K_HAT_LIMIT
from afterrun.response.rival import Rival
from afterrun.response.tempered import moved, sample_tempered

MATTERS = 0.02  # share of the draws, below which unusable weights are left as they are
_LITTLE = 0.15  # of the draws, for which it is enough to move what there is: judgement
# Effective draws: of a rival that gives all draws, of one that gives next to none; below 200 the tails of an interval
# wander: judgement. And what is enough of the first for a sample to be left as it is; `checks.sampling` asks for 200.
_EFFECTIVE_WANTED, _EFFECTIVE_LEAST, _EFFECTIVE_OF_ALL = 800.0, 60.0, 250.0
_ENOUGH, _FEW_ENOUGH = 0.4, 0.2  # share of the wanted draws that is enough at first, and after a walk: judgement
_TOO_FEW_TO_MOVE = 15.0  # effective draws: judgement
_FEWEST_WALKERS = 100
# Of adapting: for a rival that gives many draws, few, for a look, and around walkers.
_ROUNDS, _FEW_ROUNDS, _LOOKS, _ROUNDS_AGAIN = (2, 6), (2, 3), (1, 2), (1, 4)
_MOST_MISSED = 1.0  # log evidence that the mode alone may have missed; one rogue weight must not make more
_UNSEEN = 0.3  # of a walker, at each turn, so that none is ruled out: judgement


def good_for(sample: Sample, share: float) -> bool:
    """Whether a sample may give this share of all draws."""
    return sample.k_hat < K_HAT_LIMIT and sample.effective >= _EFFECTIVE_OF_ALL * share


def look_at(rival: Rival, rng: np.random.Generator) -> Sample:
    """Sample a rival around its mode, enough to know how probable it is."""
    rival.sampler = _sampler(rival)
    sample = rival.sampler.until(rng, rounds=_LOOKS, effective_wanted=_EFFECTIVE_LEAST)
    return _as_far_as_believed(rival, sample)


def sample_rival(rival: Rival, rng: np.random.Generator, share: float) -> Sample:
    """Sample around a mode; where that gave too few draws, from where a walk finds the posterior to be.

    Where that gives too few as well, the draws are moved until they have forgotten their weights; where hardly any is
    left to move, they are tempered from the prior.

    Parameters
    ----------
    rival : Rival
        With the draws of its first look, if there was one: these are gone on from.
    rng : Generator
        Source of chance.
    share : float
        Of all draws, that it is likely to give. [-]
    """
    wanted = max(_EFFECTIVE_LEAST, _EFFECTIVE_WANTED * share)
    rival.sampler = rival.sampler or _sampler(rival)
    rounds = _ROUNDS if wanted > _EFFECTIVE_LEAST else _FEW_ROUNDS
    sample = rival.sampler.until(rng, rounds=rounds, effective_wanted=wanted)
    if sample.k_hat < K_HAT_LIMIT and sample.effective >= _ENOUGH * wanted:
        return sample
    if share < MATTERS:
        return _as_far_as_believed(rival, sample)
    if share < _LITTLE:
        return _moved(rival, sample, rng, share)
    walked = moved(rival.likelihood, sample, rng, most_evidence=_ceiling(rival, sample))
    again = _drawn_around(walked, rival.likelihood, rng, wanted)
    if again.k_hat < K_HAT_LIMIT and again.effective >= _FEW_ENOUGH * wanted:
        return again
    if rival.turn == "none" and again.effective < _TOO_FEW_TO_MOVE:
        return sample_tempered(rival.likelihood, rng)
    return _moved(rival, again, rng, share)


def move_on(rival: Rival, rng: np.random.Generator, share: float) -> Sample:
    """Walk on from the draws that a rival has, which turned out too few for its share."""
    assert rival.sample is not None
    return _moved(rival, rival.sample, rng, share)


def _sampler(rival: Rival) -> Sampler:
    return Sampler(rival.likelihood, mode=rival.mode.z, covariance=rival.mode.covariance, chance=rival.chance)


def _moved(rival: Rival, sample: Sample, rng: np.random.Generator, share: float) -> Sample:
    """Move as many draws as a rival needs that gives a share of them all."""
    particles = int(np.clip(_EFFECTIVE_WANTED * share, _FEWEST_WALKERS, _EFFECTIVE_WANTED))
    return moved(rival.likelihood, sample, rng, most_evidence=_ceiling(rival, sample), particles=particles)


def _drawn_around(walked: Sample, likelihood: Likelihood, rng: np.random.Generator, wanted: float) -> Sample:
    """Draw from where walkers are: the curvature at a mode is a poor guess of a posterior that is skewed.

    Walkers alone would do for the draws, but not for the evidence, which decides what each rival counts for.
    """
    mean, covariance = walked.place
    seen = np.bincount(walked.which, minlength=likelihood.turns.count) + _UNSEEN
    return sample_posterior(
        likelihood,
        mode=mean,
        covariance=covariance,
        rng=rng,
        chance=seen / seen.sum(),
        rounds=_ROUNDS_AGAIN,
        effective_wanted=wanted,
    )


def _as_far_as_believed(rival: Rival, sample: Sample) -> Sample:
    return replace(sample, log_evidence=min(sample.log_evidence, _ceiling(rival, sample)))


def _ceiling(rival: Rival, sample: Sample) -> float:
    """How much evidence is believed: where the weights are not usable, hardly more than at the mode alone."""
    return sample.log_evidence if sample.k_hat < K_HAT_LIMIT else rival.crude + _MOST_MISSED

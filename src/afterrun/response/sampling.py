"""Choose the models that draws come from, and sample each as well as what it gives is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.family import LEAST_SHARE, correct, shares, worth_sampling
from afterrun.response.mode import Mode, carried_over
from afterrun.response.one_rival import MATTERS, good_for, look_at, move_on, sample_rival
from afterrun.response.rival import Rival, probabilities
from afterrun.response.turning import climb_there

_DOUBT = 2.0  # of an evidence's logarithm, in sd: that is about 1 over the root of the effective draws
_MOST_TRIES = 3  # to make a sample as good as its share of the draws asks for
_OWN_WIDTH = (0.3, 1.0)  # variance of what only one of two models has, in prior variances: judgement
_ENOUGH_TO_WARM = 0.2  # of the draws, for which a sample has to be good, so that others take over its spread: judgement


def weighed(
    rivals: Sequence[Rival], size: int, rng: np.random.Generator, *, located: bool = False
) -> tuple[Floats, list[int]]:
    """Sample the rivals that are worth it: how probable each is, and how many of the draws it gives.

    Each is looked at first, and only those that turn out to give draws are sampled well.

    Parameters
    ----------
    rivals : sequence of Rival
        Each at its mode; what is sampled gets its sample here.
    size : int
        Draws in all.
    rng : Generator
        Source of chance.
    located : bool
        Whether draws of them were seen before, under another prior: a first round may do.

    Returns
    -------
    prob : ndarray, shape (rivals,)
        Posterior probability. [-]
    counts : list of int
        Draws that each gives; they add up to ``size``.
    """
    for rival, guessed in worth_sampling(rivals):
        if located and _behind(rival, rivals) * guessed < LEAST_SHARE:
            continue
        _first_sample(rival, rivals, rng, located=located)
    tries = [0] * len(rivals)
    while True:
        correct(rivals)
        prob = probabilities(rivals)
        unseen = [i for i, rival in enumerate(rivals) if rival.sample is None and prob[i] >= MATTERS]
        if unseen:
            _first_sample(rivals[max(unseen, key=lambda i: prob[i])], rivals, rng, located=located)
            continue
        share = shares(rivals, prob)
        worst = _least_sure(rivals, share, tries)
        if worst is None:
            return prob, _counts(share, size)
        rival = rivals[worst]
        rival.sample = (move_on if tries[worst] else sample_rival)(rival, rng, float(share[worst]))
        tries[worst] += 1


def _least_sure(rivals: Sequence[Rival], share: Floats, tries: Sequence[int]) -> int | None:
    """Find the rival that gives the most draws of those whose sample is not good for as many as it gives.

    One that rests on few draws may be likelier than they say.
    """
    wanting = []
    for i, sample in enumerate(rival.sample for rival in rivals):
        if sample is None or tries[i] >= _MOST_TRIES:
            continue
        at_most = share[i] * (1.0 if tries[i] else float(np.exp(_DOUBT / np.sqrt(sample.effective))))
        if at_most >= MATTERS and not good_for(sample, float(share[i])):
            wanting.append((float(share[i]), i))
    return max(wanting)[1] if wanting else None


def _behind(rival: Rival, rivals: Sequence[Rival]) -> float:
    """By what factor those alike that were sampled turned out likelier than was guessed, over the likeliest of all."""
    sampled = [each for each in rivals if each.sample is not None]
    if not sampled:
        return 1.0
    best = max(sampled, key=lambda each: each.log_evidence + each.log_prior)
    alike = [each for each in sampled if each.likelihood.model.responds == rival.likelihood.model.responds]
    if not alike:
        return 1.0
    gained = float(np.mean([each.log_evidence - each.crude for each in alike]))
    return float(np.exp(gained - (best.log_evidence - best.crude)))


def _first_sample(rival: Rival, rivals: Sequence[Rival], rng: np.random.Generator, *, located: bool) -> None:
    """Sample a rival enough to know how probable it is, from where it most likely is."""
    if not located:
        if rival.chance is not None:
            turn = climb_there(rival.likelihood, rival.mode, rival.chance)
            rival.mode, rival.crude, rival.chance = turn.mode, turn.crude, turn.chance
        _warm(rival, rivals)
    if not rival.likelihood.evaluations:  # taken over from another fit, and worth it now
        rival.likelihood.start_from(rival.mode.z)
    rival.sample = look_at(rival, rng)


def _warm(rival: Rival, rivals: Sequence[Rival]) -> None:
    """Let a rival be sampled as widely as one like it was found to be, where that rests on enough draws.

    The same model without a change is most like it, then another with the same change; the curvature at a mode, carried
    over from another one, is a poorer guess.
    """
    model = rival.likelihood.model
    before = [
        each
        for each in rivals
        if each.sample is not None
        and good_for(each.sample, _ENOUGH_TO_WARM)
        and each.likelihood.model.responds == model.responds
    ]
    if not before:
        return
    like = max(before, key=lambda each: (each.likelihood.model.name == model.name, each.turn == rival.turn))
    found = Mode(*like.place, log_evidence=0.0)
    covariance = carried_over(found, of=like.likelihood, to=rival.likelihood)[1]
    known = {p.name for p in like.likelihood.model.parameters}
    for i, parameter in enumerate(model.parameters):
        if parameter.name not in known:
            covariance[i, i] = np.clip(rival.mode.covariance[i, i], *_OWN_WIDTH)
    rival.mode = replace(rival.mode, covariance=covariance)


def _counts(share: Floats, size: int) -> list[int]:
    """Split the draws so that they add up."""
    ends = np.round(size * np.cumsum(share)).astype(int)
    return [int(n) for n in np.diff(ends, prepend=0)]

"""Choose the models that draws come from, and sample each as well as what it gives is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.importance import Sample, Sampler, sample_posterior
from afterrun.response.mode import Mode, carried_over
from afterrun.response.model import Likelihood
from afterrun.response.psis import K_HAT_LIMIT
from afterrun.response.rival import Rival, families, probabilities
from afterrun.response.tempered import moved, sample_tempered
from afterrun.response.turning import climb_there

# A rival that is less likely than this by the evidence at its mode is not sampled: evidence from the mode alone is good
# to about 0.5.
_LEAST_SHARE = 0.005
# The same within a family of models with one kind of sudden change, how many of them, and how likely the family has to
# be: judgement.
_LEAST_TURNED, _LEAST_FAMILY = 0.08, 0.004
_MOST_TURNED = ((0.05, 1), (0.15, 2), (0.3, 3), (1.1, 5))  # how many by the family's probability
MATTERS = 0.02  # share of the draws, below which unusable weights are left as they are
_TOO_FEW_TO_MOVE = 15.0  # effective draws: judgement
# And the share of the wanted draws that is enough at first, and after a walk: judgement.
_FEWEST_WALKERS, _ENOUGH, _FEW_ENOUGH = 100, 0.4, 0.2
_MOST_MISSED = 1.0  # log evidence that the mode alone may have missed; one rogue weight must not make more
# Of `DRAWS`; below 200 the tails of an interval wander: judgement.
_EFFECTIVE_WANTED, _EFFECTIVE_LEAST = 800.0, 60.0
_EFFECTIVE_OF_ALL = 250.0  # of a rival that gives all draws; `checks.sampling` asks for 200 of the whole
_OWN_WIDTH = (0.3, 1.0)  # variance of what only one of two models has, in prior variances: judgement
# Of adapting: for a rival that gives many draws, few, and next to none.
_ROUNDS, _FEW_ROUNDS, _LOOKS, _ROUNDS_AGAIN = (2, 6), (2, 3), (1, 2), (1, 4)
_DOUBT = 2.0  # of an evidence's logarithm, in sd: that is about 1 over the root of the effective draws
_ENOUGH_TO_WARM = 0.2  # of the draws, for which a sample has to be good, so that others take over its spread: judgement
_MOST_TRIES = 3  # to make a sample as good as its share of the draws asks for
_LITTLE = 0.15  # of the draws, for which it is enough to move what there is: judgement
_UNSEEN = 0.3  # of a walker, at each turn, so that none is ruled out: judgement


def weighed(
    rivals: Sequence[Rival], size: int, rng: np.random.Generator, *, located: bool = False
) -> tuple[Floats, list[int]]:
    """Sample the rivals that are worth it: how probable each is, and how many of the draws it gives.

    Each is looked at first, and only those that turn out to give draws are sampled well. Where they are ``located``,
    draws of them were seen before, under another prior: a first round may do.
    """
    for rival, guessed in _worth_sampling(rivals):
        if located and _behind(rival, rivals) * guessed < _LEAST_SHARE:
            continue
        _look_at(rival, rivals, rng, located=located)
    tries = [0] * len(rivals)
    while True:
        _correct(rivals)
        prob = probabilities(rivals)
        unseen = [i for i, rival in enumerate(rivals) if rival.sample is None and prob[i] >= MATTERS]
        if unseen:
            _look_at(rivals[max(unseen, key=lambda i: prob[i])], rivals, rng, located=located)
            continue
        share = _shares(rivals, prob)
        worst = _least_sure(rivals, share, tries)
        if worst is None:
            return prob, _counts(share, size)
        rival = rivals[worst]
        rival.sample = (sample_rival, _moved_on, _moved_on)[tries[worst]](rival, rng, float(share[worst]))
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
        if at_most >= MATTERS and not _good_for(sample, float(share[i])):
            wanting.append((float(share[i]), i))
    return max(wanting)[1] if wanting else None


def _good_for(sample: Sample, share: float) -> bool:
    return sample.k_hat < K_HAT_LIMIT and sample.effective >= _EFFECTIVE_OF_ALL * share


def _worth_sampling(rivals: Sequence[Rival]) -> list[tuple[Rival, float]]:
    """Pick the rivals that draws come from, with the share of the draws that each is likely to give.

    With a sudden change one shape tells nearly what another does, so of these only the likeliest are sampled; they
    stand for the others of their family.
    """
    share = probabilities(rivals)
    picked: list[tuple[Rival, float]] = []
    for family in families(rivals):
        total = float(share[family].sum())
        if total <= _LEAST_FAMILY:
            continue
        likeliest = sorted(family, key=lambda i: -share[i])
        steady = rivals[family[0]].turn == "none"
        most, least = (len(family), _LEAST_SHARE) if steady else (_most_turned(total), _LEAST_TURNED * total)
        kept = [i for i in likeliest[:most] if share[i] > least] or likeliest[:1]
        within = float(share[kept].sum())
        picked += [(rivals[i], float(share[i]) * total / within) for i in kept]
    return picked


def _most_turned(total: float) -> int:
    """How many of a family with a sudden change are sampled: one is enough where it gives few draws."""
    return next(most for share, most in _MOST_TURNED if total <= share)


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
        and _good_for(each.sample, _ENOUGH_TO_WARM)
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


def _look_at(rival: Rival, rivals: Sequence[Rival], rng: np.random.Generator, *, located: bool) -> None:
    """Sample a rival enough to know how probable it is."""
    if not located:
        if rival.chance is not None:
            turn = climb_there(rival.likelihood, rival.mode, rival.chance)
            rival.mode, rival.crude, rival.chance = turn.mode, turn.crude, turn.chance
        _warm(rival, rivals)
    if not rival.likelihood.evaluations:  # taken over from another fit, and worth it now
        rival.likelihood.start_from(rival.mode.z)
    rival.sampler = _sampler(rival)
    sample = rival.sampler.until(rng, rounds=_LOOKS, effective_wanted=_EFFECTIVE_LEAST)
    rival.sample = replace(sample, log_evidence=min(sample.log_evidence, _ceiling(rival, sample)))


def _sampler(rival: Rival) -> Sampler:
    return Sampler(rival.likelihood, mode=rival.mode.z, covariance=rival.mode.covariance, chance=rival.chance)


def sample_rival(rival: Rival, rng: np.random.Generator, share: float) -> Sample:
    """Sample around a mode; where that gave too few draws, from where a walk finds the posterior to be.

    Where that gives too few as well, the draws are moved until they have forgotten their weights; where hardly any is
    left to move, they are tempered from the prior.
    """
    wanted = max(_EFFECTIVE_LEAST, _EFFECTIVE_WANTED * share)
    rival.sampler = rival.sampler or _sampler(rival)
    rounds = _ROUNDS if wanted > _EFFECTIVE_LEAST else _FEW_ROUNDS
    sample = rival.sampler.until(rng, rounds=rounds, effective_wanted=wanted)
    if sample.k_hat < K_HAT_LIMIT and sample.effective >= _ENOUGH * wanted:
        return sample
    if share < MATTERS:
        return replace(sample, log_evidence=min(sample.log_evidence, _ceiling(rival, sample)))
    if share < _LITTLE:
        return _moved(rival, sample, rng, share)
    walked = moved(rival.likelihood, sample, rng, most_evidence=_ceiling(rival, sample))
    again = _drawn_around(walked, rival.likelihood, rng, wanted)
    if again.k_hat < K_HAT_LIMIT and again.effective >= _FEW_ENOUGH * wanted:
        return again
    if rival.turn == "none" and again.effective < _TOO_FEW_TO_MOVE:
        return sample_tempered(rival.likelihood, rng)
    return _moved(rival, again, rng, share)


def _moved_on(rival: Rival, rng: np.random.Generator, share: float) -> Sample:
    assert rival.sample is not None
    return _moved(rival, rival.sample, rng, share)


def _moved(rival: Rival, sample: Sample, rng: np.random.Generator, share: float) -> Sample:
    """Move as many draws as a rival needs that gives a share of them all."""
    particles = int(np.clip(_EFFECTIVE_WANTED * share, _FEWEST_WALKERS, _EFFECTIVE_WANTED))
    return moved(rival.likelihood, sample, rng, most_evidence=_ceiling(rival, sample), particles=particles)


def _ceiling(rival: Rival, sample: Sample) -> float:
    """How much evidence is believed: where the weights are not usable, hardly more than at the mode alone."""
    return sample.log_evidence if sample.k_hat < K_HAT_LIMIT else rival.crude + _MOST_MISSED


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


def _correct(rivals: Sequence[Rival]) -> None:
    """Mend the evidence of those that were not sampled by those alike that were: the mode alone misses volume.

    Without a change they are wrong by as much as the others; with one, it does as much for each as for the others.
    """
    steady = {rival.likelihood.model.name: rival for rival in rivals if rival.turn == "none"}

    def guessed(rival: Rival) -> float:
        return rival.crude if rival.turn == "none" else steady[rival.likelihood.model.name].log_evidence

    for family in families(rivals):
        sampled = [rivals[i] for i in family if rivals[i].sample is not None]
        missing = [rivals[i] for i in family if rivals[i].sample is None]
        if sampled and missing:
            gained = float(np.mean([rival.log_evidence - guessed(rival) for rival in sampled]))
            for rival in missing:
                rival.corrected = guessed(rival) + gained


def _shares(rivals: Sequence[Rival], prob: Floats) -> Floats:
    """Share of the draws that each gives: the sampled ones stand for all of their family. Shape (rivals,)."""
    share = np.zeros(len(rivals))
    for family in families(rivals):
        sampled = [i for i in family if rivals[i].sample is not None]
        if sampled:
            share[sampled] = prob[sampled] * prob[family].sum() / prob[sampled].sum()
    return np.asarray(share / share.sum())


def _counts(share: Floats, size: int) -> list[int]:
    """Split the draws so that they add up."""
    ends = np.round(size * np.cumsum(share)).astype(int)
    return [int(n) for n in np.diff(ends, prepend=0)]

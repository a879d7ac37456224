"""Families of rivals: which of each are sampled, and how these stand for the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.rival import Rival, named, probabilities
from afterrun.response.turns import TurnName

# A rival that is less likely than this by the evidence at its mode is not sampled: evidence from the mode alone is good
# to about 0.5.
LEAST_SHARE = 0.005
# The same within a family of models with one kind of sudden change, how many of them, and how likely the family has to
# be: judgement.
_LEAST_TURNED, _LEAST_FAMILY = 0.08, 0.004
_MOST_TURNED = ((0.05, 1), (0.15, 2), (0.3, 3), (1.1, 5))  # how many by the family's probability


def families(rivals: Sequence[Rival]) -> list[list[int]]:
    """Rivals with the same change, those with a response and the one without apart."""
    found: dict[tuple[TurnName, bool], list[int]] = {}
    for i, rival in enumerate(rivals):
        found.setdefault((rival.turn, rival.likelihood.model.responds), []).append(i)
    return list(found.values())


def share_of_all(best: Rival, alike: Sequence[Rival], turn: TurnName, prior: Mapping[str, float]) -> float:
    """Log prior of one of some models where, with a change, it stands for all of them.

    As if the change did as much for each as for that one: what they lag behind without it they lag behind with it.
    """
    behind = [prior[named(rival.likelihood.model.name, turn)] + rival.crude - best.crude for rival in alike]
    return float(np.logaddexp.reduce(behind))


def worth_sampling(rivals: Sequence[Rival]) -> list[tuple[Rival, float]]:
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
        most, least = (len(family), LEAST_SHARE) if steady else (_most_turned(total), _LEAST_TURNED * total)
        kept = [i for i in likeliest[:most] if share[i] > least] or likeliest[:1]
        within = float(share[kept].sum())
        picked += [(rivals[i], float(share[i]) * total / within) for i in kept]
    return picked


def _most_turned(total: float) -> int:
    """How many of a family with a sudden change are sampled: one is enough where it gives few draws."""
    return next(most for share, most in _MOST_TURNED if total <= share)


def correct(rivals: Sequence[Rival]) -> None:
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


def shares(rivals: Sequence[Rival], prob: Floats) -> Floats:
    """Share of the draws that each gives: the sampled ones stand for all of their family. Shape (rivals,)."""
    share = np.zeros(len(rivals))
    for family in families(rivals):
        sampled = [i for i in family if rivals[i].sample is not None]
        if sampled:
            share[sampled] = prob[sampled] * prob[family].sum() / prob[sampled].sum()
    return np.asarray(share / share.sum())

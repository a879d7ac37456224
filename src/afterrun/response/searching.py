"""Find the mode of every model, without a sudden change and with each that is worth it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.family import families, share_of_all
from afterrun.response.likelihood import Likelihood
from afterrun.response.mode import Mode, carried_over, climb_on, find_mode
from afterrun.response.model import ResponseModel
from afterrun.response.rival import Rival, named
from afterrun.response.turning import find_turn, turn_near
from afterrun.response.turns import OF_THE_LEVEL, TurnName, Turns, turns_of

_HOPELESS = 4.0  # log evidence behind the best model without a change, beyond which none is looked for with another
_WORTH_FREEING = 3.0  # log evidence behind the best dose curve, beyond which no free course is tried with another
_FAR_BEHIND = 4.0  # log evidence of a change below which only the likeliest model is tried with it: odds of 1 to 55


def places_of(data: ResponseData, turns: Sequence[TurnName]) -> dict[TurnName, Turns]:
    """Where each kind of change may have been; kinds without a place are left out."""
    names: tuple[TurnName, ...] = ("none", *turns)
    found = {name: turns_of(data, name) for name in names}
    return {name: places for name, places in found.items() if places.count}


def search(
    data: ResponseData,
    models: Sequence[ResponseModel],
    places: Mapping[TurnName, Turns],
    rng: np.random.Generator,
    prior: Mapping[str, float],
) -> list[Rival]:
    """Find the mode of every model; then look for sudden changes from the likeliest of them.

    A free course with a dose curve that lags behind another one with the families is not worth its climb.
    """
    steady: list[Rival] = []
    for model in models:
        if model.kernel.free and not _worth_freeing(model, steady):
            continue
        likelihood = Likelihood(model, data)
        if not steady or not model.responds:
            mode = find_mode(likelihood, rng)
        else:
            mode = climb_on(likelihood, *_carried_over(steady, likelihood))
        steady.append(Rival(likelihood, mode, prior[model.name], mode.log_evidence))
    found = list(steady)
    for turn, turns in places.items():
        if turn == "none":
            continue
        kinds = [[each for each in steady if each.likelihood.model.responds]]
        if turn in OF_THE_LEVEL:
            kinds.append([each for each in steady if not each.likelihood.model.responds])
        for alike in filter(None, kinds):
            found += _turned(alike, turns, found, prior)
    return found


def _worth_freeing(model: ResponseModel, steady: Sequence[Rival]) -> bool:
    """Whether a dose curve does not lag far behind with the courses that are not free."""
    bound = [rival for rival in steady if not rival.likelihood.model.kernel.free]
    best = max((rival.crude for rival in bound), default=0.0)
    own = [rival.crude for rival in bound if rival.likelihood.model.curve.name == model.curve.name]
    return not own or max(own) > best - _WORTH_FREEING


def _turned(alike: Sequence[Rival], turns: Turns, others: Sequence[Rival], prior: Mapping[str, float]) -> list[Rival]:
    """Look for one kind of change with the likeliest of some models; if it is worth it, with the others too.

    Where a change was is looked for without a free course: that costs twice as much, and knows no better.
    """
    best = max(alike, key=lambda rival: (not rival.likelihood.model.kernel.free, rival.crude))
    turn = find_turn(best.likelihood, best.mode, turns)
    if turn is None:
        return []
    share = share_of_all(best, alike, turns.name, prior)
    first = Rival(turn.likelihood, turn.mode, share, turn.crude, turn.chance)
    top = max(rival.crude + rival.log_prior for rival in others)
    if first.crude + share < top - _FAR_BEHIND:
        return [first]
    found = [replace(first, log_prior=prior[named(best.likelihood.model.name, turns.name)])]
    top_steady = max(rival.crude for rival in alike)
    for rival in alike:
        if rival is not best and rival.crude > top_steady - _HOPELESS:
            again = turn_near(rival.likelihood, rival.mode, turn, best.likelihood, best.mode.z)
            log_prior = prior[named(rival.likelihood.model.name, turns.name)]
            found.append(Rival(again.likelihood, again.mode, log_prior, again.crude, again.chance))
    return found


def take_over(
    data: ResponseData,
    models: Sequence[ResponseModel],
    places: Mapping[TurnName, Turns],
    prior: Mapping[str, float],
    *,
    place: Mapping[str, tuple[Floats, Floats]],
    log_evidence: Mapping[str, float],
) -> list[Rival]:
    """Take over where an earlier fit found each model (`Fit.place`), and how it did against its rivals."""
    found = []
    for model in models:
        for turns in places.values():
            name = named(model.name, turns.name)
            if name not in place:
                continue
            mode = Mode(*place[name], log_evidence[name])
            found.append(Rival(Likelihood(model, data, turns), mode, prior[name], mode.log_evidence))
    steady = [rival for rival in found if rival.turn == "none"]
    for only in (found[family[0]] for family in families(found) if len(family) == 1):
        alike = [rival for rival in steady if rival.likelihood.model.responds == only.likelihood.model.responds]
        best = next(rival for rival in alike if rival.likelihood.model.name == only.likelihood.model.name)
        only.log_prior = share_of_all(best, alike, only.turn, prior)
    return found


def _carried_over(rivals: Sequence[Rival], to: Likelihood) -> tuple[Floats, Floats]:
    """Start a model where the one most like it ended."""
    names = {p.name for p in to.model.parameters}
    like = max(rivals, key=lambda rival: len({p.name for p in rival.likelihood.model.parameters} & names))
    return carried_over(like.mode, of=like.likelihood, to=to)

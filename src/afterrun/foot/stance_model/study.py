"""One change, looked at with every foot and cost: replayed, and with the stance found anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

import numpy as np

from afterrun.foot.changes import Changes
from afterrun.foot.slower import Outline, Progress, Slower
from afterrun.foot.stance_model.carried import course_of, ground_m_of, loads_of, places_of
from afterrun.foot.stance_model.mesh import Mesh
from afterrun.foot.stance_model.parameters import Cost
from afterrun.foot.stance_model.replaying import can_be_replayed, replayed
from afterrun.foot.stance_model.solved import Asked, Solved
from afterrun.foot.stance_model.solving import stance_near, usual_stance
from afterrun.foot.stance_model.whole_feet import WHOLE_FEET, WholeFoot
from afterrun.foot.stances import RunningStance
from afterrun.tissue.curves import Floats

MESH = Mesh(60)
# What runners spare is not known: these give peaks and moments on either side of the measured ones. Judgement.
COSTS = (Cost(), Cost(likeness=3.0), Cost(torque=3.0), Cost(cubed=1.0))
_SAME_COST = 1e-5  # two stances that differ by less are one
_NOT_OF_REPLAY = frozenset({"calf-use"})  # the drive is what is kept


def study(
    running: RunningStance,
    changes: Changes,
    *,
    mesh: Mesh = MESH,
    feet: tuple[WholeFoot, ...] = WHOLE_FEET,
    costs: tuple[Cost, ...] = COSTS,
    progress: Progress = lambda done, of: None,
) -> Slower:
    """Work out a change.

    Parameters
    ----------
    running : RunningStance
        The usual way of running.
    changes : Changes
        What is different.
    mesh : Mesh
        Moments of stance.
    feet : tuple of WholeFoot
        Whose.
    costs : tuple of Cost
        What may be spared; the first of them is where the search begins.
    progress : callable
        Told after every part.
    """
    of = 2 * len(feet) * len(costs) + len(feet)
    done, before, after, driven = 0, [], [], []
    for foot in feet:
        for cost in costs:
            before.append(_usual(Asked(running=running, foot=foot, cost=cost), mesh, costs[0]))
            done += 1
            progress(done, of)
    for i, usual in enumerate(before):
        before[i], changed = _changed(usual, changes)
        after.append(changed)
        done += 1
        progress(done, of)
    for usual in before[:: len(costs)]:
        if can_be_replayed(changes):
            driven.append((usual, replayed(usual, changes)))
        done += 1
        progress(done, of)
    pairs = list(zip(before, after, strict=True))
    values = {"adapted": _compared(pairs)}
    if driven:
        told = _compared(driven)
        values["replay"] = {name: each for name, each in told.items() if name not in _NOT_OF_REPLAY}
    all_pairs = (*pairs, *driven)
    return Slower(
        values=values,
        unsolved=sum(not (usual.found and changed.found) for usual, changed in all_pairs),
        usual=_outline(before[0]),
        changed=_outline(after[0]),
    )


@lru_cache(maxsize=32)
def _usual(asked: Asked, mesh: Mesh, first: Cost) -> Solved:
    """The usual stance: found from nothing, or for another cost from that of the first."""
    if asked.cost == first:
        return usual_stance(asked, mesh)
    begin = _usual(replace(asked, cost=first), mesh, first)
    held = replace(asked, cost=replace(asked.cost, likeness=3 * asked.cost.likeness))
    return _cheapest((stance_near(asked, begin), stance_near(asked, stance_near(held, begin))))


def _changed(usual: Solved, changes: Changes) -> tuple[Solved, Solved]:
    """The usual and the changed stance, such that the way back from one leads to the other.

    There are near minima: a change may push a stance from one into another, and what is then seen is not the change.
    """
    asked = replace(usual.asked, changes=changes)
    changed = stance_near(asked, usual)
    back = stance_near(usual.asked, changed)
    if abs(back.cost - usual.cost) <= _SAME_COST or not back.found:
        return usual, changed
    if back.cost < usual.cost:
        return back, changed
    return usual, _cheapest((changed, stance_near(asked, back), stance_near(asked, usual_stance(asked, usual.mesh))))


def _cheapest(stances: Iterable[Solved]) -> Solved:
    return min(stances, key=lambda each: (not each.found, each.cost))


def _compared(pairs: list[tuple[Solved, Solved]]) -> Mapping[str, Floats]:
    before, after = ([loads_of(each) for each in side] for side in zip(*pairs, strict=True))
    return {
        name: np.array([100 * (b[name] / a[name] - 1) for a, b in zip(before, after, strict=True)])
        for name in before[0]
    }


def _outline(stance: Solved) -> Outline:
    course = course_of(stance)
    return Outline(
        s=course.s,
        places=places_of(stance),
        ground_n=course.outputs["square_n"],
        ground_m=ground_m_of(stance),
        calf_n=course.calf_n,
    )

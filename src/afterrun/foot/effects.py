"""What a change does to each load, over all anatomies, and whether its direction may be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from afterrun.findings.foot import Direction
from afterrun.foot.agreement import Why, why_not
from afterrun.foot.changes import Changes
from afterrun.foot.lever import Carried, carry
from afterrun.foot.slower import Slower
from afterrun.foot.stances import RunningStance
from afterrun.tissue.curves import Floats

_BY_KM = "forefoot-impulse-per-km"  # told only where a km takes more or fewer steps than before
_WORTH_TELLING = 0.5  # percent: methods differ by more (mesh alone: 1 to 3 %)


def _impulse(carried: Carried, load: Floats) -> Floats:
    summed: Floats = load.mean(axis=-1) * carried.contact_s
    return summed


def _per_km(carried: Carried) -> Floats:
    return _impulse(carried, carried.sole.forefoot_n) * carried.steps_per_m * 1000 / 2


_LOADS: Mapping[str, Callable[[Carried], Floats]] = {
    "forefoot-impulse": lambda c: _impulse(c, c.sole.forefoot_n),
    _BY_KM: _per_km,
    "metatarsal-head-impulse": lambda c: _impulse(c, c.sole.heads_n),
    "toe-impulse": lambda c: _impulse(c, c.sole.toes_n),
    "heel-impulse": lambda c: _impulse(c, c.force_n - c.sole.forefoot_n),
    "achilles-peak": lambda c: c.calf_n.max(axis=-1),
    "fascia-impulse": lambda c: _impulse(c, c.sole.fascia_n),
    "calf-use": lambda c: c.use,
}
QUANTITIES = tuple(_LOADS)
"""What is told: impulses of a step of one foot, the calf's largest pull, and how much of its strength is used."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Effect:
    """A change's effect on one load.

    Parameters
    ----------
    quantity : str
        One of `QUANTITIES`.
    values : dict of str to ndarray
        By method (``lever``, and ``replay`` and ``adapted`` where they were asked), over anatomies and costs. [% of
        the usual]
    direction : str
        Told only where all methods and anatomies agree, beyond what meshes differ by, and nothing speaks against it.
    why : Why or None
        Why no direction is told.
    """

    quantity: str
    values: Mapping[str, Floats]
    direction: Direction
    why: Why | None


def effects_of(running: RunningStance, changes: Changes, slower: Slower | None = None) -> tuple[Effect, ...]:
    """Compare the usual stance with the changed one, at all anatomies; with what slower methods say, if they did."""
    usual, changed = carry(running, Changes()), carry(running, changes)
    same_steps = np.isclose(changed.steps_per_m, usual.steps_per_m)
    told = [each for each in QUANTITIES if not (same_steps and each == _BY_KM)]
    found = tuple(_effect(quantity, usual, changed, changes, slower) for quantity in told)
    if slower is not None or len(changes.made) < 2:
        return found
    alone = [effects_of(running, Changes(**{name: value})) for name, value in changes.made.items()]  # type: ignore[arg-type]
    return tuple(_if_each_alone(effect, alone) for effect in found)


def _if_each_alone(effect: Effect, alone: Sequence[tuple[Effect, ...]]) -> Effect:
    """Tell a direction of several changes only where each alone has it: which wins, whole stances were not asked."""
    others = [each for found in alone for each in found if each.quantity == effect.quantity]
    against = any(each.direction != effect.direction and each.why != "too-small" for each in others)
    if effect.direction == "not-known" or not against:
        return effect
    return replace(effect, direction="not-known", why="not-tried")


def _effect(quantity: str, usual: Carried, changed: Carried, changes: Changes, slower: Slower | None) -> Effect:
    before, after = (_LOADS[quantity](each) for each in (usual, changed))
    values = {"lever": 100 * (after / before - 1)}
    for method, found in (slower.values if slower else {}).items():
        if quantity in found:
            values[method] = found[quantity]
    direction, why = _direction(values, changes, quantity, slower)
    return Effect(
        quantity=quantity,
        values=values,
        direction=direction,
        why=why,
    )


def _direction(
    values: Mapping[str, Floats], changes: Changes, quantity: str, slower: Slower | None
) -> tuple[Direction, Why | None]:
    if slower is not None and slower.unsolved:
        return "not-known", "not-solved"
    # Before it is called small: a lever sees nothing where posture would change, and that is not nothing.
    if (why := why_not(changes, quantity, tried=slower is not None)) is not None:
        return "not-known", why
    every = np.concatenate(list(values.values()))
    low, high = float(every.min()), float(every.max())
    if max(abs(low), abs(high)) < _WORTH_TELLING:
        return "not-known", "too-small"
    if low < _WORTH_TELLING and high > -_WORTH_TELLING:
        return "not-known", _who_disagrees(values)
    return ("up" if low > 0 else "down"), None


def _who_disagrees(values: Mapping[str, Floats]) -> Why:
    """Methods, where one of them says more in all of its anatomies and another less."""
    return "methods-disagree" if {1, -1} <= {_side(each) for each in values.values()} else "anatomies-disagree"


def _side(values: Floats) -> int:
    """On which side of nothing all anatomies are: 1, -1, or on neither 0."""
    return int(values.min() >= _WORTH_TELLING) - int(values.max() <= -_WORTH_TELLING)

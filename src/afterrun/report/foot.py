"""What a change of a foot, a calf or a way of running does, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from afterrun.language import mark, say, sentence_case

if TYPE_CHECKING:
    from afterrun.findings import FootEffect, FootWhatIf

LOADS: Mapping[str, str] = {
    "forefoot-impulse": mark("load on the forefoot, each step"),
    "forefoot-impulse-per-km": mark("load on the forefoot, for the same way"),
    "metatarsal-head-impulse": mark("load on the ball of the foot, each step"),
    "toe-impulse": mark("load on the toes, each step"),
    "heel-impulse": mark("load on the heel, each step"),
    "achilles-peak": mark("largest pull of the calf"),
    "fascia-impulse": mark("pull in the sole (plantar fascia)"),
    "calf-use": mark("share of the calf's strength that is used"),
}
CHANGE_NAMES: Mapping[str, str] = {
    "calf_shortening_deg": mark("calf shorter, in degrees at the ankle"),
    "gastrocnemius_shortening_deg": mark("upper calf alone shorter, in degrees at the ankle"),
    "calf_stiffness": mark("calf resists a stretch more, times"),
    "calf_strength": mark("calf stronger, times"),
    "calf_tiredness_percent": mark("deep calf tired, percent of its force lost"),
    "tibialis_strength": mark("muscle in front of the shin stronger, times"),
    "toe_flexor_strength": mark("toe muscles stronger, times"),
    "arch_stiffness": mark("arch stiffer, times"),
    "fascia_stiffness": mark("plantar fascia stiffer, times"),
    "forefoot_stiffness": mark("shoe stiffer where the toes bend, times"),
    "drop_mm": mark("heel of the shoe higher, in mm"),
    "cadence_percent": mark("quicker steps, percent"),
    "speed_percent": mark("faster, percent"),
    "mass_percent": mark("heavier, percent"),
    "grade_percent": mark("steeper, percent"),
    "strike": mark("what lands first"),
}
_DIRECTIONS = {"up": mark("more"), "down": mark("less")}
_WHY_NOT = {
    "anatomies-disagree": mark("not known: it depends on whose foot it is"),
    "methods-disagree": mark("not known: other ways of working it out say the opposite"),
    "another-stance": mark("not known: one would step in another way"),
    "drive-unknown": mark("not known: it depends on how hard you then push"),
    "not-tried": mark("not known: only the simplest way of working it out was tried"),
    "not-solved": mark("not known: not every way of working it out came to an end"),
    "too-small": mark("hardly anything"),
}
_BEYOND = {
    "slow": mark("Slower than the runners the numbers come from: there they are a guess."),
    "fast": mark("Faster than the runners the numbers come from: there they are a guess."),
    "hill": mark("The numbers come from level ground. On a hill they are a guess."),
    "steep-down": mark("Steep downhill is beyond these numbers: there landing is hardest."),
}
DEEPER = mark(
    "Worked out in three ways: with the foot as a lever, with a whole leg that is driven as before, and with a whole "
    "step found anew so that it costs the body least. A direction is told only where all of them agree, on all feet."
)
NOT_INSTALLED = mark(
    "This is the quick way alone. With the extra foot (pip install 'afterrun[foot]'), whole steps are worked out too: "
    "then more is known, and what is told is surer."
)
RAYS = mark("How the ball of the foot may share its load")
RAYS_SCENARIO = mark(
    "A scenario: sources disagree, and nothing is known of how a change moves the load sideways. So each of the five "
    "bones carries as much more or less as the whole ball does."
)
_HEADS: Mapping[str, str] = {
    "MT1": mark("behind the big toe"),
    "MT2": mark("behind the second toe"),
    "MT3": mark("behind the third toe"),
    "MT4": mark("behind the fourth toe"),
    "MT5": mark("behind the little toe"),
}
METHOD = mark(
    "Worked out with the foot as a lever, on calves and feet of published models. Posture and drive are kept as they "
    "are; somebody who runs on may change both. So sizes are rough, and where fuller methods are known to say "
    "otherwise, no direction is told."
)
NOT_YOU = mark("It is about feet in general. What is wrong with yours cannot be read from this.")


def effect_told(effect: FootEffect) -> str:
    """Say what a change does to one load, or why that is not known.

    Examples
    --------
    >>> from afterrun.findings import FootEffect
    >>> effect_told(FootEffect(quantity="heel-impulse", unit="%", methods={"lever": -8.0}, lo=-13.9, hi=-5.5,
    ...     direction="down", why=None))
    '6 to 14 % less'
    """
    if effect.direction == "not-known":
        return say(_WHY_NOT[effect.why or "not-tried"])
    low, high = sorted((abs(effect.lo), abs(effect.hi)))
    return say("{spread} % {direction}", spread=_spread(low, high), direction=say(_DIRECTIONS[effect.direction]))


def effect_rows(found: FootWhatIf) -> list[tuple[str, str, str]]:
    """List each load by name, in words, with what the change does to it; those that are known first."""
    rows = [(each.quantity, sentence_case(say(LOADS[each.quantity])), effect_told(each)) for each in found.effects]
    known = {each.quantity: each.direction != "not-known" for each in found.effects}
    return sorted(rows, key=lambda row: not known[row[0]])


def change_told(found: FootWhatIf) -> Iterator[str]:
    """Say what is different."""
    for name, value in found.change.items():
        yield say("{what}: {value}", what=sentence_case(say(CHANGE_NAMES[name])), value=_value(value))


def beyond_told(found: FootWhatIf) -> Iterator[str]:
    """Say where it lies outside what was measured."""
    yield from (say(_BEYOND[name]) for name in found.beyond)


def rays_told(found: FootWhatIf) -> list[tuple[str, str]]:
    """List the five heads with what each may carry of the ball of the foot."""
    return [
        (say(_HEADS[each.head]), say("{low:.0f} to {high:.0f} %", low=each.lo, high=each.hi)) for each in found.rays
    ]


def method_told(found: FootWhatIf) -> str:
    """Say how it was worked out."""
    return say(DEEPER if found.stances else METHOD)


def _value(value: float | str) -> str:
    return say("{n:g}", n=value) if isinstance(value, float) else say(STRIKE_NAMES[value])


STRIKE_NAMES: Mapping[str, str] = {
    "rearfoot": mark("the heel"),
    "midfoot": mark("the whole foot"),
    "forefoot": mark("the forefoot"),
}


def _spread(low: float, high: float) -> str:
    """Write a range in whole percents; halves below two."""
    step = 0.5 if high < 2 else 1.0
    ends = [round(each / step) * step or step for each in (low, high)]
    if ends[0] == ends[1]:
        return say("about {n:g}", n=ends[0])
    return say("{low:g} to {high:g}", low=ends[0], high=ends[1])

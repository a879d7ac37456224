"""What a change of a foot, a calf or a way of running does, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from afterrun.language import mark, say, sentence_case
from afterrun.report.foot_changes import changes_said

if TYPE_CHECKING:
    from afterrun.findings import FootEffect, FootWhatIf

LOADS: Mapping[str, str] = {
    "forefoot-impulse": mark("load on the forefoot, each step"),
    "forefoot-impulse-per-km": mark("load on the forefoot, over the same distance"),
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
    "anatomies-disagree": mark("it depends on whose foot it is"),
    "methods-disagree": mark("other ways of working it out say the opposite"),
    "another-stance": mark("one would step in another way"),
    "drive-unknown": mark("it depends on how hard you then push"),
    "not-tried": mark("only the quick way of working it out was tried"),
    "not-solved": mark("not every way of working it out came to an end"),
}
_TOO_SMALL = mark("hardly anything")
_FOREFOOT = ("forefoot-impulse", "metatarsal-head-impulse")
_BEYOND = {
    "slow": mark("Slower than the runners the numbers come from: there they are a guess."),
    "fast": mark("Faster than the runners the numbers come from: there they are a guess."),
    "hill": mark("The numbers come from level ground. On a hill they are a guess."),
    "cadence": mark("Few of the runners the numbers come from took so many or so few steps: there they are a guess."),
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
    if effect.why == "too-small":
        return say(_TOO_SMALL)
    if effect.direction == "not-known":
        return say("not known: {why}", why=_why_not(effect))
    low, high = sorted((abs(effect.lo), abs(effect.hi)))
    return say("{spread} % {direction}", spread=_spread(low, high), direction=say(_DIRECTIONS[effect.direction]))


def verdict(found: FootWhatIf) -> str:
    """Say in one sentence what comes of it, the forefoot first."""
    if not found.change:
        return say("Nothing is different yet.")
    known = list(filter(_is_known, found.effects))
    if not known:
        return say("Which way any load goes is not known.")
    if all(each.why == "too-small" for each in known):
        return say("As far as is known, it changes hardly anything.")
    told = next((each for each in known if each.quantity in _FOREFOOT), None)
    if told is None:
        return say("What it does to the load on the forefoot is not known.")
    return say("{load}: {told}.", load=sentence_case(say(LOADS[told.quantity])), told=effect_told(told))


def effect_rows(found: FootWhatIf) -> list[tuple[str, str, str]]:
    """List each load that is known by name, in words, with what the change does to it; none where nothing changed."""
    return [
        (each.quantity, sentence_case(say(LOADS[each.quantity])), effect_told(each))
        for each in found.effects
        if found.change and _is_known(each)
    ]


def not_known_told(found: FootWhatIf) -> Iterator[str]:
    """Name the loads that are not known, together where the reason is one."""
    loads: dict[str, list[str]] = {}
    for each in found.effects:
        if not _is_known(each):
            loads.setdefault(_why_not(each), []).append(say(LOADS[each.quantity]))
    for why, names in loads.items():
        yield say("Not known ({why}): {loads}.", why=why, loads="; ".join(names))


def _is_known(effect: FootEffect) -> bool:
    return effect.direction != "not-known" or effect.why == "too-small"


def _why_not(effect: FootEffect) -> str:
    return say(_WHY_NOT[effect.why or "not-tried"])


def change_told(found: FootWhatIf) -> str:
    """Say what is different."""
    return sentence_case(", ".join(changes_said(found.change)))


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

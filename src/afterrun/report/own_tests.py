"""What a person's own self-tests say together, and what they do not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from afterrun.language import mark, number, say
from afterrun.reasons.evidence import CARDS
from afterrun.report.self_tests import news_told

if TYPE_CHECKING:
    from afterrun.reasons.self_tests import Compared, Difference, Guide

_BENDS = ("lunge-bent", "ankle-bend-straight")  # where less means that the ankle bends less far
_RAISES = "heel-raise-straight"
_SIDES = {"left": mark("left"), "right": mark("right"), "both": mark("both")}
_MEN, _WOMEN = "median, men", "median, women"


def compared_told(found: Compared) -> Iterator[str]:
    """Say one test on one side: the newest result, whether it is news, and what it fits."""
    guide, last = found.guide, found.last
    side = say(_SIDES[last.side]) if last.side else ""
    unit = say(guide.values.unit)
    yield (
        say("{side}: {value} {unit} on {at:%d %b %Y}.", side=side, value=number(last.value), unit=unit, at=last.at)
        if side
        else say("{value} {unit} on {at:%d %b %Y}.", value=number(last.value), unit=unit, at=last.at)
    )
    yield news_told(found.news, guide)
    if found.after_run is not None:
        yield from _after_run(found.after_run, guide)
    if found.other_leg is not None:
        yield from _other_leg(found.other_leg, guide)
    if guide.name == _RAISES:
        yield _against_others(found)


def _after_run(difference: Difference, guide: Guide) -> Iterator[str]:
    if difference.verdict == "error-unknown":
        return
    by = {"change": number(round(abs(difference.change), 1)), "unit": say(guide.values.unit)}
    when = say("Two hours after a run") if difference.one.when == "+2h" else say("A day after a run")
    if difference.verdict == "within-error":
        yield say("{when} it is the same as at rest, as far as this test can tell.", when=when)
        if guide.name in _BENDS:
            yield say("If the calf feels tight then, it need not be shorter.")
        return
    if difference.verdict == "less":
        yield say("{when} it is {change} {unit} less than at rest: more than the test is off by.", when=when, **by)
        if guide.name in _BENDS:
            yield say(
                "That fits a calf that is stiffer after runs. It does not show that this is what hurts, and a sore "
                "foot alone can bend less."
            )
        return
    yield say("{when} it is {change} {unit} more than at rest: more than the test is off by.", when=when, **by)
    if guide.name in _BENDS:
        yield say("That does not fit a calf that is stiffer after runs.")


def _other_leg(difference: Difference, guide: Guide) -> Iterator[str]:
    if difference.verdict == "error-unknown":
        return
    if difference.verdict == "within-error":
        yield say("Both legs are alike, as far as this test can tell.")
        return
    change, unit = number(round(abs(difference.change), 1)), say(guide.values.unit)
    yield say(
        "That is {change} {unit} less than the other leg: more than the test is off by.", change=change, unit=unit
    )
    if guide.name in _BENDS:
        yield say("If it is so on rest days, too, that fits a calf that is shorter on this side all the time.")


def _against_others(found: Compared) -> str:
    """Hold heel raises against those of healthy adults; a runner's sex is not asked, so both are told."""
    card = CARDS[found.guide.card]
    figures = {figure.of: figure.value or 0.0 for figure in card.figures}
    men, women, error = figures[_MEN], figures[_WOMEN], found.guide.error or 0.0
    told = {"men": number(men), "women": number(women)}
    if found.last.value - error > max(men, women):
        return say(
            "Healthy adults do {men} (men) or {women} (women) in the middle; yours are clearly more. By this test it "
            "is no weak calf.",
            **told,
        )
    if found.last.value + error < min(men, women):
        return say(
            "Healthy adults do {men} (men) or {women} (women) in the middle, on a slope; yours are clearly fewer.",
            **told,
        )
    return say("Healthy adults do {men} (men) or {women} (women) in the middle; yours are about the same.", **told)

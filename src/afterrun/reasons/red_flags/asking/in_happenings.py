"""Patterns in what else was written down: medicines, injections, a twist or a fall."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from afterrun.language import mark
from afterrun.reasons.red_flags.asking.pattern import Pattern, Strength, Told
from afterrun.reasons.red_flags.signs import plain
from afterrun.records import Diary

# Judgements: tendons were hurt months after such tablets; an infection shows within weeks; a break within days.
_TABLETS = (
    re.compile(r"antibiot|quinolon|floxacin|\bcipro|\b(levaquin|avelox|tavanic|ciprobay)\b"),
    timedelta(weeks=26),
)
_NEEDLES = (re.compile(r"\binject|\bspritze|infiltration|cortison|\bkortison|punktion"), timedelta(weeks=4))
_STEROIDS = (re.compile(r"steroid|prednis|cortison|kortison"), timedelta(weeks=26))
_FALLS = (
    re.compile(r"\b(fall|fell|twist(ed)?|sprain(ed)?|blow|crash|accident)\b|sturz|umgeknickt|unfall"),
    timedelta(days=7),
)


def _happened(diary: Diary) -> Iterator[tuple[datetime, str]]:
    """Yield when and what; a phase counts until it ends."""
    yield from ((event.at, plain(event.kind)) for event in diary.events)
    yield from ((care.at, plain(f"{care.intervention} {care.variant or ''}")) for care in diary.care)
    for phase in diary.phases:
        yield phase.end or datetime.max.replace(tzinfo=phase.start.tzinfo), plain(phase.intervention)


def _hurt_after(told: Told, happened: tuple[re.Pattern[str], timedelta]) -> Strength:
    """Take the worst report of two weeks at each place, where such a thing happened."""
    name, felt_for = happened
    where: dict[str, float] = {}
    for place in told.places:
        near = any(name.search(what) and at > place.now - felt_for for at, what in _happened(told.diary))
        hurt = [report.nrs for report in place.recent if report.nrs > 0]
        if near and hurt:
            where[str(place.site)] = max(hurt)
    return where


IN_HAPPENINGS = (
    Pattern(
        why=mark("It hurts after a twist, a blow or a fall."),
        signs=("cannot-take-four-steps",),
        strength=lambda told: _hurt_after(told, _FALLS),
    ),
    Pattern(
        why=mark("You wrote down an antibiotic."),
        signs=("antibiotic-tendon",),
        strength=lambda told: _hurt_after(told, _TABLETS),
    ),
    Pattern(
        why=mark("You wrote down an injection."),
        signs=("hot-red-joint-fever",),
        strength=lambda told: _hurt_after(told, _NEEDLES),
    ),
    Pattern(
        why=mark("You wrote down a steroid."),
        signs=("periods-energy-past-bsi",),
        strength=lambda told: _hurt_after(told, _STEROIDS),
    ),
)

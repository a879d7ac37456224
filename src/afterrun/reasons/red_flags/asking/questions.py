"""Which questions are due: those that a pattern suggests and that were not answered since it was as strong as now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from afterrun.language import mark
from afterrun.reasons.red_flags.answered import latest_answers
from afterrun.reasons.red_flags.asking.in_happenings import IN_HAPPENINGS
from afterrun.reasons.red_flags.asking.in_reports import IN_REPORTS
from afterrun.reasons.red_flags.asking.in_words import IN_WORDS, WHY
from afterrun.reasons.red_flags.asking.pattern import Pattern, Strength, Told
from afterrun.reasons.red_flags.listed import SIGN_OF, SIGNS, Sign
from afterrun.reasons.red_flags.named import named_signs
from afterrun.reasons.red_flags.rule import RESTS, SEEN_RESTS, places_of
from afterrun.reasons.red_flags.written import written_signs
from afterrun.records import Diary, SignAnswer
from afterrun.records.sign_answer import SEEN, YES

PATTERNS = (*IN_REPORTS, *IN_HAPPENINGS, *IN_WORDS)
STRONGER_NRS = 2.0
"""So much worse than when it was answered, it is asked at once: on this scale two points are "much" (Farrar et al.
2001, n = 825: 2 points or 30 % are "much better")."""
_SEEN_BEFORE = mark("Somebody has looked at it. Is it still so?")


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions that are asked together.

    Parameters
    ----------
    why : str
        What made them worth asking, in English.
    signs : tuple of Sign
        At least one.
    """

    why: str
    signs: tuple[Sign, ...]


def questions(diary: Diary, now: datetime) -> tuple[Questions, ...]:
    """List what is worth asking now, each sign once.

    Parameters
    ----------
    diary : Diary
        What lies after ``now`` is not looked at.
    now : datetime
        The clock.
    """
    told, latest = told_until(diary, now), latest_answers(diary.signs, now)
    asked = named_signs(diary, told.places, now)
    due: dict[str, tuple[Sign, ...]] = {}
    for why, signs in _suggested(diary, told, latest, now):
        if new := tuple(SIGN_OF[sign] for sign in signs if sign not in asked):
            due[why] = tuple(sorted((*due.get(why, ()), *new), key=SIGNS.index))
            asked |= {sign.id for sign in new}
    return tuple(Questions(why, signs) for why, signs in due.items())


def never_asked(diary: Diary, now: datetime) -> tuple[Sign, ...]:
    """List the signs without an answer: on first use all of them, asked about once before anything else."""
    latest = latest_answers(diary.signs, now)
    return tuple(sign for sign in SIGNS if sign.id not in latest)


def told_until(diary: Diary, now: datetime) -> Told:
    """Take what was told up to a moment."""
    until = diary.until(now)
    return Told(now=now, diary=until, places=tuple(places_of(until, now)))


def _suggested(
    diary: Diary, told: Told, latest: Mapping[str, SignAnswer], now: datetime
) -> Iterator[tuple[str, list[str]]]:
    yield WHY, [each.sign.id for each in written_signs(diary, told.places, now)]
    for pattern in PATTERNS:
        if strength := pattern.strength(told):
            yield pattern.why, [s for s in pattern.signs if _is_due(diary, pattern, strength, latest.get(s), now)]
    yield _SEEN_BEFORE, [sign.id for sign in SIGNS if _comes_back(sign, latest.get(sign.id), now)]


def _is_due(diary: Diary, pattern: Pattern, strength: Strength, last: SignAnswer | None, now: datetime) -> bool:
    if last is None:
        return True
    if last.answer == YES:
        return False  # it stands as a flag
    if last.answer != SEEN and last.at <= now - RESTS:
        return True
    before = pattern.strength(told_until(diary, last.at))
    return any(place not in before or much >= before[place] + STRONGER_NRS for place, much in strength.items())


def _comes_back(sign: Sign, last: SignAnswer | None, now: datetime) -> bool:
    return last is not None and last.answer == SEEN and last.at <= now - SEEN_RESTS[sign.level]

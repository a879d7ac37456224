"""Every rule on every place, most urgent first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from afterrun.findings import Flag
from afterrun.language import say, sentence_case
from afterrun.reasons.red_flags.answered import flags_of_answers, seen_last
from afterrun.reasons.red_flags.bone import BONE
from afterrun.reasons.red_flags.breath import BREATH
from afterrun.reasons.red_flags.growing import GROWING
from afterrun.reasons.red_flags.journeys import JOURNEY
from afterrun.reasons.red_flags.lasting import LASTING
from afterrun.reasons.red_flags.listed import SIGNS
from afterrun.reasons.red_flags.nerves import NERVES
from afterrun.reasons.red_flags.rule import LEVELS, SEEN_RESTS, SOON, Place, places_of
from afterrun.reasons.red_flags.severe import SEVERE
from afterrun.reasons.red_flags.swelling import HOT, LEG, ONE_SIGN
from afterrun.reasons.red_flags.warming_up import WARMING_UP
from afterrun.reasons.red_flags.written import Text, flags_of_texts, written_signs
from afterrun.records import Care, Diary, Event, PainReport, Phase, Run, Site
from afterrun.records.kinds import KIND_OF

RULES = (BREATH, LEG, HOT, SEVERE, JOURNEY, ONE_SIGN, BONE, WARMING_UP, GROWING, NERVES, LASTING)
"""In the order in which flags of one level are told."""
Saved = Run | PainReport | Care | Phase | Event


@dataclass(frozen=True, slots=True)
class Found:
    """A flag, and what is answered to it.

    Parameters
    ----------
    flag : Flag
        What is told.
    signs : tuple of str
        Signs whose answer ends it; see `listed`.
    by : str
        ``ticked``: an answer says it; ``written``: words of a record, which may be meant otherwise; ``read``: what
        reports name or count.
    """

    flag: Flag
    signs: tuple[str, ...]
    by: Literal["ticked", "written", "read"]


def red_flags(diary: Diary, site: Site | None, now: datetime) -> tuple[Flag, ...]:
    """List what was answered, and the signs found at every place in the diary, most urgent first.

    Parameters
    ----------
    diary : Diary
        Reports and answers after ``now`` are not looked at.
    site : Site or None
        The place asked about: of flags of one level what was answered comes first, then its own.
    now : datetime
        The clock; see `TOLD_FOR`.
    """
    return tuple(found.flag for found in find_signs(diary, site, now))


def find_signs(diary: Diary, site: Site | None, now: datetime) -> list[Found]:
    """Find the flags of `red_flags`, with what is answered to each."""
    ordered = sorted(places_of(diary, now), key=lambda place: (place.site != site, place.site))
    seen = _seen(diary, now)
    found = [
        *(Found(flag, (sign,), "ticked") for sign, flag in flags_of_answers(diary.signs, now)),
        *(_of_text(text, flag, signs) for text, flag, signs in flags_of_texts(written_signs(diary, ordered, now))),
        *(each for place in ordered for each in _at(place, seen)),
    ]
    return sorted(found, key=lambda each: LEVELS.index(each.flag.level))


def _seen(diary: Diary, now: datetime) -> Mapping[str, datetime]:
    """When somebody last looked at what each rule reads."""
    looked = seen_last(diary.signs, now)
    at = [(rule, looked[sign.id]) for sign in SIGNS if sign.id in looked for rule in sign.read_by]
    return dict(sorted(at, key=lambda each: each[1]))


def _of_text(text: Text, flag: Flag, signs: tuple[str, ...]) -> Found:
    return Found(Flag(flag.level, _placed(text.site, flag.text)), signs, "written")


def urgent_flags(diary: Diary, now: datetime) -> tuple[Flag, ...]:
    """List what cannot wait, at any place: what is said when many records are taken in."""
    return tuple(flag for flag in red_flags(diary, None, now) if flag.level != SOON)


def flags_on_saving(diary: Diary, record: Saved, now: datetime) -> tuple[Flag, ...]:
    """List what to say when a record is saved: all that is urgent at any place, and whatever it raises itself.

    Parameters
    ----------
    diary : Diary
        With the record in it.
    record : Run, PainReport, Care, Phase or Event
        Just saved; one that is dated a little ahead of the clock counts.
    now : datetime
        The clock.
    """
    kind = KIND_OF[type(record)]
    until = max(now, kind.time_of(record))
    site = record.site if isinstance(record, PainReport) else None
    alone: Any = {kind.plural: (record,)}
    own = red_flags(Diary(**alone), site, until)
    told = [flag for flag in red_flags(diary, site, until) if flag.level != SOON or flag in own]
    told += [flag for flag in own if flag not in told]  # answered before it was saved
    return tuple(sorted(told, key=lambda flag: LEVELS.index(flag.level)))


def _at(place: Place, seen: Mapping[str, datetime]) -> Iterator[Found]:
    for rule in RULES:
        looked = seen.get(rule.name)
        flag = rule.find(place if looked is None else replace(place, seen=looked))
        rests = flag and rule.over_weeks and looked and place.now - looked < SEEN_RESTS[flag.level]
        if flag is not None and not rests:
            yield Found(Flag(flag.level, _placed(place.site, flag.text)), (rule.sign,), "read")


def _placed(place: Site | None, text: str) -> str:
    if place is None:
        return text
    return say("{place}: {text}", place=sentence_case(place.words), text=text)

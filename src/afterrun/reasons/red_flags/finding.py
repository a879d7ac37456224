"""Every rule on every place, most urgent first."""

from __future__ import annotations

from datetime import datetime

from afterrun.findings import Flag
from afterrun.language import say, sentence_case
from afterrun.reasons.red_flags.answered import flags_of_answers
from afterrun.reasons.red_flags.bone import BONE
from afterrun.reasons.red_flags.breath import BREATH
from afterrun.reasons.red_flags.growing import GROWING
from afterrun.reasons.red_flags.journeys import JOURNEY
from afterrun.reasons.red_flags.lasting import LASTING
from afterrun.reasons.red_flags.nerves import NERVES
from afterrun.reasons.red_flags.rule import LEVELS, SOON, Place, places_of
from afterrun.reasons.red_flags.severe import SEVERE
from afterrun.reasons.red_flags.swelling import HOT, LEG, ONE_SIGN
from afterrun.reasons.red_flags.written import flags_of_texts, written_signs
from afterrun.records import Diary, PainReport, Site

RULES = (BREATH, LEG, HOT, SEVERE, JOURNEY, ONE_SIGN, BONE, GROWING, NERVES, LASTING)
"""In the order in which flags of one level are told."""


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
    ordered = sorted(places_of(diary, now), key=lambda place: (place.site != site, place.site))
    written = flags_of_texts(written_signs(diary, ordered, now))
    found = [
        *flags_of_answers(diary.signs, now),
        *(Flag(flag.level, _placed(text.site, flag.text)) for text, flag in written),
        *(flag for place in ordered for flag in _at(place)),
    ]
    return tuple(sorted(found, key=lambda flag: LEVELS.index(flag.level)))


def flags_on_saving(diary: Diary, report: PainReport, now: datetime) -> tuple[Flag, ...]:
    """List what to say when a report is saved: all that is urgent at any place, and whatever this report raises itself.

    Parameters
    ----------
    diary : Diary
        With the report in it.
    report : PainReport
        Just saved; one that is dated a little ahead of the clock counts.
    now : datetime
        The clock.
    """
    until = max(now, report.at)
    own = red_flags(Diary(pain=(report,)), report.site, until)
    return tuple(flag for flag in red_flags(diary, report.site, until) if flag.level != SOON or flag in own)


def _at(place: Place) -> list[Flag]:
    found = [flag for rule in RULES if (flag := rule.find(place)) is not None]
    return [Flag(flag.level, _placed(place.site, flag.text)) for flag in found]


def _placed(place: Site | None, text: str) -> str:
    if place is None:
        return text
    return say("{place}: {text}", place=sentence_case(place.words), text=text)

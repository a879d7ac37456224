"""What was written of signs and has not been answered since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from afterrun.findings import Flag
from afterrun.language import say
from afterrun.reasons.red_flags.answered import answers_to_words, latest_answers
from afterrun.reasons.red_flags.listed import SIGN_OF, Sign
from afterrun.reasons.red_flags.named import named_signs
from afterrun.reasons.red_flags.rule import LEVELS, SAME_DAY, TOLD_FOR, WITHIN_DAYS, Place
from afterrun.reasons.red_flags.written.reading import How
from afterrun.reasons.red_flags.written.texts import Text, texts_of
from afterrun.records import Diary

_TABLETS: Final = "antibiotic-tendon"
_TABLETS_FOR = timedelta(weeks=26)  # tendons were hurt months after such tablets: a judgement
_SHOWN = 90  # letters of a text


@dataclass(frozen=True, slots=True)
class Written:
    """A text, and a sign that it says."""

    text: Text
    sign: Sign
    how: How


def written_signs(diary: Diary, places: Iterable[Place], now: datetime) -> list[Written]:
    """List what was written and stands: the newest of each sign at each place, newest first.

    Whatever is answered about a sign ends what was written of it before; so does time. What reports say in the
    fields that are there for it is told from them.
    """
    latest = latest_answers(answers_to_words(diary.signs), now)
    told_elsewhere = named_signs(diary, places, now)
    found: list[Written] = []
    for each in _said(diary, now):
        text, sign = each.text, each.sign
        answered = sign.id in latest and latest[sign.id].at >= text.at
        again = any(other.sign == sign and other.text.site == text.site for other in found)
        if not (answered or again or sign.id in told_elsewhere):
            found.append(each)
    return found


def _said(diary: Diary, now: datetime) -> Iterator[Written]:
    """Yield what texts say, newest first."""
    for text in texts_of(diary, now - _TABLETS_FOR, now):
        old = text.at <= now - TOLD_FOR
        for sign, how in text.signs.items():
            if how != "asks" and (sign == _TABLETS or not old) and may_matter(sign, text, diary, now):
                yield Written(text, SIGN_OF[sign], how)


def may_matter(sign: str, text: Text, diary: Diary, now: datetime) -> bool:
    """Whether anything has hurt since: else tablets are none of a runner's signs."""
    since = text.began or text.at
    return sign != _TABLETS or any(report.nrs > 0 and since <= report.at <= now for report in diary.pain)


def flags_of_texts(found: Iterable[Written]) -> list[tuple[Text, Flag, tuple[str, ...]]]:
    """Make one flag of each text, as urgent as the most urgent sign in it, and name its signs."""
    by_text: dict[Text, list[Written]] = {}
    for each in found:
        by_text.setdefault(each.text, []).append(each)
    return [(text, _flag(text, said), tuple(each.sign.id for each in said)) for text, said in by_text.items()]


def _flag(text: Text, said: Iterable[Written]) -> Flag:
    acts: dict[str, list[str]] = {}
    for each in sorted(said, key=lambda each: LEVELS.index(each.sign.level)):
        gone = each.how == "over" and each.sign.level == SAME_DAY
        act = say("Even if it has passed, have a clinician look at it within days.") if gone else say(each.sign.act)
        acts.setdefault(WITHIN_DAYS if gone else each.sign.level, []).append(act)
    level = min((each for each in LEVELS if each in acts), key=LEVELS.index)
    act = " ".join(dict.fromkeys(acts[level]))
    return Flag(level, say('You wrote: "{words}". {act}', words=_shown(text.words), act=act))


def _shown(words: str) -> str:
    one_line = " ".join(words.split()).rstrip(".,;!? ")
    return one_line if len(one_line) <= _SHOWN else one_line[:_SHOWN].rsplit(" ", 1)[0] + " ..."

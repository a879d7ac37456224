"""What was answered about signs, and the flags that follow.

A "yes" stands until it is answered otherwise; only an answer ends it, never time and never a click. After a "no", a
sign of today stays for the rest of two weeks, less urgently: what calls for a doctor today has good days too. "Seen"
ends it, and the question comes back (see `asking`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime

from afterrun.findings import Flag
from afterrun.language import say
from afterrun.reasons.red_flags.listed import SIGN_OF, SIGNS, Sign
from afterrun.reasons.red_flags.rule import SAME_DAY, TOLD_FOR, WITHIN_DAYS
from afterrun.records import SignAnswer
from afterrun.records.sign_answer import NO, SEEN, YES

_A_LIST = len(SIGNS) // 2  # answers of one moment; fewer were asked for a reason


def latest_answers(answers: Iterable[SignAnswer], now: datetime) -> Mapping[str, SignAnswer]:
    """Find the last answer about each sign; of several at one moment a yes counts."""
    latest: dict[str, SignAnswer] = {}
    for answer in sorted(answers, key=lambda each: (each.at, each.answer == YES)):
        if answer.at <= now:
            latest[answer.sign] = answer
    return latest


def flags_of_answers(answers: Iterable[SignAnswer], now: datetime) -> list[tuple[str, Flag]]:
    """List signs that were answered and their flags, as in `SIGNS`; those of signs that nobody knows come last."""
    known = tuple(answers)
    latest = latest_answers(known, now)
    flags = [(sign.id, _flag(sign, latest[sign.id], known, now)) for sign in SIGNS if sign.id in latest]
    strange = [answer for name, answer in latest.items() if name not in SIGN_OF and answer.answer == YES]
    return [(sign, flag) for sign, flag in flags if flag] + [(each.sign, _of_unknown(each)) for each in strange]


def answers_to_words(answers: Iterable[SignAnswer]) -> list[SignAnswer]:
    """Leave out each "no" to the list of all signs: it is no answer to what was written.

    On first use nothing is written yet, and what is taken in afterwards may be dated before it.
    """
    known = tuple(answers)
    together = Counter(answer.at for answer in known)
    return [answer for answer in known if answer.answer != NO or together[answer.at] < _A_LIST]


def seen_last(answers: Iterable[SignAnswer], now: datetime) -> Mapping[str, datetime]:
    """Find when somebody who can judge it last looked, by sign."""
    looked = sorted((each for each in answers if each.answer == SEEN and each.at <= now), key=lambda each: each.at)
    return {answer.sign: answer.at for answer in looked}


def _flag(sign: Sign, last: SignAnswer, answers: Iterable[SignAnswer], now: datetime) -> Flag | None:
    if last.answer == YES:
        return Flag(sign.level, say('You ticked: "{sign}" {act}', sign=say(sign.tick), act=say(sign.act)))
    if last.answer == NO and sign.level == SAME_DAY and (yes := _yes_before(sign, last, answers, now)):
        text = say(
            'On {at:%d %b} you ticked: "{sign}" Even if it has passed, have a clinician look at it within days.',
            at=yes.at,
            sign=say(sign.tick),
        )
        return Flag(WITHIN_DAYS, text)
    return None


def _yes_before(sign: Sign, last: SignAnswer, answers: Iterable[SignAnswer], now: datetime) -> SignAnswer | None:
    """Find the newest yes of two weeks, unless somebody has looked since."""
    found = None
    for answer in sorted((each for each in answers if each.sign == sign.id), key=lambda each: each.at):
        if now - TOLD_FOR < answer.at <= last.at and answer.answer != NO:
            found = answer if answer.answer == YES else None
    return found


def _of_unknown(answer: SignAnswer) -> Flag:
    text = say(
        'You answered yes to "{sign}", which this version does not know. Have a clinician look at it within days.',
        sign=answer.sign,
    )
    return Flag(WITHIN_DAYS, text)

"""All signs with what was answered and what is due."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from afterrun.findings import Signs, SignTold
from afterrun.findings.sign import Answered
from afterrun.language import say
from afterrun.reasons.red_flags.answered import latest_answers
from afterrun.reasons.red_flags.asking import never_asked, questions
from afterrun.reasons.red_flags.finding import red_flags
from afterrun.reasons.red_flags.listed import SIGNS, Sign
from afterrun.records import Diary, SignAnswer


def signs_told(diary: Diary, now: datetime) -> Signs:
    """Tell every sign, most urgent first, and what calls for a look now."""
    latest, new = latest_answers(diary.signs, now), never_asked(diary, now)
    due = {sign.id: say(asked.why) for asked in questions(diary, now) for sign in asked.signs}
    return Signs(
        as_of=now,
        signs=tuple(_told(sign, latest.get(sign.id), due, new=sign in new) for sign in SIGNS),
        safety=red_flags(diary, None, now),
    )


def _told(sign: Sign, last: SignAnswer | None, due: dict[str, str], *, new: bool) -> SignTold:
    return SignTold(
        id=sign.id,
        level=sign.level,
        text=say(sign.tick),
        act=say(sign.act),
        rests_on=sign.rests_on,
        status=sign.status,
        read_by=sign.read_by,
        answer=cast(Answered, last.answer) if last else None,
        answered=last.at if last else None,
        due=new or sign.id in due,
        why=due.get(sign.id),
    )

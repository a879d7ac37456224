"""What the page of signs shows: what stands, what is due, and all of them by group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from afterrun.journal import Entry, Journal
from afterrun.reasons.red_flags import GROUPS, SIGN_OF, Group, Sign, latest_answers
from afterrun.records import Diary
from afterrun.records.sign_answer import YES


@dataclass(frozen=True, slots=True)
class Standing:
    """A sign that was answered with yes: when, and where that is stored, so that a slip can be taken back."""

    sign: Sign
    at: datetime
    entry: Entry | None


def standing(journal: Journal, diary: Diary, now: datetime) -> Sequence[Standing]:
    """List what was answered with yes and stands."""
    latest = latest_answers(diary.signs, now)
    return [
        Standing(SIGN_OF[name], answer.at, journal.entry_of(answer))
        for name, answer in latest.items()
        if answer.answer == YES and name in SIGN_OF
    ]


def groups_without(stand: Sequence[Standing]) -> list[Group]:
    """List the groups without what stands: "none of these" must not take back what was ticked before."""
    ticked = {each.sign for each in stand}
    left = [replace(group, signs=tuple(sign for sign in group.signs if sign not in ticked)) for group in GROUPS]
    return [group for group in left if group.signs]

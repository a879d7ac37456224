"""What the page of signs shows: what stands, what is due, and all of them by group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from afterrun.journal import Entry, Journal
from afterrun.reasons.red_flags import GROUPS, SIGN_OF, Found, Group, find_signs, latest_answers
from afterrun.records import Diary
from afterrun.records.sign_answer import YES


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands, whether it can be said to be over, and where a yes to it is stored: a slip can be taken back."""

    found: Found
    may_be_over: bool
    entry: Entry | None

    @property
    def known(self) -> bool:
        """Whether this version knows the signs: what another wrote is told and cannot be answered here."""
        return all(sign in SIGN_OF for sign in self.found.signs)


def standing(journal: Journal, diary: Diary, now: datetime) -> list[Standing]:
    """List what stands, most urgent first."""
    ticks = {name: each for name, each in latest_answers(diary.signs, now).items() if each.answer == YES}
    return [
        Standing(found, found.by == "written" or tick is not None, journal.entry_of(tick) if tick else None)
        for found in find_signs(diary, next(iter(diary.sites()), None), now)
        for tick in [ticks.get(found.signs[0]) if found.by == "ticked" else None]
    ]


def groups_without(stand: Iterable[Standing]) -> list[Group]:
    """List the groups without what was ticked or written: "none of these" must not take that back."""
    told = {sign for each in stand if each.found.by != "read" for sign in each.found.signs}
    left = [replace(group, signs=tuple(sign for sign in group.signs if sign.id not in told)) for group in GROUPS]
    return [group for group in left if group.signs]

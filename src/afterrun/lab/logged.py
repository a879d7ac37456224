"""What was logged here by hand: listed by name, and taken back."""

from __future__ import annotations

from collections.abc import Sequence

from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.lab.row_names import row_name
from afterrun.language import say
from afterrun.records import Diary
from afterrun.records.kinds import KIND_OF
from afterrun.records.provenance import BY_HAND
from afterrun.report.entry_words import Logged

SHORT = 7
"""Letters of a name that are shown: of a thousand entries two share as many with a chance of 3 in 100."""


def logged(diary: Diary) -> list[Logged]:
    """List everything that happened, the newest first; what was brought in from elsewhere as well."""
    lists: tuple[Sequence[Logged], ...] = (diary.runs, diary.pain, diary.care, diary.phases, diary.events)
    found = [record for records in lists for record in records]
    return sorted(found, key=lambda record: KIND_OF[type(record)].time_of(record), reverse=True)


def take_back(journal: Journal, name: str) -> Logged:
    """Remove one entry that was logged by hand, by the beginning of its name.

    Raises
    ------
    InvalidValueError
        If no entry goes by that name, or several do, or it was brought in from elsewhere.
    """
    found = [record for record in logged(journal.diary()) if row_name(record).startswith(name)]
    if not found:
        raise InvalidValueError(
            say("name must be that of an entry; got {name!r}.", name=name),
            remedy=say("See the names: afterrun entries."),
        )
    if len(found) > 1:
        raise InvalidValueError(
            say("name must fit one entry; {name!r} begins {n} names.", name=name, n=len(found)),
            remedy=say("Give more of it: afterrun entries."),
        )
    if found[0].source not in BY_HAND:
        raise InvalidValueError(
            say("entry must have been logged by hand; {name} came from {source}.", name=name, source=found[0].source),
            remedy=say("Correct it where it came from, and import it again."),
        )
    entry = journal.entry_of(found[0])
    if entry is not None:
        journal.undo(entry)
    return found[0]

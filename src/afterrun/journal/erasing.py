"""Delete a journal with everything beside it. There is no way back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from afterrun.journal.stores.sqlite.database import faults
from afterrun.journal.stores.sqlite.leftovers import ERASING, beside, places, tidy
from afterrun.journal.stores.sqlite.lock import writing
from afterrun.owner_only import to_write
from afterrun.places import Place
from afterrun.scratch import scratch


def erase(path: Place) -> int:
    """Remove the journal file, its companions and the copies that migrations and restores put aside.

    All of it is noted before any of it goes. The file goes first: SQLite never folds a log into a file that is not
    there, so a stop in between loses nothing but what was to go; what is left then goes when a journal of that name is
    opened next. Of a link the file that it leads to goes, and the link. Whoever still has it open can save nothing
    more: what was saved is gone with the rest, what comes later is refused. In a database the rows of the person go,
    and nobody else's.

    Returns
    -------
    int
        How many files, or rows, are gone.

    Raises
    ------
    JournalError
        If one of them cannot be removed.
    """
    if not isinstance(path, Path):
        from afterrun.journal.stores.postgres.person import PostgresPerson

        return PostgresPerson(path).erase()
    with faults(path), writing(path), ExitStack() as noted:
        tidy(path)
        return sum(noted.enter_context(_going(place)) for place in reversed(places(path)))


@contextmanager
def _going(place: Path) -> Iterator[int]:
    """Note what is to go there; in the end it goes, and the note with it."""
    there = beside(place)
    with scratch(place.parent) as home:
        with to_write(home / ERASING) as note:
            note.write(json.dumps([each.name for each in there]).encode())
        yield len(there)
        for each in there:
            each.unlink()

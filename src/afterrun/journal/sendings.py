"""What was sent to be kept: by which name it came, and what became of it. It is stored with what it brought.

A browser sends a form again when its answer was lost, when a page is loaded again, or from its box of check-ins made
without a server; under the same name it is the same sending, also after a restart.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from afterrun.journal.journal import Journal
from afterrun.journal.rows import Entry

_DONE = "done"


@dataclass(frozen=True, slots=True)
class Received:
    """One that came.

    Parameters
    ----------
    at : datetime
        The time it got, whatever it says when it is sent again.
    stored : bool
        Whether what it brought is in the journal; always, but for check-ins that version 0.1 was killed over.
    entry : Entry or None
        Where, if it is one entry.
    """

    at: datetime
    stored: bool = True
    entry: Entry | None = None


@contextmanager
def once(journal: Journal, name: str | None, *, at: datetime) -> Iterator[bool]:
    """Write what a sending brings, all of it and its name or nothing; yields whether it is here for the first time.

    Parameters
    ----------
    journal : Journal
        Where.
    name : str or None
        Of the sending; without one it is new each time.
    at : datetime
        Now.
    """
    with journal.together():
        first = name is None or received(journal, name) is None
        yield first
        if first and name is not None:
            note_received(journal, name, Received(at))


def received(journal: Journal, name: str) -> Received | None:
    """Look one up by its name; None if it never came."""
    at, *more = (journal.setting(_key(name)) or "").split(" ", 4)
    if not at:
        return None
    entry = Entry(more[1], int(more[2]), more[3]) if len(more) == 4 else None
    return Received(datetime.fromisoformat(at), _DONE in more[:1], entry)


def note_received(journal: Journal, name: str, received: Received) -> None:
    """Write down that it came."""
    parts = [received.at.isoformat(), *([_DONE] if received.stored else [])]
    if (entry := received.entry) is not None:
        parts += [entry.table, str(entry.id), entry.uid]
    journal.set_setting(_key(name), " ".join(parts))


def _key(name: str) -> str:
    return f"outbox:{name}"  # in journals since check-ins could wait in a box, which was all that had a name

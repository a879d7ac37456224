"""Check-ins that a browser kept while there was no server: which of them came, and under which time they are stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from afterrun.journal.journal import Journal

_DONE = "done"


@dataclass(frozen=True, slots=True)
class Received:
    """One that came.

    Parameters
    ----------
    at : datetime
        The time it got, whatever it says when it is sent again.
    stored : bool
        Whether its report is in the journal.
    """

    at: datetime
    stored: bool = False


def received(journal: Journal, name: str) -> Received | None:
    """Look one up by the name its browser gave it; None if it never came."""
    at, _, state = (journal.setting(_key(name)) or "").partition(" ")
    return Received(datetime.fromisoformat(at), state == _DONE) if at else None


def note_received(journal: Journal, name: str, received: Received) -> None:
    """Write down that it came."""
    text = received.at.isoformat()
    journal.set_setting(_key(name), f"{text} {_DONE}" if received.stored else text)


def _key(name: str) -> str:
    return f"outbox:{name}"

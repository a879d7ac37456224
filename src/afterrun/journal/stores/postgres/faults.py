"""What went wrong with a database, in plain words: by its SQLSTATE, not by its texts, which quote what was written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError, InvalidRequestError

from afterrun.errors import JournalBusyError, JournalError
from afterrun.language import marks, say
from afterrun.places import Database

_REACHED = marks(
    "cannot be reached, or does not let this role in",
    "See whether the server runs, and whether address, role and password are right (~/.pgpass).",
)
_PREPARED = marks(
    "is not prepared for journals", "Whoever looks after the database does: afterrun database prepare ADDRESS."
)
_GONE = marks("was deleted or replaced meanwhile", "This was not saved. Do it again: that opens the journal anew.")
_TAKEN = marks(
    "has one of this name already", "Name another person at the end of the address. If you named none, try again."
)
_FULL = marks("could not be written: the server's disk is full", "Free some space; what was saved before is safe.")
_CUT = marks(
    "stopped answering",
    "What was said to be saved is safe. Once the server runs, look whether this is there; else do it again.",
)
_BUSY = marks("is in use by another process", "Wait for a running import to end, then try again.")
_DAMAGED = marks("is damaged", "Restore the database from a backup: docs/postgresql.md.")
_RIGHTS = marks(
    "may not be used by this role", "Whoever looks after the database gives it the rights: afterrun database prepare."
)
_TEXT = marks("cannot keep a text with a sign that is none (NUL)", "Take it out of the text; nothing was saved.")
_READ_ONLY = marks("can only be read", "This server is a copy of another one: name that one.")

# Classes and codes: PostgreSQL, appendix A. The longest beginning that fits is taken.
_BY_STATE: dict[str, tuple[str, ...]] = {
    "08": _CUT,
    "22021": _TEXT,
    "22P05": _TEXT,
    "23503": _GONE,
    "23505": _TAKEN,
    "25006": _READ_ONLY,
    "25P03": _CUT,
    "28": _REACHED,
    "3D": _REACHED,
    "3F": _PREPARED,
    "40": _BUSY,
    "42501": _RIGHTS,
    "42883": _PREPARED,
    "42P01": _PREPARED,
    "53": _BUSY,
    "53100": _FULL,
    "55P03": _BUSY,
    "57": _CUT,
    "57014": _BUSY,
    "58": _DAMAGED,
    "XX": _DAMAGED,
}


def told(fault: BaseException, where: Database) -> JournalError:
    """Say a fault of the server's or of the way to it."""
    return _error(_words(_state(fault), fault), where)


def _error(words: tuple[str, ...], where: Database) -> JournalError:
    what, remedy = words
    kind = JournalBusyError if what == _BUSY[0] else JournalError
    return kind(
        say("journal must be readable and writable; {path} {what}.", path=where, what=say(what)), remedy=say(remedy)
    )


@contextmanager
def faults(where: Database) -> Iterator[None]:
    """Say what went wrong with the database, and what to do."""
    try:
        yield
    except (DBAPIError, psycopg.Error) as fault:
        raise told(fault, where) from None  # what it quotes may be anybody's diary
    except InvalidRequestError:  # the connection broke before, and is not made anew: it would be nobody's
        raise _error(_CUT, where) from None


def _state(fault: BaseException) -> psycopg.Error | None:
    found = fault.orig if isinstance(fault, DBAPIError) else fault
    return found if isinstance(found, psycopg.Error) else None


def _words(found: psycopg.Error | None, fault: BaseException) -> tuple[str, ...]:
    state = (found.sqlstate if found is not None else None) or ""
    for length in (5, 2):
        if words := _BY_STATE.get(state[:length]):
            return words
    if not state and isinstance(found, psycopg.DataError):
        return _TEXT  # the only text that the driver itself refuses
    if not state and isinstance(found, psycopg.OperationalError):
        return _REACHED
    code = state or type(found or fault).__name__
    return say("gave the fault {code}", code=code), say("Look into the server's log.")

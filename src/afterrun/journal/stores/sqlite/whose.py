"""Whether a file of SQLite's is a journal of ours, and of which version."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from afterrun.errors import JournalError
from afterrun.journal.schema import SCHEMA_VERSION, SCHEMA_VERSIONS
from afterrun.journal.stores.sqlite.plain import acts_by_itself
from afterrun.language import say


def version_in(connection: sqlite3.Connection) -> str | None:
    """Read of which schema it says to be; None if it is no journal."""
    if "alembic_version" not in _tables(connection):
        return None
    found = connection.execute("SELECT * FROM alembic_version").fetchall()
    return ", ".join(str(value) for row in found for value in row)


def is_newer(version: str) -> bool:
    """Whether a later Afterrun wrote it."""
    return len(version) == len(SCHEMA_VERSION) and version.isdigit() and version > SCHEMA_VERSION


def require_journal(connection: sqlite3.Connection, path: Path) -> str:
    """Return the version of a journal, which may be newer than this program.

    Raises
    ------
    JournalError
        If it is another program's file, or an empty one.
    """
    found = version_in(connection)
    if found is None and _tables(connection):
        raise JournalError(
            say("journal must be Afterrun's; {path} is another program's database.", path=path),
            remedy=say("Name another file."),
        )
    if found is None:
        raise JournalError(
            say("journal must hold something; {path} is an empty file.", path=path),
            remedy=say("Restore a backup, or delete the file to begin a new journal."),
        )
    return found


def require_ours(connection: sqlite3.Connection, path: Path) -> str:
    """Return the version of a journal that can be used, brought up to date or not.

    Raises
    ------
    JournalError
        If it is none, does something by itself, is newer than this program, or does not say which version it is.
    """
    found = require_journal(connection, path)
    if (name := acts_by_itself(connection)) is not None:
        raise JournalError(
            say("journal must hold nothing that acts by itself; {path} has {name!r}.", path=path, name=name),
            remedy=say("Another program put it there. Save what can be read: afterrun check --salvage FILE."),
        )
    if is_newer(found):
        raise JournalError(
            say(
                "journal must be of schema {schema_version} or older; {path} has {found}.",
                schema_version=SCHEMA_VERSION,
                path=path,
                found=found,
            ),
            remedy=say("Update Afterrun."),
        )
    if found not in SCHEMA_VERSIONS:
        raise JournalError(
            say("journal must say of which schema it is; {path} says {found!r}.", path=path, found=found),
            remedy=say("It is damaged: restore a backup, or save what can be read: afterrun check --salvage FILE."),
        )
    return found


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

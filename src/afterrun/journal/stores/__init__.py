"""Where a journal is kept: one store an engine, each a `Store`. Schema, rows and verbs are the same on all."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from afterrun.errors import MissingExtraError
from afterrun.language import say
from afterrun.places import Database, Place

if TYPE_CHECKING:
    from afterrun.journal.stores.store import Store

__all__ = ["keeping_connections", "require_postgres", "store_of"]


def store_of(place: Place) -> Store:
    """Find the store of a place.

    Raises
    ------
    MissingExtraError
        If it is a database, and what speaks with it was not installed.
    """
    if isinstance(place, Path):
        from afterrun.journal.stores.sqlite.file import SqliteFile

        return SqliteFile(place)
    require_postgres(place)
    from afterrun.journal.stores.postgres.person import PostgresPerson

    return PostgresPerson(place)


def keeping_connections(place: Place) -> AbstractContextManager[None]:
    """Keep what takes long to open, as long as somebody serves many; a file is open in no time."""
    if isinstance(place, Path):
        return nullcontext()
    require_postgres(place)
    from afterrun.journal.stores.postgres import server

    return server.keeping_connections()


def require_postgres(place: Database) -> None:
    """Ask for what speaks with PostgreSQL.

    Raises
    ------
    MissingExtraError
        If it was not installed.
    """
    if find_spec("psycopg") is None:
        raise MissingExtraError(
            say("PostgreSQL must be spoken for {place}; psycopg is not installed.", place=place),
            remedy=say('Install it: pip install "afterrun[postgres]".'),
        )

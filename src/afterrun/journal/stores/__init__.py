"""Where a journal is kept: one store an engine, each a `Store`. Schema, rows and verbs are the same on all."""

from pathlib import Path

from afterrun.errors import MissingExtraError
from afterrun.journal.stores.sqlite.file import SqliteFile
from afterrun.journal.stores.store import Store
from afterrun.language import say
from afterrun.places import Place

__all__ = ["SqliteFile", "Store", "store_of"]


def store_of(place: Place) -> Store:
    """Find the store of a place.

    Raises
    ------
    MissingExtraError
        If it is a database, and what speaks with it was not installed.
    """
    if isinstance(place, Path):
        return SqliteFile(place)
    try:
        from afterrun.journal.stores.postgres.person import PostgresPerson
    except ModuleNotFoundError as missing:
        if missing.name != "psycopg":
            raise
        raise MissingExtraError(
            say("PostgreSQL must be spoken for {place}; psycopg is not installed.", place=place),
            remedy=say('Install it: pip install "afterrun[postgres]".'),
        ) from None
    return PostgresPerson(place)

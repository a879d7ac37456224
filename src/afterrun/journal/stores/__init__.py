"""Where a journal is kept: one store an engine, each a `Store`. Schema, rows and verbs are the same on all."""

from afterrun.journal.stores.sqlite.file import SqliteFile
from afterrun.journal.stores.store import Store

__all__ = ["SqliteFile", "Store"]

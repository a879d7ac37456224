"""A journal in one SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from afterrun.journal.stores.sqlite.database import connect, faults, transaction
from afterrun.journal.stores.sqlite.lock import writing
from afterrun.language import say


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """See `Store`."""

    path: Path

    @property
    def where(self) -> str:
        """Say where it is: the whole path."""
        return str(self.path.resolve())

    def connect(self, *, create: bool) -> Connection:
        """Open the file; made, migrated or narrowed first if need be."""
        return connect(self.path, create=create)

    def close(self, connection: Connection) -> None:
        """Close the file; the last one to do so folds the write-ahead log into it, which counts as writing."""
        with self.faults(), writing(self.path):
            connection.close()
            connection.engine.dispose()

    def faults(self) -> AbstractContextManager[None]:
        """Say what went wrong with the file, and what to do."""
        return faults(self.path)

    def transaction(self, connection: Connection) -> AbstractContextManager[Connection]:
        """Write all or nothing, under the lock that holds over processes."""
        return transaction(connection, self.path)

    def damage(self, connection: Connection) -> Iterator[str]:
        """Let SQLite check its pages, and every row that points at another."""
        sql = connection.exec_driver_sql
        yield from (str(line) for line in sql("PRAGMA integrity_check").scalars() if line != "ok")
        for row in sql("PRAGMA foreign_key_check"):
            yield say("row {row} of {table} points nowhere", row=row[1], table=row[0])

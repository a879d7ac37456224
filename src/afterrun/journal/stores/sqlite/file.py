"""A journal in one SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from afterrun.errors import JournalError
from afterrun.journal.stores.checked import Examined
from afterrun.journal.stores.sqlite.database import connect, faults, raw, take_place, transaction
from afterrun.journal.stores.sqlite.leftovers import MOVING, require_no_log
from afterrun.journal.stores.sqlite.lock import writing
from afterrun.journal.stores.sqlite.seals import sealed_table
from afterrun.journal.stores.sqlite.soundness import damage_in, looked_into, snapshot
from afterrun.language import say


@dataclass(frozen=True, slots=True)
class SqliteFile:
    """See `Store`."""

    path: Path

    @property
    def where(self) -> str:
        """Say where it is: the whole path."""
        return str(self.path.resolve())

    def taken(self) -> bool:
        """Whether there is a file, whatever is in it."""
        return self.path.exists()

    def beside(self) -> SqliteFile:
        """Name a file beside it."""
        return SqliteFile(self.path.with_name(f"{self.path.name}{MOVING}"))

    def take_over(self) -> None:
        """Rename the file beside it."""
        with self.faults(), writing(self.path):
            if self.taken():
                raise JournalError(
                    say("journal must not be there yet; {path} is.", path=self.path), remedy=say("Name another file.")
                )
            require_no_log(self.path)
            take_place(self.beside().path, self.path)

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

    def snapshot(self, connection: Connection) -> AbstractContextManager[None]:
        """Read as of one instant, whatever others write meanwhile."""
        return snapshot(raw(connection))

    def examined(self, connection: Connection, table: str) -> Iterator[Examined]:
        """Read the rows of a table, each with what is wrong with it, if anything is."""
        return looked_into(raw(connection), sealed_table(raw(connection), table))

    def damage(self, connection: Connection) -> Iterator[str]:
        """Let SQLite check its pages, and compare every row, file and stream with its checksum."""
        return damage_in(raw(connection))

"""A checksum for every row, so that no flipped bit is taken for an answer.

SQLite looks after its structure, not after what stands in it: a 3 that a failing disk makes a 7 is a sound database.
So each row has a seal (`stores.checksum`), written in the transaction that writes the row. Temporary triggers note
which rows a transaction touches, whatever code does so; what is sealed is read back from the database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any

from afterrun.journal.stores.checked import Examined, Fault
from afterrun.journal.stores.checksum import APART, checksum

SEALS = "seal"
_OURS = (SEALS, "alembic_version")
_UNREADABLE = (sqlite3.Error, OverflowError, UnicodeError)
_SQL_APART = "char(31)"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A table whose rows have seals: its columns, and those that make the key."""

    name: str
    columns: tuple[str, ...]
    keys: tuple[str, ...]

    def key_of(self, row: Mapping[str, Any]) -> str:
        """Name a row."""
        return APART.join(str(row[key]) for key in self.keys)

    def key_sql(self, prefix: str = "") -> str:
        """Name a row, in SQL."""
        return f" || {_SQL_APART} || ".join(f'CAST({prefix}"{key}" AS TEXT)' for key in self.keys)

    def find(self, connection: sqlite3.Connection, key: str) -> dict[str, Any] | None:
        """Read one row by its name; None if there is none."""
        where = " AND ".join(f'"{each}" = ?' for each in self.keys)
        parts = key.split(APART, len(self.keys) - 1)
        with closing(connection.execute(f"{self._select()} WHERE {where}", parts)) as cursor:
            row = cursor.fetchone() if len(parts) == len(self.keys) else None
        return None if row is None else dict(zip(self.columns, row, strict=True))

    def rows(self, connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
        """Read all rows; raises where the file makes no sense."""
        with closing(connection.execute(self._select())) as cursor:
            for row in cursor:
                yield dict(zip(self.columns, row, strict=True))

    def _select(self) -> str:
        columns = ", ".join(f'"{column}"' for column in self.columns)
        return f'SELECT {columns} FROM "{self.name}"'


def sealed_tables(connection: sqlite3.Connection) -> tuple[Sealed, ...]:
    """List the tables whose rows have seals: all but SQLite's own and alembic's."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return tuple(
        sealed_table(connection, name) for (name,) in names if name not in _OURS and not name.startswith("sqlite_")
    )


def sealed_table(connection: sqlite3.Connection, name: str) -> Sealed:
    """Describe one table."""
    columns = connection.execute("SELECT name, pk FROM pragma_table_info(?) ORDER BY name", (name,)).fetchall()
    keys = sorted((pk, column) for column, pk in columns if pk)
    return Sealed(name, tuple(column for column, _ in columns), tuple(column for _, column in keys))


def has_seals(connection: sqlite3.Connection) -> bool:
    """Whether the journal is of a version that seals."""
    return connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (SEALS,)).fetchone() is not None


def watch(connection: sqlite3.Connection) -> None:
    """Note from now on which rows this connection writes."""
    connection.execute("CREATE TEMP TABLE touched (place TEXT, row TEXT, PRIMARY KEY (place, row)) WITHOUT ROWID")
    for table in sealed_tables(connection):
        for verb, states in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
            notes = "".join(
                f"INSERT OR IGNORE INTO touched VALUES ('{table.name}', {table.key_sql(f'{state}.')});"
                for state in states
            )
            name = f"touched_{table.name}_{verb.lower()}"
            connection.execute(f'CREATE TEMP TRIGGER "{name}" AFTER {verb} ON main."{table.name}" BEGIN {notes} END')


def seal_touched(connection: sqlite3.Connection) -> None:
    """Seal what the transaction wrote, and drop the seals of what it deleted; before it is committed."""
    with closing(connection.execute("SELECT place, row FROM temp.touched")) as cursor:
        touched = cursor.fetchall()
    tables = {table.name: table for table in sealed_tables(connection)} if touched else {}
    for place, key in touched:
        _seal(connection, tables[place], key, tables[place].find(connection, key))
    connection.execute("DELETE FROM temp.touched")


def _seal(connection: sqlite3.Connection, table: Sealed, key: str, row: Mapping[str, Any] | None) -> None:
    if row is None:
        connection.execute("DELETE FROM seal WHERE place = ? AND row = ?", (table.name, key))
    else:
        connection.execute("INSERT OR REPLACE INTO seal VALUES (?, ?, ?)", (table.name, key, checksum(row)))


def seal_all(connection: sqlite3.Connection, *, but: Mapping[str, frozenset[str]]) -> None:
    """Seal every row anew, after the tables themselves have changed; those that were damaged before stay so."""
    for table in sealed_tables(connection):
        for row in list(table.rows(connection)):
            key = table.key_of(row)
            if key not in but.get(table.name, ()):
                _seal(connection, table, key, row)


def examined(connection: sqlite3.Connection, table: Sealed) -> Iterator[Examined]:
    """Read a table as far as it can be read, and compare every row with its seal.

    In a journal from before there were seals, only what cannot be read is told.
    """
    sealed = has_seals(connection)
    seals = _seals_that_can_be_read(connection, table.name) if sealed else {}
    missing = dict(seals)
    for key, row in _rows_that_can_be_read(connection, table, seals):
        missing.pop(key, None)
        if row is None:
            yield Examined(key, None, Fault.UNREADABLE)
        elif sealed and seals.get(key) != checksum(row):
            yield Examined(key, row, Fault.CHANGED if key in seals else Fault.UNSEALED)
        else:
            yield Examined(key, row)
    yield from (Examined(key, None, Fault.MISSING) for key in missing)


def _seals_that_can_be_read(connection: sqlite3.Connection, table: str) -> dict[str, int]:
    seals: dict[str, int] = {}
    for order in ("ASC", "DESC"):  # from both ends, if it breaks off in between
        with suppress(*_UNREADABLE):
            with closing(
                connection.execute(f"SELECT row, crc32 FROM seal WHERE place = ? ORDER BY row {order}", (table,))
            ) as cursor:
                for key, crc32 in cursor:
                    seals[str(key)] = crc32  # in a damaged file also what is no text
            return seals
    return seals


def _rows_that_can_be_read(
    connection: sqlite3.Connection, table: Sealed, seals: Mapping[str, int]
) -> Iterator[tuple[str, dict[str, Any] | None]]:
    seen = set()
    try:
        for row in table.rows(connection):
            seen.add(key := table.key_of(row))
            yield key, row
    except _UNREADABLE:  # then each by its name
        for key in sorted({*seals, *_keys_that_can_be_read(connection, table)} - seen):
            try:
                found = table.find(connection, key)
            except _UNREADABLE:
                yield key, None
            else:
                if found is not None:
                    yield key, found


def _keys_that_can_be_read(connection: sqlite3.Connection, table: Sealed) -> Sequence[str]:
    keys: list[str] = []
    for order in ("ASC", "DESC"):
        columns = ", ".join(f'"{key}" {order}' for key in table.keys)
        query = f'SELECT {table.key_sql()} FROM "{table.name}" ORDER BY {columns}'
        with suppress(*_UNREADABLE):
            with closing(connection.execute(query)) as cursor:
                keys.extend(str(key) for (key,) in cursor)
            return keys
    return keys

"""Everything that can be wrong with the file of a journal, found without opening it as one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from afterrun.journal.stores.checked import Damage, Examined, Fault
from afterrun.journal.stores.contents import makes_sense
from afterrun.journal.stores.sqlite.plain import acts_by_itself
from afterrun.journal.stores.sqlite.seals import Sealed, examined, sealed_tables
from afterrun.language import say


def damage_in(connection: sqlite3.Connection) -> Iterator[str]:
    """Say what is damaged: pages, rows that point nowhere, rows that are not as they were written, files, streams."""
    with snapshot(connection):
        try:
            if (name := acts_by_itself(connection)) is not None:
                yield say("the file has {name!r}, which acts by itself and is not of Afterrun", name=name)
                return  # reading on may never end
            yield from _structure(connection)
            tables = sealed_tables(connection)
        except sqlite3.Error as error:
            yield say("the file cannot be read: {error}", error=error)
            return
        for table in tables:
            for found in looked_into(connection, table):
                if found.fault is not None:
                    yield str(Damage.of(table.name, found))


def looked_into(connection: sqlite3.Connection, table: Sealed) -> Iterator[Examined]:
    """Examine the rows of a table, and the files and streams in them."""
    for found in examined(connection, table):
        if found.fault is None and found.row is not None and not makes_sense(table.name, found.row):
            yield replace(found, fault=Fault.SENSELESS)
        else:
            yield found


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """Read as of one instant: a row and its seal are never of before and after a write of somebody else."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


def _structure(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute("PRAGMA integrity_check").fetchall():
        if line != "ok":
            yield str(line)
    for row in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield say("row {row} of {table} points nowhere", row=row[1], table=row[0])

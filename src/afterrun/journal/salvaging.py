"""What can still be read of a damaged journal, as a new one. The damaged one is only read."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select

from afterrun.errors import JournalError
from afterrun.journal import schema
from afterrun.journal.rows import SENSELESS, from_row, to_row
from afterrun.journal.stores.checked import Damage, Examined
from afterrun.journal.stores.sqlite.copying import copy_bytes
from afterrun.journal.stores.sqlite.database import faults
from afterrun.journal.stores.sqlite.file import SqliteFile
from afterrun.journal.stores.sqlite.lock import writing
from afterrun.journal.stores.sqlite.plain import open_plain, require_file
from afterrun.journal.stores.sqlite.seals import sealed_table
from afterrun.journal.stores.sqlite.soundness import looked_into
from afterrun.language import say
from afterrun.owner_only import make_folder
from afterrun.places import Place
from afterrun.records.kinds import KINDS
from afterrun.scratch import scratch


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What became of the rows.

    Parameters
    ----------
    saved : mapping of str to int
        Table -> how many rows of it are in the new journal.
    lost : tuple of Damage
        Rows that are not, because they cannot be relied on.
    """

    saved: Mapping[str, int]
    lost: tuple[Damage, ...]


def salvage(source: Place, target: Path) -> Salvaged:
    """Write what can be read of a journal, and is as it was written, to a new one.

    Raises
    ------
    JournalError
        If there is no journal, or a file in the way, or nothing can be read at all; or if it is in a database.
    """
    if not isinstance(source, Path):
        raise JournalError(
            say("journal must be a file to be salvaged; {path} is in a database.", path=source),
            remedy=say("Export what is sound: afterrun export FOLDER. Or restore the database: docs/postgresql.md."),
        )
    if not source.exists():
        raise JournalError(say("journal must exist; there is no {path}.", path=source), remedy=say("Check --journal."))
    require_file(source)
    if target.exists():
        raise JournalError(say("file must be new; {target} is there.", target=target), remedy=say("Name another one."))
    with faults(target):
        make_folder(target.parent)
        with scratch(target.parent) as home:
            copy, new = home / "damaged.db", home / "new.db"
            with writing(source):  # its bytes: SQLite's own copying stops at the first damaged page
                copy_bytes(source, copy)
            with closing(open_plain(copy)) as old:
                _drop_what_acts(old)
                found = _rescued(old, new, source)
            os.replace(new, target)  # noqa: PTH105 - replaces in one step on every system
    return found


def _drop_what_acts(copy: sqlite3.Connection) -> None:
    """Drop views and triggers: only tables hold rows, and a view of that name may be read without end."""
    with suppress(sqlite3.Error):  # the list itself may be damaged
        found = copy.execute("SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchall()
        for kind, name in found:
            quoted = name.replace('"', '""')
            copy.execute(f'DROP {kind} "{quoted}"')


def _rescued(old: sqlite3.Connection, new: Path, source: Path) -> Salvaged:
    store, saved, lost = SqliteFile(new), {}, []
    connection = store.connect(create=True)
    try:
        with store.transaction(connection):
            for table in _parents_first():
                taken = 0
                for each in _rows(old, table):
                    if each.fault is None and each.row is not None and _put(connection, table, dict(each.row)):
                        taken += 1
                    else:
                        lost.append(Damage.of(table.name, each))
                saved[table.name] = taken
            if not any(saved.values()):
                raise JournalError(
                    say("journal must be readable in parts; nothing of {path} can be read.", path=source),
                    remedy=say("Restore a backup."),
                )
    finally:
        store.close(connection)
    return Salvaged(saved, tuple(lost))


def _parents_first() -> Iterator[Table]:
    yield from (table for table in schema.metadata.sorted_tables if table is not schema.seal)


def _rows(old: sqlite3.Connection, table: Table) -> Iterator[Examined]:
    with suppress(sqlite3.Error):  # not even its name can be read, or it is of a later version
        found = sealed_table(old, table.name)
        if found.keys:
            yield from looked_into(old, found)


def _put(connection: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Add a row, if it makes sense in the new journal; a run whose file is lost stays a run."""
    try:
        kept = {column.name: row.get(column.name) for column in table.columns}
        for kind in KINDS:
            if kind.name == table.name:
                record = from_row(kind.record, kept)
                if kept.get("original") is not None and not _is_there(connection, str(kept["original"])):
                    record = replace(record, original=None)
                kept = {"id": row["id"], **to_row(record)}
        with connection.begin_nested():
            keys = [column == kept[column.name] for column in table.primary_key]
            connection.execute(delete(table).where(*keys))  # a new journal has settings of its own
            connection.execute(insert(table).values(kept))
    except SENSELESS:
        return False
    return True


def _is_there(connection: Connection, sha256: str) -> bool:
    table = schema.original
    return connection.execute(select(table.c.sha256).where(table.c.sha256 == sha256)).first() is not None

"""Bring a journal's schema up to date, after a copy of it has been put aside."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from sqlalchemy import Connection

from afterrun.journal.stores.sqlite.plain import open_plain
from afterrun.journal.stores.sqlite.seals import Sealed, examined, has_seals, seal_all, sealed_tables
from afterrun.journal.stores.steps import configuration
from afterrun.owner_only import new_file
from afterrun.scratch import scratch


def migrate(connection: Connection, path: Path, found: str | None) -> None:
    """Upgrade to the newest schema; a journal that exists already is copied to ``<name>.before-<version>`` first.

    Every row is sealed anew then. One that was damaged before stays so.
    """
    source = connection.connection.dbapi_connection
    assert isinstance(source, sqlite3.Connection)
    if found is not None:
        _put_aside(source, path, path.with_name(f"{path.name}.before-{found}"))
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    damaged = {table.name: _damaged(source, table) for table in sealed_tables(source)} if has_seals(source) else {}
    command.upgrade(configuration(connection), "head")
    seal_all(source, but=damaged)
    connection.exec_driver_sql("COMMIT")


def _damaged(source: sqlite3.Connection, table: Sealed) -> frozenset[str]:
    return frozenset(each.key for each in examined(source, table) if each.fault is not None)


def _put_aside(source: sqlite3.Connection, path: Path, aside: Path) -> None:
    with scratch(path.parent) as home:
        unfinished = home / aside.name
        new_file(unfinished)
        with closing(open_plain(unfinished)) as backup:
            source.backup(backup)
        os.replace(unfinished, aside)  # noqa: PTH105 - replaces in one step on every system

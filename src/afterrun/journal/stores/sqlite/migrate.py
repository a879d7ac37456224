"""Bring a journal's schema up to date, after a copy of it has been put aside."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from afterrun.journal.stores.sqlite.plain import open_plain
from afterrun.owner_only import narrow, new_file


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings: the migrations shipped with the package, on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[2] / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrate(connection: Connection, path: Path, found: str | None) -> None:
    """Upgrade to the newest schema; a journal that exists already is copied to ``<name>.before-<version>`` first."""
    if found is not None:
        aside = path.with_name(f"{path.name}.before-{found}")
        new_file(aside)
        narrow(aside)
        with closing(open_plain(aside)) as backup:
            source = connection.connection.dbapi_connection
            assert isinstance(source, sqlite3.Connection)
            source.backup(backup)
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    command.upgrade(configuration(connection), "head")
    connection.exec_driver_sql("COMMIT")

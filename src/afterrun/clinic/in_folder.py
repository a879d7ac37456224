"""A clinic's own tables in a SQLite file, beside the journals."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from afterrun.clinic.making import make_tables
from afterrun.errors import JournalBusyError, JournalError
from afterrun.language import say
from afterrun.owner_only import make_folder, narrow, new_file

FILE = "clinic.sqlite"
_BUSY_MS = 10_000
_WRITES = "writes"


@dataclass(frozen=True, slots=True)
class InFolder:
    """See `Keeper`."""

    engine: Engine

    @classmethod
    def at(cls, folder: Path) -> InFolder:
        """Open or make the file in the folder of a clinic, for its owner alone."""
        make_folder(folder)
        path = folder / FILE
        new_file(path)
        narrow(path)
        return cls(create_engine(f"sqlite:///{path}", connect_args={"timeout": _BUSY_MS / 1000}))

    def __post_init__(self) -> None:
        event.listen(self.engine, "connect", _settings)
        event.listen(self.engine, "begin", _begin)

    def prepare(self) -> None:
        """Make the tables, or those that a newer version added."""
        with self.engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
            make_tables(connection)

    def options(self, *, writes: bool) -> dict[str, Any]:
        """Say at the beginning of a transaction whether it writes."""
        return {_WRITES: writes}

    def take_turn(self, connection: Connection) -> None:
        """It was taken at the beginning: two that both read first could otherwise both write then."""

    @contextmanager
    def faults(self) -> Iterator[None]:
        """Say what went wrong with the file."""
        try:
            yield
        except DBAPIError as fault:
            kind = JournalBusyError if "locked" in str(fault.orig) else JournalError
            raise kind(
                say("clinic must be readable and writable; {fault}.", fault=fault.orig),
                remedy=say("Try again. If it stays so, look at the disk and the folder of the clinic."),
            ) from fault

    def wring_out(self) -> None:
        """Empty the log beside the file and its free pages."""
        with self.engine.connect() as connection:
            plain: Any = connection.connection.dbapi_connection
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                plain.execute(statement)


def _settings(connection: sqlite3.Connection, _: object) -> None:
    # As of a journal: what was taken back is overwritten, nothing is written elsewhere, what was said is on the disk.
    connection.isolation_level = None  # begun by hand (`_begin`)
    for pragma in (
        "journal_mode=WAL",
        "trusted_schema=OFF",
        "synchronous=FULL",
        "secure_delete=ON",
        "temp_store=MEMORY",
        f"busy_timeout={_BUSY_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

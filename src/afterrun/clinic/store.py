"""The clinic's own database: one SQLite file beside the journals, or any engine that SQLAlchemy is given."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select
from sqlalchemy.exc import DBAPIError

from afterrun.clinic import triggers  # noqa: F401 - makes them with the tables
from afterrun.clinic.schema import VERSION, about, metadata
from afterrun.errors import JournalBusyError, JournalError
from afterrun.language import say
from afterrun.owner_only import make_folder, narrow, new_file

FILE = "clinic.sqlite"
_BUSY_MS = 10_000
_WRITES = "writes"
_TURN = 8720  # names the lock among those of other programs in the same database; any number does


class Store:
    """Reads, and writes all or nothing.

    Parameters
    ----------
    engine : Engine
        Of SQLite or PostgreSQL; the tables are made if they are not there.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        event.listen(engine, "begin", _begin)
        _prepare(engine)

    @classmethod
    def in_folder(cls, folder: Path) -> Store:
        """Open or make the file in the folder of a clinic, for its owner alone."""
        make_folder(folder)
        path = folder / FILE
        new_file(path)
        narrow(path)
        return cls(_sqlite(path))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """See one state of the database."""
        with _faults(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write all or nothing, one at a time: what is read in it is still so when it is written."""
        with _faults(), self._engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
            yield connection

    def wring_out(self) -> None:
        """Leave no trace of what was taken back: not in the log beside the file, not in free pages."""
        if self._engine.dialect.name != "sqlite":
            return  # PostgreSQL's own VACUUM does it in its time
        with self._engine.connect() as connection:
            plain: Any = connection.connection.dbapi_connection
            for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                plain.execute(statement)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()


def _sqlite(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": _BUSY_MS / 1000})
    event.listen(engine, "connect", _settings)
    return engine


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
    """Take the one right to write at the beginning: two that both read first could otherwise both write then."""
    writes = connection.get_execution_options().get(_WRITES)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif writes and connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")


def _prepare(engine: Engine) -> None:
    with _faults(), engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        if not inspect(connection).has_table(about.name):
            metadata.create_all(connection)
            connection.execute(insert(about).values(version=VERSION))
        found = connection.execute(select(about.c.version)).scalar_one_or_none()
    if found != VERSION:
        raise JournalError(
            say("clinic must be of version {version}; got {found}.", version=VERSION, found=found),
            remedy=say("Update Afterrun."),
        )


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except DBAPIError as fault:
        kind = JournalBusyError if "locked" in str(fault.orig) else JournalError
        raise kind(
            say("clinic must be readable and writable; {fault}.", fault=fault.orig),
            remedy=say("Try again. If it stays so, look at the disk and the folder of the clinic."),
        ) from fault

"""Open the SQLite file: settings that survive a crash, the schema brought up to date, faults in plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from afterrun.errors import JournalBusyError, JournalError
from afterrun.journal.schema import SCHEMA_VERSION
from afterrun.journal.stores.sqlite.leftovers import has_log, require_no_log, tidy
from afterrun.journal.stores.sqlite.lock import writing
from afterrun.journal.stores.sqlite.narrowing import narrow_journal
from afterrun.journal.stores.sqlite.plain import may_be_written, open_plain, open_to_read, real
from afterrun.journal.stores.sqlite.seals import seal_touched, watch
from afterrun.journal.stores.sqlite.whose import require_ours
from afterrun.language import marks, say
from afterrun.owner_only import make_folder, new_file
from afterrun.scratch import scratch

_BUSY_MS = 10_000
_FILE = "file"  # what a connection has open: device and number
_WATCHED = "watched"  # whether the rows that a connection writes are noted, to be sealed
_BUSY = "locked"
_NO_ROOM_BESIDE = "SQLITE_IOERR_SHMSIZE"  # for what is kept beside a journal, also to read it: "disk I/O error"
_empty: list[bytes] = []  # a journal without a row, as this process has made the first one
_FAULTS = (
    ("not a database", *marks("is not a journal", "Name another file with --journal; nothing was changed.")),
    ("malformed", *marks("is damaged", "Restore a backup, or save what can be read: afterrun check --salvage FILE.")),
    (
        "disk is full",
        *marks("could not be written: the disk is full", "Free some space; what was saved before is safe."),
    ),
    (
        "No space left",
        *marks("could not be written: the disk is full", "Free some space; what was saved before is safe."),
    ),
    ("readonly", *marks("cannot be written", "Check who may write to the file and its folder.")),
    ("Permission denied", *marks("may not be used", "Check who may write to the file and its folder.")),
    ("unable to open", *marks("cannot be opened", "Check that the folder exists and may be written to.")),
    (_BUSY, *marks("is in use by another process", "Close the other Afterrun, or wait for it to end.")),
)


def connect(path: Path, *, create: bool) -> Connection:
    """Open a journal, making or migrating it first if need be. Where nothing can be written it can still be read.

    Raises
    ------
    JournalError
        If it does not exist (and may not be made), is no journal, is damaged or is too new; or if it cannot be written
        and so cannot be read as a whole.
    """
    with faults(path):
        if not path.exists() and not create:
            raise JournalError(
                say("journal must exist; there is no {path}.", path=path),
                remedy=say("Check --journal, or import something first."),
            )
        if not real(path).parent.is_dir():
            _require_target(path)
        _require_no_folder(path)
        make_folder(path.parent)
        with writing(path):
            if path.exists() and not may_be_written(path):
                return _opened_to_read(path)
            tidy(path)
            _require_target(path)
            if not path.exists():
                require_no_log(path)
                _make(path)
            return _opened(path)


def raw(connection: Connection) -> sqlite3.Connection:
    """The connection of SQLite's own below the engine's."""
    found = connection.connection.dbapi_connection
    assert isinstance(found, sqlite3.Connection)
    return found


def _make(path: Path) -> None:
    """Make a journal under another name first: cut off in between, there is none, and not half of one.

    An empty one of this schema is the same for everybody: the steps to it are gone once a process.
    """
    with scratch(path.parent) as home:
        unfinished = home / path.name
        with suppress(OSError):  # SQLite says better why a file cannot be made
            new_file(unfinished)
        if _empty:
            _write_through(unfinished, _empty[0])
        else:
            _go_all_steps(unfinished)
            _empty[:] = [unfinished.read_bytes()]
        take_place(unfinished, path)


def _go_all_steps(path: Path) -> None:
    from afterrun.journal.stores.sqlite.migrate import migrate

    connection = _engine_connection(path)
    try:
        migrate(connection, path, None)
    finally:
        connection.close()
        connection.engine.dispose()


def _write_through(path: Path, whole: bytes) -> None:
    """Write a file, and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(whole)
        file.flush()
        os.fsync(file.fileno())


def take_place(whole: Path, path: Path) -> None:
    """Give a file that nobody has open its name; once this returns, a crash does not take it away."""
    os.replace(whole, path)  # noqa: PTH105 - replaces in one step on every system
    _settle_folder(path.parent)


def _settle_folder(folder: Path) -> None:
    """Wait until the disk has the name of a file; else what is saved in it may be lost with it."""
    with suppress(OSError):  # not on every system
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _opened(path: Path) -> Connection:
    return _readied(_engine_connection(path), path, _bring_up_to_date)


def _opened_to_read(path: Path) -> Connection:
    return _readied(_engine_connection(path, open_to_read), path, _require_readable)


def _readied(connection: Connection, path: Path, ready: Callable[[Connection, Path], None]) -> Connection:
    try:
        ready(connection, path)
        connection.info[_FILE] = _file_at(path)
    except BaseException:
        connection.close()
        raise
    return connection


def _require_readable(connection: Connection, path: Path) -> None:
    """Of a log nothing would be seen, and what was saved last is in it."""
    if has_log(real(path)) or require_ours(raw(connection), path) != SCHEMA_VERSION:
        raise JournalError(
            say("journal must be writable; {path} is read-only.", path=path),
            remedy=say("Change its permissions or copy it."),
        )


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Say what went wrong with the file, and what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, OSError, UnicodeDecodeError) as fault:
        message = _said(fault)
        for sign, what, remedy in _FAULTS:
            if sign in message:
                raise (JournalBusyError if sign == _BUSY else JournalError)(
                    say("journal must be readable and writable; {path} {what}.", path=path, what=say(what)),
                    remedy=say(remedy),
                ) from fault
        raise JournalError(
            say("journal must be readable and writable; {path}: {message}.", path=path, message=message),
            remedy=say("Check the file."),
        ) from fault


def _said(fault: DBAPIError | sqlite3.Error | OSError | UnicodeDecodeError) -> str:
    """Of the system's faults only what it says: a name of a file in them may hold any word."""
    if isinstance(fault, OSError):
        return fault.strerror or str(fault)
    if isinstance(fault, UnicodeDecodeError) or "Could not decode" in str(
        fault
    ):  # SQLite's own words repeat the damage
        return "malformed"
    below = getattr(fault, "orig", None) or fault
    return "disk is full" if getattr(below, "sqlite_errorname", "") == _NO_ROOM_BESIDE else str(below)


@contextmanager
def transaction(connection: Connection, path: Path) -> Iterator[Connection]:
    """Write all or nothing; once this returns, it is on the disk.

    Raises
    ------
    JournalError
        If the journal was deleted or another file took its place since it was opened: what is written to a file without
        a name is lost.
    """
    with faults(path), writing(path):
        _require_same_file(connection, path)
        if _WATCHED not in connection.info:
            watch(raw(connection))
            connection.info[_WATCHED] = True
        below = raw(connection)
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            seal_touched(raw(connection))
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            with suppress(
                sqlite3.ProgrammingError
            ):  # closed where it was interrupted in a statement, and so rolled back
                below.rollback()
            raise


def _file_at(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _require_same_file(connection: Connection, path: Path) -> None:
    if connection.info[_FILE] != _file_at(path):
        raise JournalError(
            say("journal must be the file that was opened; {path} was deleted or replaced meanwhile.", path=path),
            remedy=say("This was not saved. Do it again: that opens the journal anew."),
        )


def _require_target(path: Path) -> None:
    """A new journal in the place of a link would hide the one on a disk that is not there now."""
    if path.is_symlink() and not path.exists():
        raise JournalError(
            say(
                "journal must be where its link leads; {path} leads to {target}, which is not there.",
                path=path,
                target=real(path),
            ),
            remedy=say("Connect the disk, or put the journal back. To begin a new one, delete the link first."),
        )


def _require_no_folder(path: Path) -> None:
    if path.is_dir():
        raise JournalError(
            say("journal must be a file; {path} is a folder.", path=path),
            remedy=say("Name a file in it with --journal."),
        )


def _open_patiently(path: Path) -> sqlite3.Connection:
    return open_plain(path, timeout_s=_BUSY_MS / 1000)


def _engine_connection(path: Path, opened: Callable[[Path], sqlite3.Connection] = _open_patiently) -> Connection:
    # Transactions are begun by hand (`transaction`): SQLite must take its write lock at BEGIN, not at the first write.
    engine = create_engine(
        "sqlite://",
        isolation_level="AUTOCOMMIT",
        poolclass=StaticPool,
        creator=lambda: opened(path),
    )
    event.listen(engine, "connect", _settings)
    return engine.connect()


def _settings(connection: sqlite3.Connection, _: object) -> None:
    # trusted_schema: what a file from elsewhere brings in its schema may call no function that reaches outside it.
    # secure_delete: what was taken back is overwritten. temp_store: nothing of it is written elsewhere.
    for pragma in (
        "trusted_schema=OFF",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "temp_store=MEMORY",
        f"busy_timeout={_BUSY_MS}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _bring_up_to_date(connection: Connection, path: Path) -> None:
    found = require_ours(raw(connection), path)
    narrow_journal(path)  # only now: the file of another program is left as it is
    connection.exec_driver_sql("PRAGMA journal_mode=WAL")  # only now: it is written into the file
    if found != SCHEMA_VERSION:
        from afterrun.journal.stores.sqlite.migrate import (
            migrate,  # alembic takes 0.3 s to import and is hardly ever needed
        )

        migrate(connection, path, found)

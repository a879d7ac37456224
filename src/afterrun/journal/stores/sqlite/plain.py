"""A file of SQLite's, opened by its path, whatever characters that has."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from afterrun.errors import JournalError
from afterrun.language import say


def open_plain(path: Path, *, timeout_s: float = 5.0) -> sqlite3.Connection:
    """Open a file, made if it is not there; any thread may use it, one at a time.

    The path is made absolute: SQLite takes a name that begins with ``file:`` for an address, in which ``?``, ``#`` and
    ``%41`` mean something, and ``:memory:`` for no file at all.

    Raises
    ------
    JournalError
        If there is something else than a file.
    """
    require_file(path)
    return sqlite3.connect(path.absolute(), check_same_thread=False, timeout=timeout_s)


def real(path: Path) -> Path:
    """Follow links: SQLite keeps the log beside the file itself, not beside what leads to it."""
    return Path(os.path.realpath(path))  # what goes round in circles is no fault yet


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open a file beside which nothing can be written, and that nobody writes meanwhile; its log is not looked at."""
    require_file(path)
    return sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False)


def may_be_written(path: Path) -> bool:
    """Whether a file and what SQLite keeps beside it can be written."""
    return os.access(path, os.W_OK) and os.access(real(path).parent, os.W_OK)


def require_file(path: Path) -> None:
    """Refuse a pipe or a device: reading one may never end, and a file in its place would take it from the system.

    Raises
    ------
    JournalError
        If there is something at the path that is no file.
    """
    if path.exists() and not path.is_file():
        raise JournalError(
            say("{path} must be an ordinary file; it is something else.", path=path), remedy=say("Name another one.")
        )


def acts_by_itself(connection: sqlite3.Connection) -> str | None:
    """Name what a file brings that does something when it is read or written; a journal of ours has nothing of it.

    A trigger may delete what was just acknowledged, and a view may be read without end.
    """
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL%'"
    ).fetchone()
    return None if found is None else str(found[0])

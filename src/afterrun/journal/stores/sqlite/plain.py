"""A file of SQLite's, opened by its path, whatever characters that has."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def open_plain(path: Path, *, timeout_s: float = 5.0) -> sqlite3.Connection:
    """Open a file, made if it is not there; any thread may use it, one at a time.

    The path is made absolute: SQLite takes a name that begins with ``file:`` for an address, in which ``?``, ``#`` and
    ``%41`` mean something, and ``:memory:`` for no file at all.
    """
    return sqlite3.connect(path.absolute(), check_same_thread=False, timeout=timeout_s)

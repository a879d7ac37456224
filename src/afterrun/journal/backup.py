"""Copies of a journal: taken while it is in use, and put back all or nothing."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from afterrun.errors import JournalError
from afterrun.journal.database import faults
from afterrun.journal.journal import Journal
from afterrun.journal.lock import writing


def back_up(path: Path, target: Path, *, force: bool = False) -> int:
    """Copy a journal to a file of its own; others may go on reading and writing meanwhile.

    Returns
    -------
    int
        Size of the copy. [byte]

    Raises
    ------
    JournalError
        If there is no journal, or a file in the way, or the copy cannot be written.
    """
    if not path.exists():
        raise JournalError(f"journal must exist; there is no {path}.", remedy="Check --journal.")
    if target.exists() and not force:
        raise JournalError(f"file must be new; {target} is there.", remedy="Name another one, or use --force.")
    with faults(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f"{target.name}.unfinished")
        unfinished.unlink(missing_ok=True)
        _copy(path, unfinished)
        os.replace(unfinished, target)  # noqa: PTH105 - replaces in one step on every system
        return target.stat().st_size


def restore(source: Path, path: Path, *, now: datetime, force: bool = False) -> Path | None:
    """Put a backup in the place of a journal, after a copy of what is there has been put aside.

    The backup is tried out first, migrated if it is older: a damaged or foreign file changes nothing.

    Returns
    -------
    Path or None
        Where the former journal was put; None if there was none.

    Raises
    ------
    JournalError
        If the backup is no sound journal, or a journal is there and ``force`` is not given.
    """
    if path.exists() and not force:
        raise JournalError(
            f"journal must not be there yet; {path} is.", remedy="Use --force: the present one is put beside it."
        )
    if not source.exists():
        raise JournalError(f"backup must exist; there is no {source}.", remedy="Check the name.")
    with tempfile.TemporaryDirectory() as folder:
        tried = Path(folder) / "tried.db"
        with faults(source):
            _copy(source, tried)
            _require_journal(tried, source)
        try:
            with Journal.open(tried, create=False) as journal:
                damage = journal.verify()
        except JournalError as error:
            error.message = error.message.replace(str(tried), str(source))
            raise
        if damage:
            raise JournalError(f"backup must be sound; {source}: {damage[0]}.", remedy="Take another backup.")
        aside = _put_aside(path, now)
        with faults(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with writing(path):
                _copy(tried, path)
    return aside


def _require_journal(tried: Path, source: Path) -> None:
    """An empty file is an empty database to SQLite, and opening it would make a journal of it."""
    with closing(sqlite3.connect(tried)) as database:
        found = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    if found != (1,):
        raise JournalError(f"backup must be a journal; {source} is not a journal.", remedy="Check the name.")


def _put_aside(path: Path, now: datetime) -> Path | None:
    if not path.exists():
        return None
    name = f"{path.name}.before-restore-{now:%Y%m%d-%H%M%S}"
    # Two restores in one second: the second must not put its copy over the first one's, which holds what was there.
    names = (name if n == 1 else f"{name}-{n}" for n in count(1))
    aside = next(each for each in map(path.with_name, names) if not each.exists())
    back_up(path, aside)
    return aside


def _copy(source: Path, target: Path) -> None:
    """Copy by SQLite's online backup: whole transactions only, also into a file that others have open."""
    with (
        closing(sqlite3.connect(source)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)

"""Copies of a journal: taken while it is in use, and put back all or nothing."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

from afterrun.errors import JournalError
from afterrun.journal.database import faults
from afterrun.journal.journal import Journal
from afterrun.journal.lock import writing
from afterrun.language import say


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
        raise JournalError(say("journal must exist; there is no {path}.", path=path), remedy=say("Check --journal."))
    if target.exists() and not force:
        raise JournalError(
            say("file must be new; {target} is there.", target=target), remedy=say("Name another one, or use --force.")
        )
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
            say("journal must not be there yet; {path} is.", path=path),
            remedy=say("Use --force: the present one is put beside it."),
        )
    if not source.exists():
        raise JournalError(
            say("backup must exist; there is no {source}.", source=source), remedy=say("Check the name.")
        )
    with tempfile.TemporaryDirectory() as folder:
        tried = Path(folder) / "tried.db"
        with faults(source):
            _copy(source, tried)
        with Journal.open(tried, create=False) as journal:
            if damage := journal.verify():
                raise JournalError(
                    say("backup must be sound; {source}: {damage}.", source=source, damage=damage[0]),
                    remedy=say("Take another backup."),
                )
        aside = _put_aside(path, now)
        with faults(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with writing(path):
                _copy(tried, path)
    return aside


def _put_aside(path: Path, now: datetime) -> Path | None:
    if not path.exists():
        return None
    aside = path.with_name(f"{path.name}.before-restore-{now:%Y%m%d-%H%M%S}")
    back_up(path, aside, force=True)
    return aside


def _copy(source: Path, target: Path) -> None:
    """Copy by SQLite's online backup: whole transactions only, also into a file that others have open."""
    with (
        closing(sqlite3.connect(source)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)

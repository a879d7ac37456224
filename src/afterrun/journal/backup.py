"""Copies of a journal: taken while it is in use, and put back all or nothing."""

from __future__ import annotations

import os
import tempfile
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from afterrun.errors import JournalError
from afterrun.journal.journal import Journal
from afterrun.journal.stores.sqlite.database import faults
from afterrun.journal.stores.sqlite.lock import writing
from afterrun.journal.stores.sqlite.narrowing import narrow_journal
from afterrun.journal.stores.sqlite.plain import open_plain
from afterrun.language import say
from afterrun.owner_only import make_folder, new_file


def back_up(path: Path, target: Path, *, force: bool = False) -> int:
    """Copy a journal to a file of its own, for its owner alone; others may have it open, and wait with what they write.

    Returns
    -------
    int
        Size of the copy. [byte]

    Raises
    ------
    JournalError
        If there is no journal, or a file in the way, or the copy cannot be written.
    JournalBusyError
        If another process goes on writing for too long.
    """
    if not path.exists():
        raise JournalError(say("journal must exist; there is no {path}.", path=path), remedy=say("Check --journal."))
    if target.exists() and not force:
        raise JournalError(
            say("file must be new; {target} is there.", target=target), remedy=say("Name another one, or use --force.")
        )
    with faults(target):
        make_folder(target.parent)
        with writing(path):
            return _copy_whole(path, target)


def restore(source: Path, path: Path, *, now: datetime, force: bool = False) -> Path | None:
    """Put a backup in the place of a journal, after a copy of what is there has been put aside.

    The backup is tried out first, migrated if it is older: a damaged or foreign file changes nothing. From before the
    copy aside until after the exchange nobody else writes, so every entry is in the one or in the other.

    Returns
    -------
    Path or None
        Where the former journal was put; None if there was none.

    Raises
    ------
    JournalError
        If the backup is no sound journal, or a journal is there and ``force`` is not given.
    JournalBusyError
        If another process goes on writing for too long; then nothing was changed.
    """
    _require_room(path, force=force)
    if not source.exists():
        raise JournalError(
            say("backup must exist; there is no {source}.", source=source), remedy=say("Check the name.")
        )
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
            raise JournalError(
                say("backup must be sound; {source}: {damage}.", source=source, damage=damage[0]),
                remedy=say("Take another backup."),
            )
        with faults(path):
            make_folder(path.parent)
            with writing(path):
                return _exchange(tried, path, now=now, force=force)


def _require_room(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise JournalError(
            say("journal must not be there yet; {path} is.", path=path),
            remedy=say("Use --force: the present one is put beside it."),
        )


def _exchange(tried: Path, path: Path, *, now: datetime, force: bool) -> Path | None:
    """Put aside and replace, under a lock that is held already: taken anew in between, it would let a writer in."""
    _require_room(path, force=force)  # again: another process may have made one since
    aside = _put_aside(path, now)
    if aside:
        narrow_journal(path)
    _copy(tried, path)
    return aside


def _require_journal(tried: Path, source: Path) -> None:
    """An empty file is an empty database to SQLite, and opening it would make a journal of it."""
    with closing(open_plain(tried)) as database:
        found = database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    if found != (1,):
        raise JournalError(
            say("backup must be a journal; {source} is not a journal.", source=source), remedy=say("Check the name.")
        )


def _put_aside(path: Path, now: datetime) -> Path | None:
    if not path.exists():
        return None
    name = f"{path.name}.before-restore-{now:%Y%m%d-%H%M%S}"
    # Two restores in one second: the second must not put its copy over the first one's, which holds what was there.
    names = (name if n == 1 else f"{name}-{n}" for n in count(1))
    aside = next(each for each in map(path.with_name, names) if not each.exists())
    _copy_whole(path, aside)
    return aside


def _copy_whole(path: Path, target: Path) -> int:
    """Copy all or nothing; the write lock is held, as closing a journal may fold its log into it."""
    unfinished = target.with_name(f"{target.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    _copy(path, unfinished)
    os.replace(unfinished, target)  # noqa: PTH105 - replaces in one step on every system
    return target.stat().st_size


def _copy(source: Path, target: Path) -> None:
    """Copy by SQLite's online backup: whole transactions only, also into a file that others have open."""
    new_file(target)
    with (
        closing(open_plain(source)) as old,
        closing(open_plain(target)) as new,
    ):
        old.backup(new)

"""Copies of a journal: taken while it is in use, and put back all or nothing."""

from __future__ import annotations

import logging
import os
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from afterrun.errors import JournalError
from afterrun.journal.identity import journal_id
from afterrun.journal.journal import Journal
from afterrun.journal.moving import move
from afterrun.journal.schema import SCHEMA_VERSION
from afterrun.journal.stores import store_of
from afterrun.journal.stores.sqlite.copying import copy_from_anywhere, copy_whole
from afterrun.journal.stores.sqlite.database import faults
from afterrun.journal.stores.sqlite.leftovers import require_no_log
from afterrun.journal.stores.sqlite.lock import writing
from afterrun.journal.stores.sqlite.narrowing import narrow_journal
from afterrun.journal.stores.sqlite.plain import open_plain, require_file
from afterrun.journal.stores.sqlite.soundness import damage_in
from afterrun.journal.stores.sqlite.whose import is_newer, require_journal, version_in
from afterrun.language import say
from afterrun.owner_only import make_folder
from afterrun.places import Place
from afterrun.scratch import scratch, sweep

_log = logging.getLogger("afterrun.journal")  # the terminal shows it; a server keeps it


def back_up(path: Place, target: Path, *, force: bool = False) -> int:
    """Copy a journal to a file of its own, for its owner alone; others may have it open, and wait with what they write.

    One in a database becomes a file like any other; the database itself is its keeper's to back up. The copy is looked
    through. That of a damaged journal never takes the place of an earlier one, and is warned of; so is that of a
    journal of a newer Afterrun, whose rows have seals that can be compared all the same.

    Returns
    -------
    int
        Size of the copy. [byte]

    Raises
    ------
    JournalError
        If there is no journal, or something else in its place, or a file in the way, or the copy cannot be written, or
        it would put damaged entries in the place of an earlier copy.
    JournalBusyError
        If another process goes on writing for too long.
    """
    if isinstance(path, Path) and not path.exists():
        raise JournalError(say("journal must exist; there is no {path}.", path=path), remedy=say("Check --journal."))
    require_file(target)
    if target.exists() and not force:
        raise JournalError(
            say("file must be new; {target} is there.", target=target), remedy=say("Name another one, or use --force.")
        )
    with faults(target):
        make_folder(target.parent)
        sweep(target.parent)
        with scratch(target.parent) as home:
            unfinished = home / target.name
            if isinstance(path, Path):
                with writing(path):
                    copy_from_anywhere(path, unfinished)
            else:
                move(path, unfinished)
            _look_through(unfinished, path, target)
            os.replace(unfinished, target)  # noqa: PTH105 - replaces in one step on every system
    return target.stat().st_size


def _look_through(copy: Path, path: Place, target: Path) -> None:
    with closing(open_plain(copy)) as database:
        version = require_journal(database, path) if isinstance(path, Path) else SCHEMA_VERSION
        damage = next(damage_in(database), None)
    if damage is not None and target.exists():
        raise JournalError(
            say("journal must be sound to take the place of a backup; {path}: {damage}.", path=path, damage=damage),
            remedy=say("Keep that backup. See `afterrun check`, or name another file."),
        )
    if damage is not None:
        _log.warning(
            say("The journal is damaged, and so is this copy of it: {damage}. See `afterrun check`.", damage=damage)
        )
    if is_newer(version):
        _log.warning(
            say("A newer Afterrun wrote this journal, and only a newer one can restore the copy. Update Afterrun.")
        )


def restore(source: Path, path: Place, *, now: datetime, force: bool = False) -> Path | None:
    """Put a backup in the place of a journal, after a copy of what is there has been put aside.

    The backup is tried out first, migrated if it is older: a damaged or foreign file changes nothing. From before the
    copy aside until after the exchange nobody else writes, so every entry is in the one or in the other. In a database
    nothing is put aside: there the place must be free.

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
    if isinstance(path, Path):
        _require_room(path, force=force)
    if not source.exists():
        raise JournalError(
            say("backup must exist; there is no {source}.", source=source), remedy=say("Check the name.")
        )
    if not isinstance(path, Path):
        _restore_person(source, path)
        return None
    with faults(path):
        make_folder(path.parent)
        with scratch(path.parent) as home:
            tried = home / "tried.db"
            _try_out(source, tried)
            with writing(path):
                return _exchange(tried, path, now=now, force=force)


def _restore_person(source: Path, place: Place) -> None:
    if store_of(place).taken():
        raise JournalError(
            say("journal in a database must not be there yet to be restored; {path} is.", path=place),
            remedy=say(
                "Name another person at the end of the address. Or keep a copy (afterrun backup FILE), delete "
                "everything in the app's settings, and restore then."
            ),
        )
    with scratch() as home:
        with faults(home):
            _try_out(source, home / "tried.db")
        move(home / "tried.db", place)


def _try_out(source: Path, tried: Path) -> None:
    copy_from_anywhere(source, tried)
    with faults(source):
        _require_journal(tried, source)
    try:
        with Journal.open(tried, create=False) as journal:
            damage = journal.verify()
            if not damage:
                journal_id(journal)  # now: whoever looks at it first would write its name, and read all of it twice
    except JournalError as error:
        error.message = error.message.replace(str(tried), str(source))
        raise
    if damage:
        raise JournalError(
            say("backup must be sound; {source}: {damage}.", source=source, damage=damage[0]),
            remedy=say(
                "Take another one, or save what can be read of it: afterrun check --journal FILE --salvage NEW."
            ),
        )


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
    else:
        require_no_log(path)
    copy_whole(tried, path)
    return aside


def _require_journal(tried: Path, source: Path) -> None:
    """An empty file is an empty database to SQLite, and opening it would make a journal of it."""
    with closing(open_plain(tried)) as database:
        found = version_in(database)
    if found is None:
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
    with scratch(path.parent) as home:
        copy_whole(path, home / aside.name)
        os.replace(home / aside.name, aside)  # noqa: PTH105 - replaces in one step on every system
    return aside

"""Copies of a journal's file: whole transactions by SQLite, or its bytes as they are."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from afterrun.journal.stores.sqlite.database import faults
from afterrun.journal.stores.sqlite.plain import may_be_written, open_plain, real
from afterrun.owner_only import new_file

_COMPANIONS = ("", "-wal")


def copy_whole(source: Path, target: Path) -> None:
    """Copy by SQLite's online backup: whole transactions only, also into a file that others have open.

    Raises
    ------
    JournalError
        If the source cannot be read. What is wrong with the target says its caller, who knows what it is called.
    """
    with closing(open_plain(source)) as old:
        with faults(source):
            old.execute("SELECT count(*) FROM sqlite_master").fetchone()  # now, while it can only be the source
        new_file(target)
        with closing(open_plain(target)) as new:
            old.backup(new)


def copy_from_anywhere(source: Path, target: Path) -> None:
    """Copy to a new file, also from a folder in which nothing can be written.

    SQLite needs to write beside a journal to read it; a backup may lie on a disk that cannot be written.

    Raises
    ------
    JournalError
        If the source cannot be read.
    """
    if may_be_written(source):
        copy_whole(source, target)
    else:
        copy_bytes(source, target)


def copy_bytes(source: Path, target: Path) -> None:
    """Copy the file and its log as they are; the caller sees to it that nobody writes meanwhile.

    Raises
    ------
    JournalError
        If the source cannot be opened.
    """
    for end in _COMPANIONS:
        part, copy = (each.with_name(each.name + end) for each in (real(source), target))
        if part.exists():
            with faults(source):
                old = part.open("rb")
            new_file(copy)
            with old, copy.open("wb") as new:
                shutil.copyfileobj(old, new)

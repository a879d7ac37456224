"""Files and folders that only their owner may read, whatever the umask: what hurts is nobody else's to know."""

from __future__ import annotations

import logging
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO

from afterrun.language import say

FILE_MODE = 0o600
FOLDER_MODE = 0o700
_OTHERS = 0o077
_log = logging.getLogger("afterrun.owner_only")  # the terminal shows it; a server keeps it


def to_write(path: Path) -> BinaryIO:
    """Open a file to write, emptied; it is its owner's alone before anything is in it."""
    return open(path, "wb", opener=_opened)


@contextmanager
def in_one_step(path: Path, *, by: str = "") -> Iterator[BinaryIO]:
    """Write a file, for its owner alone, so that it is there whole or as it was before, whatever comes in between.

    Parameters
    ----------
    path : Path
        The file; one that is there is replaced at the end.
    by : str
        Who writes it, where several may at once. A kill leaves ``<name>.<by>.unfinished`` beside it.
    """
    unfinished = path.with_name(".".join(filter(None, (path.name, by, "unfinished"))))
    unfinished.unlink(missing_ok=True)
    try:
        with to_write(unfinished) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)  # noqa: PTH105 - replaces in one step on every system
    finally:
        unfinished.unlink(missing_ok=True)


def new_file(path: Path) -> None:
    """Make an empty file; one that is there is not touched: opening and closing it would drop SQLite's locks on it."""
    with suppress(FileExistsError):
        os.close(_opened(str(path), os.O_WRONLY | os.O_CREAT | os.O_EXCL))


def make_folder(path: Path) -> None:
    """Make a folder and those above it that are missing; one that is there stays as it is."""
    if path.is_dir():
        return
    make_folder(path.parent)
    path.mkdir(FOLDER_MODE, exist_ok=True)
    _take(path, FOLDER_MODE)


def narrow(path: Path) -> bool:
    """Take the rights of others to a file or an empty folder away; whether there were any and they are gone.

    Where that is not possible (another's file, a disk without rights) it is said, once, and nothing else happens.
    """
    try:
        mode = path.stat().st_mode
        if sys.platform == "win32" or not mode & _OTHERS:  # there the modes mean nothing
            return False
        if _take(path, FOLDER_MODE if stat.S_ISDIR(mode) else FILE_MODE):
            return True
    except FileNotFoundError:  # also in between: SQLite removes what it keeps beside a journal
        return False
    _say_open(path if path.is_dir() else path.parent)
    return False


def _opened(path: str, flags: int) -> int:
    handle = os.open(path, flags, FILE_MODE)
    # A file that was there keeps its mode, and a umask may take the owner's rights: set now, before anything is in it.
    ordinary = stat.S_ISREG(os.fstat(handle).st_mode)
    if sys.platform != "win32" and ordinary and not _take(handle, FILE_MODE):
        _say_open(Path(path).parent)
    return handle


def _take(what: Path | int, mode: int) -> bool:
    with suppress(OSError):
        os.chmod(what, mode)  # noqa: PTH101 - of an open file as well
    return not os.stat(what).st_mode & _OTHERS  # noqa: PTH116 - the same


@cache
def _say_open(folder: Path) -> None:
    """Say it once in a process: a server opens its journal for every page, and an export has many files."""
    _log.warning(
        say(
            "Others on this computer may be able to read what Afterrun keeps in {folder}, and the disk or the owner of "
            "the files does not let this be changed. Better keep it in a folder of your own.",
            folder=folder.absolute(),
        )
    )

"""Folders for copies that must not outlive what they are made for, not even a kill.

Each has a known name and is locked by whoever works in it. Whoever finds one that nobody holds removes it: who made
it was killed.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from afterrun.stopping import undisturbed

STEM = ".afterrun-scratch-"
_INSIDE = "in"  # the journal locks the folder of a file; this one is locked already


@contextmanager
def scratch(folder: Path | None = None) -> Iterator[Path]:
    """Make a folder for its owner alone, and remove it with all that is in it.

    Parameters
    ----------
    folder : Path, optional
        Where, so that a file can be moved out of it in one step; by default where temporary files go.
    """
    made: tuple[Path, int | None] | None = None
    try:
        with undisturbed():
            made = _made(folder)
        yield made[0] / _INSIDE
    finally:
        with undisturbed():
            if made is not None:
                shutil.rmtree(made[0], ignore_errors=True)
                _let_go(made[1])


def _made(folder: Path | None) -> tuple[Path, int | None]:
    """Make one, and hold it."""
    while True:
        home = Path(tempfile.mkdtemp(prefix=STEM, dir=folder))
        try:
            handle = _held(home, wait=True)
        except FileNotFoundError:  # one who swept was quicker
            continue
        with suppress(FileExistsError, FileNotFoundError):  # than the lock
            (home / _INSIDE).mkdir(0o700)
            return home, handle
        _let_go(handle)


def left_behind(folder: Path | None = None) -> Iterator[Path]:
    """Hand out what killed processes left behind, one after the other, and remove each once it was looked at."""
    if sys.platform == "win32":  # pragma: no cover - nobody can tell there whether one is held
        return
    for home in sorted(Path(folder or tempfile.gettempdir()).glob(f"{STEM}*")):
        with suppress(OSError):  # another's, or just gone
            handle = _held(home, wait=False)
            try:
                yield home / _INSIDE
                shutil.rmtree(home, ignore_errors=True)
            finally:
                _let_go(handle)


def sweep(folder: Path | None = None) -> None:
    """Remove what killed processes left behind."""
    for _ in left_behind(folder):
        pass


def _held(home: Path, *, wait: bool) -> int | None:
    if sys.platform == "win32":  # pragma: no cover
        return None
    import fcntl

    handle = os.open(home, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        os.close(handle)
        raise
    return handle


def _let_go(handle: int | None) -> None:
    if handle is not None:
        os.close(handle)

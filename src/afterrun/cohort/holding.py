"""One program at a time works on a cohort."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from afterrun.errors import JournalBusyError
from afterrun.language import say
from afterrun.owner_only import new_file

_LOCK = "lock"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder; a kill lets go of it.

    Raises
    ------
    JournalBusyError
        If another program holds it.
    """
    if sys.platform == "win32":  # pragma: no cover - a second one there writes the same rows once more
        yield
        return
    import fcntl

    new_file(folder / _LOCK)
    handle = os.open(folder / _LOCK, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise JournalBusyError(
                say("out must be free; another program is working on {folder!r}.", folder=str(folder)),
                remedy=say("Wait until it is done, or name another folder with --out."),
            ) from None
        yield
    finally:
        os.close(handle)

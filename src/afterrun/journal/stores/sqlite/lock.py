"""One writer at a time, across processes.

SQLite 3.7.0 to 3.51.2 can damage a write-ahead log that two connections write and checkpoint at once. The lock is held
on the folder of the journal, not on a file of its own: nothing is left behind, and a killed process lets go of it. That
is where the file lies, whatever link leads there: all who open it wait for each other.

Who only reads holds it as well, for the milliseconds of opening and closing: the first may have to take in the log of a
killed process, the last folds the log into the file and deletes it, and an erase must not come between the two.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from afterrun.errors import JournalBusyError
from afterrun.journal.stores.sqlite.plain import real
from afterrun.journal.stores.sqlite.turns import turn
from afterrun.language import say

_PAUSE_S = 0.004  # judgement: how often to ask again; `turns.GIVE_WAY_S` must be longer


@contextmanager
def writing(path: Path, *, timeout_s: float = 10.0) -> Iterator[None]:
    """Hold the write lock of a journal; threads of this process get it in the order in which they came.

    Raises
    ------
    JournalBusyError
        If others hold it longer than ``timeout_s``.
    """
    if sys.platform == "win32":  # pragma: no cover - SQLite's own locks have to do there
        yield
        return
    import fcntl

    deadline = time.monotonic() + timeout_s
    handle = os.open(real(path).parent, os.O_RDONLY)
    try:
        folder = os.fstat(handle)
        with turn((folder.st_dev, folder.st_ino), timeout_s=timeout_s) as came:
            while came:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    came = time.monotonic() < deadline
                    time.sleep(_PAUSE_S)
            if not came:
                raise _busy(path, timeout_s)
            try:
                yield
            finally:
                fcntl.flock(handle, fcntl.LOCK_UN)
    finally:
        os.close(handle)


def _busy(path: Path, timeout_s: float) -> JournalBusyError:
    return JournalBusyError(
        say(
            "journal must be free to write; another process has held {name} for {timeout_s:g} s.",
            name=path.name,
            timeout_s=timeout_s,
        ),
        remedy=say("Wait for a running import to end, or stop the other Afterrun."),
    )

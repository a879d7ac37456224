"""Delete a journal with everything beside it. There is no way back."""

from __future__ import annotations

from glob import escape
from pathlib import Path

from afterrun.journal.stores.sqlite.database import faults
from afterrun.journal.stores.sqlite.lock import writing

_COMPANIONS = ("-wal", "-shm")


def erase(path: Path) -> int:
    """Remove the journal file, its companions and the copies that migrations put aside.

    The file goes first: SQLite never folds a log into a file that is not there, so a stop in between loses nothing but
    what was to go. Whoever still has it open can save nothing more: what was saved is gone with the rest, what comes
    later is refused.

    Returns
    -------
    int
        How many files are gone.

    Raises
    ------
    JournalError
        If one of them cannot be removed.
    """
    with faults(path), writing(path):
        found = [path, *(path.with_name(path.name + end) for end in _COMPANIONS)]
        found += sorted(path.parent.glob(f"{escape(path.name)}.before-*"))
        there = [each for each in found if each.exists()]
        for each in there:
            each.unlink()
    return len(there)

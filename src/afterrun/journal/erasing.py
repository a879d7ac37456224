"""Delete a journal with everything beside it. There is no way back."""

from __future__ import annotations

from pathlib import Path

from afterrun.journal.database import faults
from afterrun.journal.lock import writing

_COMPANIONS = ("-wal", "-shm")


def erase(path: Path) -> int:
    """Remove the journal file, its companions and the copies that migrations put aside.

    The file goes first: SQLite never folds a log into a file that is not there, so a stop in between loses nothing but
    what was to go. Somebody who has it open goes on with a file that nobody else sees.

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
        found += sorted(path.parent.glob(f"{path.name}.before-*"))
        there = [each for each in found if each.exists()]
        for each in there:
            each.unlink()
    return len(there)

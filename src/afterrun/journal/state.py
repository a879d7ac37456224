"""In which state the file of a journal is, without opening it as one: enough to see that nothing has changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from afterrun.errors import JournalBusyError
from afterrun.journal.stores.sqlite.lock import writing
from afterrun.journal.stores.sqlite.plain import open_plain
from afterrun.places import Place

_PATIENCE_S = 2.0  # for a writer; whoever does not know the state works things out anew: judgement
_ASKED = "SELECT key, value FROM setting WHERE key IN ('journal-id', 'revision', 'written') ORDER BY key"


def state_of(place: Place) -> str | None:
    """Name the state of a journal: the same name is the same content.

    It is made of the journal's own revision, which grows with every write, of which journal it is, and of the file and
    its log (which of the disk's, size, times): a copy put back in its place may come to the same revision another way.

    Returns
    -------
    str or None
        None where that cannot be said: for a journal in a database, a file that is not there, is none, or is written.
    """
    if not isinstance(place, Path):
        return None
    try:
        if not (place.is_file() and place.stat().st_size):  # SQLite makes what is not there
            return None
        with writing(place, timeout_s=_PATIENCE_S):  # the last to close a file writes its log into it
            seen = _seen(place)
            with closing(open_plain(place, timeout_s=_PATIENCE_S)) as connection:
                connection.execute("PRAGMA trusted_schema=OFF")
                told = connection.execute(_ASKED).fetchall()
            return repr((seen, told)) if seen == _seen(place) else None
    except (OSError, sqlite3.Error, JournalBusyError):
        return None


def _seen(path: Path) -> list[tuple[object, ...]]:
    """Describe the file and, where there is any, its log.

    Of the log not the time of its last change: whoever opens it as the system's own user gives it to whom it belongs.
    """
    file = path.resolve()
    log = file.with_name(f"{file.name}-wal")
    found: list[tuple[object, ...]] = [(str(file), file.stat().st_ctime_ns)]
    for each in (file, log):
        if each.exists() and (about := each.stat()).st_size:
            found.append((about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns))
    return found

"""In which state the file of a journal is, without opening it as one: enough to see that nothing has changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from afterrun.errors import JournalBusyError
from afterrun.journal.stores.sqlite.lock import writing
from afterrun.journal.stores.sqlite.plain import open_plain
from afterrun.places import Place

_PATIENCE_S = 2.0  # for a writer; whoever does not know the state works things out anew: judgement
_ASKED = "SELECT key, value FROM setting WHERE key IN ('journal-id', 'revision', 'written') ORDER BY key"


@dataclass(frozen=True, slots=True)
class Seen:
    """How the file of a journal and its log look to the system.

    Parameters
    ----------
    parts : tuple
        Which file, and of each of the two: which of the disk's, size, times.
    newest_ns : int
        When either was changed last, by the clock of the system. [ns]
    """

    parts: tuple[tuple[object, ...], ...]
    newest_ns: int


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
            before = seen(place)
            with closing(open_plain(place, timeout_s=_PATIENCE_S)) as connection:
                connection.execute("PRAGMA trusted_schema=OFF")
                told = connection.execute(_ASKED).fetchall()
            return repr((before.parts, told)) if before == seen(place) else None
    except (OSError, sqlite3.Error, JournalBusyError):
        return None


def seen(path: Path) -> Seen:
    """Look at the file and, where there is any, at its log, without opening either.

    Of the log not the time of its last change: whoever opens it as the system's own user gives it to whom it belongs.

    Raises
    ------
    OSError
        If there is no file.
    """
    file = path.resolve()
    log = file.with_name(f"{file.name}-wal")
    changed_ns = file.stat().st_ctime_ns
    parts: list[tuple[object, ...]] = [(str(file), changed_ns)]
    times_ns = [changed_ns]
    for each in (file, log):
        if each.exists() and (about := each.stat()).st_size:
            parts.append((about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns))
            times_ns.append(about.st_mtime_ns)
    return Seen(tuple(parts), max(times_ns))

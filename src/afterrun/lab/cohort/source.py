"""Whose journals a folder holds, and what each has recorded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from afterrun.errors import FileUnreadableError, InvalidValueError
from afterrun.importers.folders.journal_rows import TABLES
from afterrun.journal import Journal
from afterrun.lab.importing import import_paths
from afterrun.language import say, say_n
from afterrun.records import Diary
from afterrun.records.provenance import for_owner_only
from afterrun.scratch import scratch

_SQLITE = b"SQLite format 3\x00"  # the first bytes of such a file (sqlite.org/fileformat.html)
_JOURNALS = (".db", ".sqlite", ".sqlite3")  # a damaged one is still somebody's: it is told, not passed over
_ADDRESS = re.compile(r"\w+(\+\w+)?://")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one person has recorded.

    Parameters
    ----------
    diary : Diary
        Everything.
    problems : int
        Rows or files of a folder of tables that were left out or guessed.
    """

    diary: Diary
    problems: int = 0


def people_of(source: str) -> tuple[str, ...]:
    """List whose journals there are: names of journal files and of folders of tables, in order.

    Raises
    ------
    InvalidValueError
        If it is an address, or a name is no text.
    FileUnreadableError
        If there is no such folder, or nobody in it.
    """
    if _ADDRESS.match(source):
        raise InvalidValueError(
            say("source must be a folder so far; got the address of a database."),
            remedy=say("Export each journal into a folder of its own, and name the folder that holds them."),
        )
    folder = Path(source)
    if not folder.is_dir():
        raise FileUnreadableError(
            say("source must be a folder of journals; got {source!r}.", source=source),
            remedy=say("Check the spelling. It holds a journal file, or a folder of tables, for each person."),
        )
    found = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith(".") and _is_somebody(entry))
    if not found:
        raise FileUnreadableError(
            say("source must hold journals; got {source!r}, where there is none.", source=source),
            remedy=say("Put a journal file, or a folder of tables (pain.csv, runs.csv), there for each person."),
        )
    for name in found:
        _require_text(name)
    return tuple(found)


def recorded_by(path: Path, now: datetime) -> Recorded:
    """Read a journal file, or a folder of tables as `afterrun import` would."""
    if not path.is_dir():
        with Journal.open(path, create=False) as journal:
            return Recorded(journal.diary())
    with scratch() as home, Journal.open(home / "journal.db") as journal:
        problems = sum(len(outcome.problems) for outcome in import_paths(journal, [path], now=now))
        return Recorded(journal.diary(), problems)


def require_sharable(diary: Diary) -> None:
    """Leave whoever has runs that may be shown to nobody else out of what people share.

    Without those runs their pain would stand beside too little running, and bend the answers of the others.

    Raises
    ------
    InvalidValueError
        If there are such runs.
    """
    bound = sum(map(for_owner_only, diary.runs))
    if bound:
        raise InvalidValueError(
            say_n(
                "runs must be free to share; {n} came through Strava, whose terms let only its owner see it.",
                "runs must be free to share; {n} came through Strava, whose terms let only their owner see them.",
                bound,
            ),
            remedy=say("Import the watch's own files of these runs; they count before Strava's."),
        )


def _is_somebody(entry: Path) -> bool:
    if entry.is_dir():
        return any((entry / table).is_file() for table in TABLES)
    return entry.suffix.lower() in _JOURNALS or (entry.is_file() and _begins_as_journal(entry))


def _begins_as_journal(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False


def _require_text(name: str) -> None:
    try:
        name.encode()
    except UnicodeEncodeError:
        raise InvalidValueError(
            say("name must be text; got {name!r}.", name=name.encode("utf-8", "backslashreplace").decode()),
            remedy=say("Rename that file or folder."),
        ) from None

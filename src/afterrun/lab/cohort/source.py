"""Whose journals a cohort is made of, and what each has recorded: in a folder, or in a database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from afterrun.errors import FileUnreadableError, InvalidValueError
from afterrun.importers.folders.journal_rows import TABLES
from afterrun.journal import Journal
from afterrun.journal.stores import require_postgres
from afterrun.lab.importing import import_paths
from afterrun.language import say, say_n
from afterrun.places import Database, database_at, is_address
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
    as_of : datetime or None
        Now, by the times of this diary; None where they are as they were. Of a study they are moved.
    """

    diary: Diary
    problems: int = 0
    as_of: datetime | None = None


class Source(Protocol):
    """Where the journals of a cohort are. It goes to the workers with each task, so it holds no connection."""

    @property
    def label(self) -> str:
        """Tell it from any other, without what is secret."""
        ...

    def people(self) -> tuple[str, ...]:
        """List whose journals there are, in order.

        Raises
        ------
        AfterrunError
            If there is nobody, or they cannot be listed.
        """
        ...

    def recorded_by(self, person: str, now: datetime) -> Recorded:
        """Read what one of them has recorded."""
        ...


@dataclass(frozen=True, slots=True)
class FolderSource:
    """A folder with a journal file, or a folder of tables, for each person."""

    folder: Path

    @property
    def label(self) -> str:
        """Say where it is."""
        return str(self.folder)

    def people(self) -> tuple[str, ...]:
        """List the names of journal files and of folders of tables, in order.

        Raises
        ------
        InvalidValueError
            If a name is no text.
        FileUnreadableError
            If there is no such folder, or nobody in it.
        """
        if not self.folder.is_dir():
            raise FileUnreadableError(
                say("source must be a folder of journals; got {source!r}.", source=str(self.folder)),
                remedy=say("Check the spelling. It holds a journal file, or a folder of tables, for each person."),
            )
        found = sorted(
            entry.name for entry in self.folder.iterdir() if not entry.name.startswith(".") and _is_somebody(entry)
        )
        if not found:
            raise FileUnreadableError(
                say("source must hold journals; got {source!r}, where there is none.", source=str(self.folder)),
                remedy=say("Put a journal file, or a folder of tables (pain.csv, runs.csv), there for each person."),
            )
        for name in found:
            _require_text(name)
        return tuple(found)

    def recorded_by(self, person: str, now: datetime) -> Recorded:
        """Read a journal file, or a folder of tables."""
        return recorded_by(self.folder / person, now)


@dataclass(frozen=True, slots=True)
class DatabaseSource:
    """Everybody in a database: one after the other, each through the rows that the server shows of them alone."""

    database: Database

    @property
    def label(self) -> str:
        """Say where it is, without password or options."""
        return str(self.database)

    def people(self) -> tuple[str, ...]:
        """List their names, as a role that may.

        Raises
        ------
        JournalError
            If the role may not.
        FileUnreadableError
            If there is nobody.
        """
        require_postgres(self.database)
        from afterrun.journal.stores.postgres.listing import people_in

        found = people_in(self.database)
        if not found:
            raise FileUnreadableError(
                say("source must hold journals; got {source!r}, where there is none.", source=self.label),
                remedy=say("Move journals there: afterrun move."),
            )
        return found

    def recorded_by(self, person: str, now: datetime) -> Recorded:
        """Read one person's journal; who is gone meanwhile is not made anew."""
        with Journal.open(self.database.of(person), create=False) as journal:
            return Recorded(journal.diary())


def source_of(text: str) -> Source:
    """Read where the journals are: the address of a database, else a folder.

    Raises
    ------
    InvalidValueError
        If it is an address of something else, or of one person.
    """
    if not is_address(text):
        if _ADDRESS.match(text):
            raise InvalidValueError(
                say("source must be a folder, or the address of a PostgreSQL database; got another address."),
                remedy=say("Write it like postgresql://ROLE@HOST/DATABASE."),
            )
        return FolderSource(Path(text).resolve())  # workers of a cluster began elsewhere
    database = database_at(text)
    if database.person:
        raise InvalidValueError(
            say("source must be of many people; {place} is one person.", place=database),
            remedy=say("Leave ?person= away."),
        )
    return DatabaseSource(database)


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

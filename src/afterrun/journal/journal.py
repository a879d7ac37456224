"""The journal: what somebody recorded, kept."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from afterrun.errors import JournalError
from afterrun.journal import schema
from afterrun.journal.codec import unpack
from afterrun.journal.duplicate_runs import add_run
from afterrun.journal.kept_diary import KeptDiary
from afterrun.journal.rows import Entry, R, from_row, identity, to_row
from afterrun.journal.schema import TABLES
from afterrun.journal.stores import SqliteFile, Store
from afterrun.journal.streams import packed_of
from afterrun.language import say
from afterrun.records import (
    Allocation,
    Care,
    Diary,
    Event,
    Original,
    PainReport,
    Phase,
    Run,
    SelfTest,
    SignAnswer,
    Streams,
    Trial,
)
from afterrun.records.kinds import KIND_OF, Record

_REVISION = "revision"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of some records.

    Parameters
    ----------
    added, already : int
        How many were new, and how many were there already.
    same : tuple of (Run, Run)
        Runs that another source had told of before, each with the stored one.
    """

    added: int = 0
    already: int = 0
    same: tuple[tuple[Run, Run], ...] = ()


class Journal:
    """A journal file. Use as a context manager; one writes at a time, any number may read.

    Examples
    --------
    >>> import tempfile
    >>> from datetime import UTC, datetime
    >>> from afterrun.records import Site
    >>> with tempfile.TemporaryDirectory() as folder, Journal.open(Path(folder) / "journal.db") as journal:
    ...     report = PainReport(at=datetime(2026, 5, 1, 7, tzinfo=UTC), site=Site.parse("left-heel"), nrs=2)
    ...     journal.add([report]), journal.add([report])
    (Added(added=1, already=0, same=()), Added(added=0, already=1, same=()))
    """

    def __init__(self, connection: Connection, store: Store, kept: KeptDiary | None = None) -> None:
        self._connection = connection
        self._store = store
        self._kept = kept

    @classmethod
    def open(cls, path: Path, *, create: bool = True, kept: KeptDiary | None = None) -> Journal:
        """Open, make or migrate a journal.

        Parameters
        ----------
        path : Path
            The file.
        create : bool
            Whether to make it if it is not there.
        kept : KeptDiary, optional
            Where the diary is kept from one opening to the next.

        Raises
        ------
        JournalError
            If it cannot be used; the message says why and what to do.
        """
        return cls.kept_in(SqliteFile(path), create=create, kept=kept)

    @classmethod
    def kept_in(cls, store: Store, *, create: bool = True, kept: KeptDiary | None = None) -> Journal:
        """Open the journal of a store, as `open` does that of a file."""
        return cls(store.connect(create=create), store, kept)

    @property
    def where(self) -> str:
        """Say where it is kept."""
        return self._store.where

    def close(self) -> None:
        """Close it."""
        self._store.close(self._connection)

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(
        self,
        records: Iterable[Record],
        *,
        streams: Mapping[int, Streams] | None = None,
        original: Original | None = None,
    ) -> Added:
        """Add what one source tells, all or nothing; once this returns it survives a crash.

        The same run from another source is not counted twice: it fills in what the stored one lacks.

        Parameters
        ----------
        records : iterable of Run, PainReport, Care, Phase, Event, Trial, Allocation, SignAnswer or SelfTest
            What happened.
        streams : mapping of int to Streams
            Place of a run among the records -> its per-second values.
        original : Original
            The file they were read from, kept byte for byte.
        """
        added, already, same = 0, 0, []
        with self._writing() as connection:
            if original is not None:
                _insert_original(connection, original)
            for place, record in enumerate(records):
                if isinstance(record, Run):
                    stored = add_run(connection, record, (streams or {}).get(place))
                    new = stored is None
                    if stored is not None and stored.source != record.source:
                        same.append((record, stored))
                else:
                    new = _insert(connection, record)
                added, already = added + new, already + (not new)
        return Added(added, already, tuple(same))

    def add_original(self, original: Original) -> bool:
        """Keep a file byte for byte; False if it was kept already."""
        with self._writing() as connection:
            return _insert_original(connection, original)

    def diary(self) -> Diary:
        """Everything recorded, in order of time."""
        if self._kept is None:
            return self._read()
        revision = self.revision()  # before the records: what is written in between makes the next reading a new one
        if self._kept.revision != revision:
            self._kept.hold(revision, self._read())
        return self._kept.diary

    def _read(self) -> Diary:
        with self._store.faults():
            return Diary(
                runs=self._all(Run),
                pain=self._all(PainReport),
                care=self._all(Care),
                phases=self._all(Phase),
                events=self._all(Event),
                trials=self._all(Trial),
                allocations=self._all(Allocation),
                signs=self._all(SignAnswer),
                tests=self._all(SelfTest),
            )

    def streams(self, run: Run) -> Streams | None:
        """Per-second values of a stored run, if its source had any."""
        query = select(schema.stream).join(schema.run).where(schema.run.c.uid == identity(run))
        rows = self._connection.execute(query).all()
        return Streams({row.channel: unpack(packed_of(row)) for row in rows}) if rows else None

    def originals(self) -> Iterator[Original]:
        """Files as they came, one at a time."""
        names = select(schema.original.c.sha256).order_by(schema.original.c.sha256)
        for sha256 in self._connection.execute(names).scalars().all():
            row = self._connection.execute(select(schema.original).where(schema.original.c.sha256 == sha256)).one()
            yield Original(row.name, zlib.decompress(row.content_zlib))

    def has_original(self, sha256: str) -> bool:
        """Whether a file is kept already."""
        query = select(schema.original.c.sha256).where(schema.original.c.sha256 == sha256)
        return self._connection.execute(query).first() is not None

    def setting(self, key: str) -> str | None:
        """Look a setting up."""
        return _setting(self._connection, key)

    def settings(self, keys: Iterable[str]) -> dict[str, str]:
        """Look several settings up at once; those that were never kept are left out."""
        table = schema.setting
        rows = self._connection.execute(select(table.c.key, table.c.value).where(table.c.key.in_(tuple(keys))))
        return {row.key: row.value for row in rows}

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting."""
        self.set_settings({key: value})

    def set_settings(self, values: Mapping[str, str]) -> None:
        """Keep several settings, all or nothing."""
        with self._writing() as connection:
            for key, value in values.items():
                _set(connection, key, value)

    def settle(self, key: str, value: str) -> str:
        """Keep a setting unless there is one, and return the one that holds; of two at once the first is kept."""
        with self._store.transaction(self._connection) as connection:
            held = _setting(connection, key)
            if held is not None:
                return held
            _set(connection, key, value)
            _grow(connection)
            return value

    def revision(self) -> int:
        """Grows with every write by any process: what was worked out at one revision holds until the next."""
        return int(self.setting(_REVISION) or 0)

    def entry_of(self, record: Record) -> Entry | None:
        """Find where a record is stored."""
        table, uid = TABLES[type(record)], identity(record)
        found = self._connection.execute(select(table.c.id).where(table.c.uid == uid)).scalar_one_or_none()
        return None if found is None else Entry(table.name, found, uid)

    def undo(self, entry: Entry) -> bool:
        """Take an entry back; False if it is gone already."""
        table = next((table for table in TABLES.values() if table.name == entry.table), None)
        if table is None:
            return False
        with self._writing() as connection:
            query = delete(table).where(table.c.id == entry.id, table.c.uid == entry.uid)
            return connection.execute(query).rowcount > 0

    def replace(self, entry: Entry, record: Record) -> Entry | None:
        """Put a record in the place of an entry, both or neither; None if the entry is gone already."""
        table = next((table for table in TABLES.values() if table.name == entry.table), None)
        if table is None:
            return None
        with self._writing() as connection:
            query = delete(table).where(table.c.id == entry.id, table.c.uid == entry.uid)
            if connection.execute(query).rowcount == 0:
                return None
            _insert(connection, record)
        return self.entry_of(record)

    def end_trial(self, trial: Trial) -> bool:
        """Keep when and why a stored trial was ended; False if it was ended before. Its protocol stays as it is."""
        columns = {key: value for key, value in to_row(trial).items() if key.startswith("stop")}
        table = schema.trial
        with self._writing() as connection:
            query = update(table).where(table.c.uid == identity(trial), table.c.stopped_us.is_(None))
            return connection.execute(query.values(columns)).rowcount > 0

    def counts(self) -> dict[str, int]:
        """How many rows each table holds."""
        tables = (*TABLES.values(), schema.original, schema.stream)
        with self._store.faults():
            return {t.name: self._connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables}

    def verify(self) -> tuple[str, ...]:
        """Look for damage; empty when sound."""
        with self._store.faults():
            found = self._store.damage(self._connection)
            return (*found, *self._damaged_originals(), *self._damaged_streams())

    def _damaged_originals(self) -> Iterator[str]:
        for row in self._connection.execute(select(schema.original)):
            try:
                sound = Original(row.name, zlib.decompress(row.content_zlib)).sha256 == row.sha256
            except zlib.error:
                sound = False
            if not sound:
                yield say("the file {name} does not match its checksum", name=row.name)

    def _damaged_streams(self) -> Iterator[str]:
        for row in self._connection.execute(select(schema.stream)):
            try:
                unpack(packed_of(row))
            except (JournalError, zlib.error, ValueError) as fault:
                yield say("{channel} of run {run}: {fault}", channel=row.channel, run=row.run_id, fault=fault)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._store.transaction(self._connection) as connection:
            yield connection
            _grow(connection)

    def _all(self, kind: type[R]) -> tuple[R, ...]:
        table, order = TABLES[kind], f"{KIND_OF[kind].time}_us"
        rows = self._connection.execute(select(table).order_by(table.c[order], table.c.id)).mappings()
        return tuple(from_row(kind, row) for row in rows)


def _grow(connection: Connection) -> None:
    _set(connection, _REVISION, str(int(_setting(connection, _REVISION) or 0) + 1))


def _insert(connection: Connection, record: Record) -> bool:
    table, row = TABLES[type(record)], to_row(record)
    if connection.execute(select(table.c.id).where(table.c.uid == row["uid"])).first() is not None:
        return False
    connection.execute(insert(table).values(row))
    return True


def _insert_original(connection: Connection, original: Original) -> bool:
    table, sha256 = schema.original, original.sha256
    if connection.execute(select(table.c.sha256).where(table.c.sha256 == sha256)).first() is not None:
        return False
    packed = zlib.compress(original.content, 6)
    row = {"sha256": sha256, "name": original.name, "size_bytes": len(original.content), "content_zlib": packed}
    connection.execute(insert(table).values(row))
    return True


def _setting(connection: Connection, key: str) -> str | None:
    return connection.execute(select(schema.setting.c.value).where(schema.setting.c.key == key)).scalar_one_or_none()


def _set(connection: Connection, key: str, value: str) -> None:
    table: Table = schema.setting
    if connection.execute(update(table).where(table.c.key == key).values(value=value)).rowcount == 0:
        connection.execute(insert(table).values(key=key, value=value))

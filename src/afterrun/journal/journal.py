"""The journal: what somebody recorded, kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from types import TracebackType

from sqlalchemy import Connection, delete, func, select, update

from afterrun.journal import duplicate_runs, schema
from afterrun.journal.adding import Added, add_records, insert_record, rows_of
from afterrun.journal.kept_diary import KeptDiary, Reading
from afterrun.journal.kept_others import OTHERS, kept_others
from afterrun.journal.originals import is_kept, keep_packed, original_kept, packed
from afterrun.journal.photos import Photos, let_go, photo_at, photo_kept
from afterrun.journal.revision import REVISION, STATE, count, grow, keep_setting, setting_of
from afterrun.journal.rows import SENSELESS, Entry, from_row, identity, to_row
from afterrun.journal.schema import TABLES
from afterrun.journal.sound_rows import SoundRows
from afterrun.journal.standing import Apart, Standing
from afterrun.journal.stores import store_of
from afterrun.journal.stores.checked import Damage
from afterrun.journal.stores.store import Store
from afterrun.journal.taken_back import bring_back_runs, doubts_without, take_back_runs
from afterrun.places import Place
from afterrun.records import (
    Diary,
    Event,
    Original,
    Run,
    Streams,
    ToldForecast,
    Trial,
)
from afterrun.records.kinds import Record


class Journal:
    """A journal. Use as a context manager; one writes at a time, any number may read.

    Examples
    --------
    >>> import tempfile
    >>> from datetime import UTC, datetime
    >>> from pathlib import Path
    >>> from afterrun.records import PainReport, Site
    >>> with tempfile.TemporaryDirectory() as folder, Journal.open(Path(folder) / "journal.db") as journal:
    ...     report = PainReport(at=datetime(2026, 5, 1, 7, tzinfo=UTC), site=Site.parse("left-heel"), nrs=2)
    ...     journal.add([report]).added, journal.add([report]).already
    (1, 1)
    """

    def __init__(self, connection: Connection, store: Store, kept: KeptDiary | None = None) -> None:
        self._connection = connection
        self._store = store
        self._kept = kept
        self._told: dict[str, str | None] = {}  # settings that were asked for; nothing here was written since
        self._last_read = Reading()
        self._together = False

    @classmethod
    def open(cls, path: Place, *, create: bool = True, kept: KeptDiary | None = None) -> Journal:
        """Open, make or migrate a journal.

        Parameters
        ----------
        path : Path or Database
            The file, or whose journal of which database.
        create : bool
            Whether to make it if it is not there.
        kept : KeptDiary, optional
            Where the diary is kept from one opening to the next. Such an opening is short, of one request: a setting is
            asked for once in it.

        Raises
        ------
        JournalError
            If it cannot be used; the message says why and what to do.
        """
        return cls.kept_in(store_of(path), create=create, kept=kept)

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
        standings: Mapping[int, Standing] | None = None,
        settled: bool = False,
        photos: Photos = (),
    ) -> Added:
        """Add what one source tells, all or nothing; once this returns it survives a crash.

        The same run from another source is not counted twice: it fills in what the stored one lacks. Where it is not
        sure that it is the same, or that it was a run, it waits for an answer and does not count until then.

        Parameters
        ----------
        records : iterable of Record
            What happened: runs, reports and the other kinds of `records.kinds`.
        streams : mapping of int to Streams
            Place of a run among the records -> its per-second values.
        original : Original
            The file they were read from, kept byte for byte.
        standings : mapping of int to Standing
            Place of a run among the records -> what is known of it beforehand.
        settled : bool
            They come out of a journal: nothing is asked about them.
        photos : iterable of Original, or mapping of str to Original
            Photos that the records name, or by their identity; each is kept if its record is new.
        """
        records = tuple(records)
        rows = rows_of(records)
        kept = original is None or self.has_original(original.sha256)
        file = None if original is None or kept else packed(original)  # all this before others have to wait
        with self._writing() as connection:
            if file is not None:
                keep_packed(connection, file)
            return add_records(
                connection,
                records,
                rows,
                streams=streams or {},
                standings=standings or {},
                settled=settled,
                photos=photos,
            )

    def put_on_record(self, told: Iterable[ToldForecast]) -> None:
        """Keep forecasts as they are told: the first of each day for each place, without a run and with one.

        The revision stays: what was worked out of the journal holds, for nothing has happened.
        """
        table = TABLES[ToldForecast]
        with self._store.transaction(self._connection) as connection:
            for forecast in told:
                row = to_row(forecast)
                alike = [table.c.local_date == row["local_date"], table.c.site == row["site"]]
                alike.append(
                    table.c.run_start_us.is_(None) if forecast.run_start is None else table.c.run_start_us.isnot(None)
                )
                if connection.execute(select(table.c.id).where(*alike)).first() is None:
                    insert_record(connection, forecast)

    def diary(self) -> Diary:
        """Everything recorded, in order of time; without what is `damaged`."""
        return self._reading().diary

    def damaged(self) -> tuple[Damage, ...]:
        """Entries that cannot be relied on, and so are left out of the diary. `verify` looks further."""
        return self._reading().damaged

    def _reading(self) -> Reading:
        if self._kept is None or self._together:  # what is not written may never be
            return self._read()
        state = self.state()  # before the records: what is written in between makes the next reading a new one
        if self._last_read.state != state:  # else as before, whatever others have read since
            self._last_read = self._kept.of(state, lambda: self._read(state))
        return self._last_read

    def _read(self, state: str | None = None) -> Reading:
        rows = self._rows()
        with self._store.faults(), self._store.snapshot(self._connection):
            stored = rows.runs()
            diary = rows.diary(stored, kept_others(self.setting(OTHERS)))
        return Reading(state, diary, tuple(rows.damaged), duplicate_runs.apart(stored))

    def _rows(self) -> SoundRows:
        return SoundRows(self._store, self._connection)

    def streams(self, run: Run) -> Streams | None:
        """Per-second values of a stored run, if a source of it had any; a damaged channel is left out."""
        with self._store.faults():
            return duplicate_runs.streams_of_run(self._connection, run)

    def apart(self) -> tuple[Apart, ...]:
        """Runs that do not count, and those that were asked about and do, in order of time."""
        if self._kept is not None:
            return self._reading().apart
        with self._store.faults(), self._store.snapshot(self._connection):
            return duplicate_runs.apart(self._rows().runs())

    def told_runs(self) -> tuple[tuple[Run, Standing], ...]:
        """Each record of a run as its source told it, whether it counts or not, and where it stands."""
        with self._store.faults(), self._store.snapshot(self._connection):
            return tuple((each.run, each.standing) for each in self._rows().runs())

    def stand(self, entry: Entry, standing: Standing) -> bool:
        """Say where a run stands: that it counts, or why not; False if it is gone."""
        with self._writing() as connection:
            return duplicate_runs.stand(connection, entry, standing)

    def merge_into(self, entry: Entry, same_as: datetime) -> bool:
        """Let a run be the same as the one that counts and began then; False if either is gone."""
        with self._writing() as connection:
            return duplicate_runs.merge_into(connection, entry, same_as)

    def take_again(self, entry: Entry, run: Run) -> bool:
        """Put a run, as somebody corrected it, in the place of one that was asked about; False if that is gone."""
        with self._writing() as connection:
            return duplicate_runs.take_again(connection, entry, run) is not None

    def take_back_runs(self, entries: Iterable[Entry]) -> Mapping[str, Standing]:
        """Let runs of an import that is taken back count nowhere; see `taken_back.take_back_runs`."""
        with self._writing() as connection:
            return take_back_runs(connection, entries)

    def bring_back_runs(self, standings: Mapping[str, Standing]) -> int:
        """Put runs that were taken back among the others again; see `taken_back.bring_back_runs`."""
        with self._writing() as connection:
            return bring_back_runs(connection, standings)

    def doubts_without(self, event: Event) -> None:
        """Look anew at runs that an activity put in doubt, now that it is gone."""
        with self._writing() as connection:
            doubts_without(connection, event)

    def correct(self, entry: Entry, run: Run) -> bool:
        """Put a run, as a table tells it now, in the place of what it told before; False if that is gone.

        What counts, was merged with another or answered stays so; a question about it is put anew.
        """
        with self._writing() as connection:
            return duplicate_runs.correct(connection, entry, run)

    def originals(self) -> Iterator[Original]:
        """Files as they came, one at a time; damaged ones are left out, and `verify` tells them."""
        names = select(schema.original.c.sha256).order_by(schema.original.c.sha256)
        with self._store.faults():
            kept = self._connection.execute(names).scalars().all()
        for sha256 in kept:
            with self._store.faults():
                found = original_kept(self._connection, sha256)
            if found is not None:
                yield found

    def has_original(self, sha256: str) -> bool:
        """Whether a file is kept already."""
        with self._store.faults():
            return is_kept(self._connection, sha256)

    def photo(self, sha256: str) -> Original | None:
        """Return the photo of an entry; None if no entry names it, or it is damaged."""
        with self._store.faults():
            return photo_kept(self._connection, sha256)

    def setting(self, key: str) -> str | None:
        """Look a setting up."""
        return self.settings((key,)).get(key)

    def settings(self, keys: Iterable[str]) -> dict[str, str]:
        """Look several settings up at once; those that were never kept are left out."""
        wanted = tuple(keys)
        if self._kept is None or self._together:
            return self._settings(wanted)
        if missing := {*wanted, *STATE} - self._told.keys():
            self._told |= dict.fromkeys(missing) | self._settings(missing)
        return {key: value for key in wanted if (value := self._told[key]) is not None}

    def _settings(self, keys: Iterable[str]) -> dict[str, str]:
        table = schema.setting
        with self._store.faults():
            rows = self._connection.execute(select(table.c.key, table.c.value).where(table.c.key.in_(tuple(keys))))
            return {row.key: row.value for row in rows if isinstance(row.value, str)}  # SQLite keeps bytes as well

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting."""
        self.set_settings({key: value})

    def set_settings(self, values: Mapping[str, str]) -> None:
        """Keep several settings, all or nothing."""
        with self._writing() as connection:
            for key, value in values.items():
                keep_setting(connection, key, value)

    def settle(self, key: str, value: str) -> str:
        """Keep a setting unless there is one, and return the one that holds; of two at once the first is kept."""
        with self._transaction() as connection:
            held = setting_of(connection, key)
            if held is not None:
                return held
            keep_setting(connection, key, value)
            grow(connection)
            return value

    def revision(self) -> int:
        """Grows with every write by any process: what was worked out at one revision holds until the next."""
        return count(self.setting(REVISION))

    def state(self) -> str:
        """Name the state of the journal: the same name is the same content, whatever file was put in its place.

        A copy that is put back, or another journal, may come to the same revision another way.
        """
        return repr(sorted(self.settings(STATE).items()))

    def entry_of(self, record: Record) -> Entry | None:
        """Find where a record is stored."""
        table, uid = TABLES[type(record)], identity(record)
        with self._store.faults():
            found = self._connection.execute(select(table.c.id).where(table.c.uid == uid)).scalar_one_or_none()
        return None if found is None else Entry(table.name, found, uid)

    def record_of(self, entry: Entry) -> Record | None:
        """Return what is stored there; None if it was changed or taken back since."""
        kind, table = next(((kind, table) for kind, table in TABLES.items() if table.name == entry.table), (None, None))
        if kind is None or table is None:
            return None
        query = select(table).where(table.c.id == entry.id, table.c.uid == entry.uid)
        with self._store.faults():
            row = self._connection.execute(query).mappings().one_or_none()
        with suppress(*SENSELESS):  # as the diary leaves it out
            return None if row is None else from_row(kind, row)
        return None

    def undo(self, entry: Entry, *, keep_photo: bool = False) -> bool:
        """Take an entry back; False if it is gone already. Its photo goes with it, unless it may come back."""
        table = next((table for table in TABLES.values() if table.name == entry.table), None)
        if table is None:
            return False
        with self._writing() as connection:
            if table is schema.run and (start := _start_of(connection, entry)) is not None:
                duplicate_runs.drop_behind(connection, start)
            photo = photo_at(connection, table, entry.id)
            query = delete(table).where(table.c.id == entry.id, table.c.uid == entry.uid)
            gone = connection.execute(query).rowcount > 0
            if not keep_photo:
                let_go(connection, photo)
            return gone

    def replace(self, entry: Entry, record: Record, *, photos: Iterable[Original] = ()) -> Entry | None:
        """Put a record in the place of an entry, both or neither; None if the entry is gone already."""
        table = next((table for table in TABLES.values() if table.name == entry.table), None)
        if table is None:
            return None
        with self._writing() as connection:
            if isinstance(record, Run) and (start := _start_of(connection, entry)) is not None:
                duplicate_runs.move_behind(connection, start, record.start)
            photo = photo_at(connection, table, entry.id)
            query = delete(table).where(table.c.id == entry.id, table.c.uid == entry.uid)
            if connection.execute(query).rowcount == 0:
                return None
            insert_record(connection, record, photos)
            let_go(connection, photo)
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
        counts = [select(func.count()).select_from(table).scalar_subquery().label(table.name) for table in tables]
        with self._store.faults():
            return dict(self._connection.execute(select(*counts)).mappings().one())

    def verify(self) -> tuple[str, ...]:
        """Read everything once and look for damage; empty when sound."""
        with self._store.faults():
            found = list(self._store.damage(self._connection))
        return tuple(dict.fromkeys([*found, *map(str, self._read().damaged)]))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write everything that is written inside at once, or nothing of it; once this is left it survives a crash."""
        if self._together:  # what is written inside is of the whole
            yield
            return
        with self._store.transaction(self._connection):
            self._together = True
            try:
                yield
            finally:
                self._together = False
                self._told.clear()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._together:
            yield self._connection
            return
        with self._store.transaction(self._connection) as connection:
            self._told.clear()
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._transaction() as connection:
            yield connection
            grow(connection)


def _start_of(connection: Connection, entry: Entry) -> datetime | None:
    """When the run of an entry began; None if it is gone, or does not count itself."""
    table, stands = schema.run, schema.run_standing
    query = select(table).outerjoin(stands).where(table.c.id == entry.id, table.c.uid == entry.uid)
    row = connection.execute(query.where(stands.c.standing.is_(None))).mappings().first()
    with suppress(*SENSELESS):
        return None if row is None else from_row(Run, row).start
    return None

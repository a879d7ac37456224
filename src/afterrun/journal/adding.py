"""What one source tells, added to what is there: each kind of record by its own rule of what is the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from sqlalchemy import Connection, insert, select

from afterrun.journal.duplicate_runs import add_run, doubt_runs
from afterrun.journal.originals import keep_original
from afterrun.journal.photos import Photos, brought, is_photo, photo_named
from afterrun.journal.rows import Row, to_row
from afterrun.journal.same_event import Known, known_event
from afterrun.journal.schema import TABLES
from afterrun.journal.standing import Standing
from afterrun.records import Event, Run, Streams
from afterrun.records.kinds import Record

_ASKED_AT_ONCE = 500  # names: a statement of SQLite may have had 999 values until 2020


@dataclass(frozen=True, slots=True)
class Added:
    """What became of some records.

    Parameters
    ----------
    new : tuple of Record
        Those that were new.
    already : int
        How many were there already.
    same : tuple of (Run, Run)
        Runs that another source had told of before, each with the stored one.
    asked : tuple of (Run, str, Run or None)
        Runs that wait for an answer and do not count until then: what is asked (`afterrun.journal.standing`), and the
        run that it may be the same as.
    kept : tuple of Record
        Those that have a row now and had none before: also runs that stand behind others.
    displaced : tuple of Record
        Those that had a row, in whose place one of these stands now.
    """

    new: tuple[Record, ...] = ()
    already: int = 0
    same: tuple[tuple[Run, Run], ...] = ()
    asked: tuple[tuple[Run, str, Run | None], ...] = ()
    kept: tuple[Record, ...] = ()
    displaced: tuple[Record, ...] = ()

    @property
    def added(self) -> int:
        """How many were new."""
        return len(self.new)


def rows_of(records: Sequence[Record]) -> Mapping[int, Row]:
    """Make the rows of all but runs, by their place: of many this takes a while, and needs no journal."""
    return {place: to_row(each) for place, each in enumerate(records) if not isinstance(each, Run)}


def add_records(
    connection: Connection,
    records: Sequence[Record],
    rows: Mapping[int, Row],
    *,
    streams: Mapping[int, Streams],
    standings: Mapping[int, Standing],
    settled: bool,
    photos: Photos,
) -> Added:
    """Add records in the order in which they are told; as `Journal.add`, with their `rows_of`."""
    identities = _identities_stored(connection, records, rows)
    parts = []
    for place, record in enumerate(records):
        if isinstance(record, Run):
            standing = standings.get(place, Standing())
            parts.append(_run_added(connection, record, streams.get(place), standing, settled=settled))
        elif isinstance(record, Event) and not settled:
            parts.append(_event_added(connection, record, rows[place], identities))
        else:
            parts.append(_counted(record, _inserted(connection, record, rows[place], identities, photos)))
    return Added(
        tuple(chain.from_iterable(each.new for each in parts)),
        sum(each.already for each in parts),
        tuple(chain.from_iterable(each.same for each in parts)),
        tuple(chain.from_iterable(each.asked for each in parts)),
        tuple(chain.from_iterable(each.kept for each in parts)),
        tuple(chain.from_iterable(each.displaced for each in parts)),
    )


def insert_record(connection: Connection, record: Record, photos: Photos = ()) -> bool:
    """Store one record as it is; False if it is there already."""
    row = to_row(record)
    return _inserted(connection, record, row, _identities_stored(connection, [record], {0: row}), photos)


def _run_added(
    connection: Connection, run: Run, streams: Streams | None, standing: Standing, *, settled: bool
) -> Added:
    found = add_run(connection, run, streams, standing, settled=settled)
    kept = not found.was_there
    if found.asked is not None:
        return _counted(run, found.new, kept=kept, asked=((run, found.asked, found.stored),))
    if found.stored is not None and found.stored.source != run.source:
        return _counted(run, found.new, kept=kept, same=((run, found.stored),))
    return _counted(run, found.new, kept=kept)


def _event_added(connection: Connection, event: Event, row: Row, identities: set[str]) -> Added:
    met = known_event(connection, event)
    new = met.known is Known.NEW and _inserted(connection, event, row, identities)
    doubted = doubt_runs(connection, event) if new or met.known is Known.TOOK_PLACE else ()
    found = _counted(event, new, asked=tuple((run, now, None) for run, now in doubted))
    kept = found.kept if met.now is None else (*found.kept, met.now)
    return replace(found, kept=kept, displaced=met.gone)


def _counted(
    record: Record,
    new: bool,
    *,
    kept: bool = False,
    same: tuple[tuple[Run, Run], ...] = (),
    asked: tuple[tuple[Run, str, Run | None], ...] = (),
) -> Added:
    return Added((record,) if new else (), int(not new), same, asked, (record,) if new or kept else ())


def _identities_stored(connection: Connection, records: Sequence[Record], rows: Mapping[int, Row]) -> set[str]:
    """Find which of many rows are stored already: asked one by one, others would have to wait for seconds."""
    of_kind: dict[type[Record], list[str]] = {}
    for place, row in rows.items():
        of_kind.setdefault(type(records[place]), []).append(row["uid"])
    found: set[str] = set()
    for kind, names in of_kind.items():
        uid = TABLES[kind].c.uid
        for first in range(0, len(names), _ASKED_AT_ONCE):
            some = select(uid).where(uid.in_(names[first : first + _ASKED_AT_ONCE]))
            found |= set(connection.execute(some).scalars())
    return found


def _inserted(connection: Connection, record: Record, row: Row, identities: set[str], photos: Photos = ()) -> bool:
    """Store a record unless its identity is stored, and count it among them."""
    if row["uid"] in identities:
        return False
    if (name := photo_named(record)) is not None:
        if (photo := brought(name, photos)) is not None:
            keep_original(connection, photo)
        elif not is_photo(connection, name):
            row = row | {"photo": None}  # an entry names no photo that is not there
    connection.execute(insert(TABLES[type(record)]), row)
    identities.add(row["uid"])
    return True

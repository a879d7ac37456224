"""A journal moved from a file to a database, or back: every row, file and stream byte for byte.

It is written beside the place it goes to, under a name that nobody opens, and takes the place in one step once both
sides are shown to be equal. Cut off in between, the same move goes on where it was: what is there already is compared
and left. The source is only read, and stays.

What is secret (passwords, sessions, keys of reminders) is not in a journal, and so does not move.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, tuple_

from afterrun.errors import InvalidValueError, JournalError
from afterrun.journal import schema
from afterrun.journal.identity import journal_id
from afterrun.journal.journal import Journal
from afterrun.journal.revision import ID_SETTING
from afterrun.journal.stores import store_of
from afterrun.journal.stores.checked import Damage
from afterrun.journal.stores.keys import key_of, key_values
from afterrun.journal.stores.sqlite.file import SqliteFile
from afterrun.journal.stores.store import Store
from afterrun.language import say, spoken
from afterrun.places import Place

_ROWS_AT_ONCE = 500  # judgement: what a kill may cost is written anew in a second
_BYTES_AT_ONCE = 4_000_000
_LOOKS = 5  # judgement: a journal that is written to all the time has to be left alone
_HEX = 12  # of a checksum, shown

Digests = dict[str, str]


@dataclass(frozen=True, slots=True)
class Moved:
    """What is in both places now, shown equal.

    Parameters
    ----------
    counts : mapping of str to int
        Table -> how many rows.
    checksums : mapping of str to str
        Table -> SHA-256 of all that stands in it.
    went_on : bool
        Whether a move that was cut off was gone on with.
    """

    counts: Mapping[str, int]
    checksums: Mapping[str, str]
    went_on: bool

    @property
    def checksum(self) -> str:
        """One checksum for the whole journal, short."""
        return _sha256(sorted(self.checksums.items()))[:_HEX]


@dataclass(frozen=True, slots=True)
class _Side:
    """A journal and how to reach its rows."""

    store: Store
    connection: Connection


def move(source: Place, target: Place, *, told: Callable[[str, int], None] = lambda table, rows: None) -> Moved:
    """Copy a journal to a place where there is none yet, and show that both are equal.

    Parameters
    ----------
    source, target : Path or Database
        One a file, the other a database; or two databases.
    told : callable
        Told the table and how many rows were written, as it goes on.

    Raises
    ------
    InvalidValueError
        If both are files.
    JournalError
        If there is a journal already, the source is damaged, something of it cannot be kept there, or it is written to
        all the time. What was copied is kept, and gone on with.
    """
    _require_other_kind(source, target)
    store, goal = store_of(source), store_of(target)
    _require_room(goal)
    with Journal.kept_in(store, create=False) as journal:
        name = journal_id(journal)
    beside = goal.beside()
    went_on = beside.taken()
    with _opened(store, create=False) as from_:
        for _ in range(_LOOKS):
            with _opened(beside, create=True) as to:
                _require_same(to, name, goal)
                with store.snapshot(from_.connection):
                    seen = _seals(from_)
                    _make_equal(from_, to, told)
                    counts, checksums = _shown_equal(from_, to)
            with store.transaction(from_.connection):  # nobody writes to it now
                if _seals(from_) == seen:
                    goal.take_over()
                    return Moved(counts, checksums, went_on)
    raise JournalError(
        say("journal must be left alone to be moved; {path} is written to all the time.", path=store.where),
        remedy=say("Stop the app or the import, and type the same again: it goes on where it was."),
    )


@contextmanager
def _opened(store: Store, *, create: bool) -> Iterator[_Side]:
    connection = store.connect(create=create)
    try:
        with store.faults():
            yield _Side(store, connection)
    finally:
        store.close(connection)


def _make_equal(from_: _Side, to: _Side, told: Callable[[str, int], None]) -> None:
    """Take out what is not as in the source, what refers to others first; then write what is missing."""
    tables = _tables()
    for table in reversed(tables):
        if there := _digests(to, table):
            wanted = _digests(from_, table, sound=True)
            _delete(to, table, [key for key, digest in there.items() if wanted.get(key) != digest])
    for table in tables:
        there = _digests(to, table)
        with closing(_rows(from_, table, sound=True)) as found:
            for rows in _parts(row for key, row in found if key not in there):
                _require_texts(to, table, rows)
                with to.store.transaction(to.connection):
                    to.connection.execute(insert(table), rows)
                told(table.name, len(rows))


def _shown_equal(from_: _Side, to: _Side) -> tuple[dict[str, int], dict[str, str]]:
    """Read both sides once more and compare every row; how many there are, and a checksum of each table."""
    counts, checksums = {}, {}
    for table in _tables():
        one, other = _digests(from_, table, sound=True), _digests(to, table, sound=True)
        if one != other:
            raise JournalError(
                say("both journals must be equal; {table} is not.", table=table.name),
                remedy=say("Nothing was put in its place. Type the same again; if it stays so, check both disks."),
            )
        counts[table.name], checksums[table.name] = len(one), _sha256(sorted(one.items()))
    return counts, checksums


def _tables() -> tuple[Table, ...]:
    """List what moves, settings first (they tell whose journal it is), and what others refer to before those."""
    others = (table for table in schema.metadata.sorted_tables if table not in (schema.setting, schema.seal))
    return schema.setting, *others


def _digests(side: _Side, table: Table, *, sound: bool = False) -> Digests:
    return {key: _digest(row) for key, row in _rows(side, table, sound=sound)}


def _rows(side: _Side, table: Table, *, sound: bool = False) -> Generator[tuple[str, Mapping[str, Any]], None, None]:
    """Read the rows of a table; a damaged one is refused where all must be ``sound``, else it is as good as another."""
    with side.store.snapshot(side.connection):
        for each in side.store.examined(side.connection, table.name):
            if sound and each.fault is not None:
                raise JournalError(
                    say(
                        "journal must be sound to be moved; {path}: {damage}.",
                        path=side.store.where,
                        damage=Damage.of(table.name, each),
                    ),
                    remedy=say("See `afterrun check`. Restore a backup, or save what can be read, and move that."),
                )
            if each.row is not None:
                yield each.key, each.row


def _digest(row: Mapping[str, Any]) -> str:
    return _sha256(sorted(row.items()))


def _sha256(content: object) -> str:
    return hashlib.sha256(json.dumps(content, default=_of_bytes).encode()).hexdigest()


def _of_bytes(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return f"bytes {hashlib.sha256(value).hexdigest()}"
    raise TypeError


def _parts(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    part: list[Mapping[str, Any]] = []
    size = 0
    for row in rows:
        part.append(row)
        size += sum(len(value) for value in row.values() if isinstance(value, bytes))
        if len(part) >= _ROWS_AT_ONCE or size >= _BYTES_AT_ONCE:
            yield part
            part, size = [], 0
    if part:
        yield part


def _delete(side: _Side, table: Table, keys: list[str]) -> None:
    columns = list(table.primary_key)
    for start in range(0, len(keys), _ROWS_AT_ONCE):
        wanted = [key_values(table, key) for key in keys[start : start + _ROWS_AT_ONCE]]
        with side.store.transaction(side.connection):
            side.connection.execute(delete(table).where(tuple_(*columns).in_(wanted)))


def _seals(side: _Side) -> frozenset[tuple[Any, ...]]:
    """Every row's checksum: they change with whatever is written, and are read in no time."""
    seal = schema.seal
    found = side.connection.execute(select(seal.c.place, seal.c.row, seal.c.crc32))
    return frozenset(tuple(row) for row in found)


def _require_texts(to: _Side, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    """Name what a database cannot keep: its own fault would not say where it is."""
    if isinstance(to.store, SqliteFile):
        return
    for row in rows:
        if any(isinstance(value, str) and "\0" in value for value in row.values()):
            raise JournalError(
                say(
                    "{table} {key} ({about}) must be text to be kept in a database; it has a NUL in it.",
                    table=spoken(table.name),
                    key=key_of(table, row),
                    about=row.get("local_date") or row.get("name") or "",
                ),
                remedy=say("Take it out of that entry in the app, and type the same again."),
            )


def _require_other_kind(source: Place, target: Place) -> None:
    if isinstance(source, Path) and isinstance(target, Path):
        raise InvalidValueError(
            say("journal must move to a database or out of one; {path} is a file as well.", path=target),
            remedy=say("Copy it: afterrun backup FILE."),
        )


def _require_room(goal: Store) -> None:
    if goal.taken():
        raise JournalError(
            say("journal must not be there yet; {path} is.", path=goal.where),
            remedy=say("Name another file, or another person at the end of the address."),
        )


def _require_same(to: _Side, name: str, goal: Store) -> None:
    """What was begun here may be the move of another journal."""
    setting = schema.setting
    query = select(setting.c.value).where(setting.c.key == ID_SETTING)
    held = to.connection.execute(query).scalar_one_or_none()
    if held not in (None, name):
        raise JournalError(
            say("place must be free; a move of another journal to {path} was begun.", path=goal.where),
            remedy=say("Finish that one first, or name another place."),
        )

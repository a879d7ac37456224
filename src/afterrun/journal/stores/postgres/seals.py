"""The seals of a file, in a database: every row's checksum, compared whenever it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, delete, insert, select, tuple_

from afterrun.journal import schema
from afterrun.journal.stores.checked import Damage, Examined, Fault
from afterrun.journal.stores.checksum import checksum
from afterrun.journal.stores.contents import makes_sense
from afterrun.journal.stores.keys import key_of, key_values
from afterrun.journal.stores.postgres.dividing import sealed_tables
from afterrun.journal.stores.postgres.server import SCHEMA

_LARGE = (schema.original.name, schema.stream.name)  # read a few at a time
_AT_ONE_INSTANT, _WITH_ROWS = "afterrun_seals", "afterrun_with_rows"  # of the session, beside its connection
_ASK_WITH_ROWS = " UNION ALL ".join(
    f"SELECT '{table.name}' WHERE EXISTS (SELECT FROM {SCHEMA}.\"{table.name}\")" for table in sealed_tables()
)
_AT_ONCE = 500  # judgement: rows that one statement names
_FEW = 20  # judgement: files held in memory


def examined(connection: Connection, table: Table) -> Iterator[Examined]:
    """Read a table of the session's person, compare each row with its seal, and look into files and streams."""
    seals = _seals(connection, table)
    missing = set(seals)
    for row in _rows(connection, table) if _holds_rows(connection, table) else ():
        key = key_of(table, row)
        missing.discard(key)
        if seals.get(key) != checksum(row):
            yield Examined(key, row, Fault.CHANGED if key in seals else Fault.UNSEALED)
        elif not makes_sense(table.name, row):
            yield Examined(key, row, Fault.SENSELESS)
        else:
            yield Examined(key, row)
    yield from (Examined(key, None, Fault.MISSING) for key in sorted(missing))


@contextmanager
def read_once(connection: Connection) -> Iterator[None]:
    """Read the seals of all tables at once, and which are empty, as long as the connection sees one instant.

    Most journals have nothing in most tables: that is a query less for each.
    """
    connection.info[_AT_ONE_INSTANT] = None
    try:
        yield
    finally:
        connection.info.pop(_AT_ONE_INSTANT, None)
        connection.info.pop(_WITH_ROWS, None)


def _seals(connection: Connection, table: Table) -> dict[str, int]:
    seal, info = schema.seal, connection.info
    if _AT_ONE_INSTANT not in info or table.name in _LARGE:
        query = select(seal.c.row, seal.c.crc32).where(seal.c.place == table.name)
        return {each[0]: each[1] for each in connection.execute(query)}
    if info[_AT_ONE_INSTANT] is None:
        found: dict[str, dict[str, int]] = {}
        together = select(seal.c.place, seal.c.row, seal.c.crc32).where(seal.c.place.not_in(_LARGE))
        for each in connection.execute(together):
            found.setdefault(each[0], {})[each[1]] = each[2]
        info[_AT_ONE_INSTANT] = found
    return dict(info[_AT_ONE_INSTANT].get(table.name, {}))


def _holds_rows(connection: Connection, table: Table) -> bool:
    info = connection.info
    if _AT_ONE_INSTANT not in info:
        return True
    if _WITH_ROWS not in info:
        info[_WITH_ROWS] = frozenset(connection.exec_driver_sql(_ASK_WITH_ROWS).scalars())
    return table.name in info[_WITH_ROWS]


def damage(connection: Connection) -> Iterator[str]:
    """Say which rows are not as they were written, and which files and streams make no sense."""
    for table in sealed_tables():
        yield from (str(Damage.of(table.name, each)) for each in examined(connection, table) if each.fault is not None)


def damaged_keys(connection: Connection) -> dict[str, frozenset[str]]:
    """Name the damaged rows of each table that is there, by the columns it has."""
    found = {}
    for table in sealed_tables():
        if (there := _as_it_is(connection, table)) is not None:
            found[table.name] = frozenset(each.key for each in examined(connection, there) if each.fault is not None)
    return found


def seal_touched(connection: Connection) -> None:
    """Seal what the transaction wrote, and drop the seals of what it deleted; before it is committed."""
    touched = connection.exec_driver_sql(f'DELETE FROM {SCHEMA}.touched RETURNING place, "row"').all()
    tables = {table.name: table for table in sealed_tables()}
    for place, rows in groupby(sorted((each[0], each[1]) for each in touched), key=itemgetter(0)):
        table = tables[place]
        at_once = _FEW if place in _LARGE else _AT_ONCE
        for keys in _parts([row for _, row in rows], at_once):
            _drop(connection, table, keys)
            _seal(connection, table, _find(connection, table, keys))


def seal_all(connection: Connection, *, but: Mapping[str, frozenset[str]]) -> None:
    """Seal every row of the session's person anew, but those that were damaged before."""
    for table in sealed_tables():
        left = but.get(table.name, frozenset())
        keys = [key for row in _rows(connection, table) if (key := key_of(table, row)) not in left]
        for some in _parts(keys, _FEW if table.name in _LARGE else _AT_ONCE):
            _drop(connection, table, some)
            _seal(connection, table, _find(connection, table, some))


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    query = _select(table)
    if table.name in _LARGE:
        query = query.execution_options(stream_results=True, max_row_buffer=_FEW)
    with closing(connection.execute(query)) as found:
        for row in found.mappings():
            yield dict(row)


def _find(connection: Connection, table: Table, keys: Iterable[str]) -> list[dict[str, Any]]:
    wanted = [key_values(table, key) for key in keys]
    return [
        dict(row) for row in connection.execute(_select(table).where(tuple_(*table.primary_key).in_(wanted))).mappings()
    ]


def _select(table: Table) -> Any:
    return select(*(table.c[name] for name in sorted(table.c.keys())))  # a checksum is of columns in order of name


def _drop(connection: Connection, table: Table, keys: Iterable[str]) -> None:
    seal = schema.seal
    connection.execute(delete(seal).where(seal.c.place == table.name, seal.c.row.in_(list(keys))))


def _seal(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    seals = [{"place": table.name, "row": key_of(table, row), "crc32": checksum(row)} for row in rows]
    if seals:
        connection.execute(insert(schema.seal), seals)


def _parts(keys: Sequence[str], at_once: int) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), at_once):
        yield keys[start : start + at_once]


def _as_it_is(connection: Connection, table: Table) -> Table | None:
    """Describe a table before the steps to the newest schema; None if there is none yet."""
    query = "SELECT column_name FROM information_schema.columns WHERE table_schema = %s AND table_name = %s"
    there = set(connection.exec_driver_sql(query, (SCHEMA, table.name)).scalars())
    columns = [Column(each.name, each.type, primary_key=each.primary_key) for each in table.c if each.name in there]
    return Table(table.name, MetaData(), *columns) if columns else None

"""One run, told by several sources: a watch file, its export, a line in a table. It is one dose."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, insert, select, update

from afterrun.journal import schema
from afterrun.journal.rows import from_row, identity, instant_us, to_row
from afterrun.journal.streams import insert_streams
from afterrun.records import Run, Streams
from afterrun.records.kinds import RUN

_SAME_START_US = 60_000_000
_SAME_DISTANCE = 0.03
_SAME_OVERLAP = 0.8
_OPTIONAL = tuple(field.name for field in RUN.fields if field.optional)


def add_run(connection: Connection, run: Run, streams: Streams | None) -> Run | None:
    """Store a run; if it is stored already, fill in what that one lacks and return it."""
    found = stored_like(connection, run)
    if found is None:
        row_id = connection.execute(insert(schema.run).values(to_row(run)).returning(schema.run.c.id)).scalar_one()
        insert_streams(connection, row_id, streams)
        return None
    row_id, stored = found
    fill_in(connection, row_id, stored, run, streams)
    return stored


def stored_like(connection: Connection, run: Run) -> tuple[int, Run] | None:
    """Find the stored run that this one is: the same identity, or the same start, length and distance nearly enough."""
    table, start = schema.run, instant_us(run.start)
    near = table.c.start_us.between(start - _SAME_START_US, start + _SAME_START_US)
    for row in connection.execute(select(table).where(near)).mappings():
        stored = from_row(Run, row)
        if row["uid"] == identity(run) or is_same_run(stored, run):
            return int(row["id"]), stored
    return None


def is_same_run(one: Run, other: Run) -> bool:
    """Whether two records tell of one run: same sport, starts within 60 s, 80 % overlap, distances within 3 %."""
    overlap = (min(one.end, other.end) - max(one.start, other.start)).total_seconds()
    if one.sport != other.sport or overlap < _SAME_OVERLAP * max(one.duration_s, other.duration_s):
        return False
    if one.distance_m is None or other.distance_m is None:
        return True
    return abs(one.distance_m - other.distance_m) <= _SAME_DISTANCE * max(one.distance_m, other.distance_m)


def fill_in(connection: Connection, row_id: int, stored: Run, run: Run, streams: Streams | None) -> None:
    """Add to a stored run what only the other source knew; never change what was there."""
    missing = (name for name in _OPTIONAL if getattr(stored, name) is None)
    fresh: dict[str, Any] = {name: value for name in missing if (value := getattr(run, name)) is not None}
    if fresh:
        row = to_row(replace(stored, **fresh))
        connection.execute(update(schema.run).where(schema.run.c.id == row_id).values(row))
    if connection.execute(select(schema.stream.c.run_id).where(schema.stream.c.run_id == row_id)).first() is None:
        insert_streams(connection, row_id, streams)

"""Rows of runs, read with where each stands, and written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from afterrun.journal import schema
from afterrun.journal.codec import unpack
from afterrun.journal.rows import SENSELESS, from_row, instant_us, to_row
from afterrun.journal.standing import STANDINGS, Standing, Stored
from afterrun.journal.streams import insert_streams, packed_of
from afterrun.records import CHANNELS, Run, Streams
from afterrun.records.rules import require_time


def stored_run(connection: Connection, condition: Any) -> Stored | None:
    """Read the first run of which a condition holds."""
    return next(iter(stored_runs(connection, condition)), None)


def stored_runs(connection: Connection, condition: Any) -> list[Stored]:
    """Read the runs of which a condition holds, in order of time."""
    query = select(schema.run, schema.run_standing).outerjoin(schema.run_standing)
    query = query.where(condition).order_by(schema.run.c.start_us, schema.run.c.id)
    found = []
    for row in connection.execute(query).mappings():
        with suppress(*SENSELESS):  # a damaged row is told elsewhere, and is the same as none
            found.append(Stored(row["id"], from_row(Run, row), standing_of(dict(row))))
    return found


def standing_of(row: Mapping[str, Any]) -> Standing:
    """Read where a run stands; raises where that makes no sense."""
    same_as, standing = row["same_as_us"], row["standing"]
    if standing is not None and standing not in STANDINGS:
        raise ValueError(f"standing must be one of {STANDINGS}; got {standing!r}.")
    return Standing(
        standing=standing,
        same_as=None if same_as is None else _at(same_as),
        clock_guessed=bool(row["clock_guessed"]),
    )


def _at(us: int) -> datetime:
    at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=us)
    require_time("same_as", at)
    return at


def streams_of(connection: Connection, row_id: int, channels: Sequence[str] = ()) -> Streams | None:
    """Read the per-second values of a row, all or some; None if it has none of them, or nobody knows when they were."""
    query = select(schema.stream).where(schema.stream.c.run_id == row_id)
    if channels:
        query = query.where(schema.stream.c.channel.in_(channels))
    rows = connection.execute(query).all()
    read = {}
    for row in rows:
        with suppress(*SENSELESS):  # a damaged channel is left out
            read[row.channel] = unpack(packed_of(row))
    if (time := read.get("time_s")) is None:
        return None
    return Streams({name: values for name, values in read.items() if name in CHANNELS and len(values) == len(time)})


def store_run(connection: Connection, run: Run, streams: Streams | None, standing: Standing) -> int:
    """Write a run, and return its row."""
    row_id: int = connection.execute(insert(schema.run).values(to_row(run)).returning(schema.run.c.id)).scalar_one()
    insert_streams(connection, row_id, streams)
    if standing.says_something:
        stand_row(connection, row_id, standing)
    return row_id


def stand_row(connection: Connection, row_id: int, standing: Standing) -> None:
    """Write where the run of a row stands."""
    table = schema.run_standing
    connection.execute(delete(table).where(table.c.run_id == row_id))
    if standing.says_something:
        same_as = None if standing.same_as is None else instant_us(standing.same_as)
        values = {"run_id": row_id, "standing": standing.standing, "same_as_us": same_as}
        connection.execute(insert(table).values(values | {"clock_guessed": int(standing.clock_guessed)}))

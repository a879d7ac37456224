"""Streams of a run, stored beside it: one blob a channel."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, insert

from afterrun.journal import schema
from afterrun.journal.codec import Packed, pack
from afterrun.records import CHANNELS, Streams


def insert_streams(connection: Connection, run_id: int, streams: Streams | None) -> None:
    """Store the channels of a run."""
    rows = [
        {"run_id": run_id, "channel": channel, **asdict(pack(values, CHANNELS[channel]))}
        for channel, values in (streams.channels if streams else {}).items()
    ]
    if rows:
        connection.execute(insert(schema.stream), rows)


def packed_of(row: Row[Any]) -> Packed:
    """Read a row of the stream table."""
    return Packed(row.codec, row.scale, row.n, row.crc32, row.data)

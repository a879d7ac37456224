"""Streams of a run, stored beside it: one blob a channel."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert

from afterrun.journal import schema
from afterrun.journal.codec import Packed, pack
from afterrun.records import CHANNELS, Streams


def insert_streams(connection: Connection, run_id: int, streams: Streams | None) -> None:
    """Store the channels of a run."""
    for channel, values in (streams.channels if streams else {}).items():
        packed = pack(values, CHANNELS[channel])
        row = {"run_id": run_id, "channel": channel, "codec": packed.codec, "scale": packed.scale}
        row |= {"n": packed.n, "crc32": packed.crc32, "data": packed.data}
        connection.execute(insert(schema.stream).values(row))


def packed_of(row: Row[Any]) -> Packed:
    """Read a row of the stream table."""
    return Packed(row.codec, row.scale, row.n, row.crc32, row.data)

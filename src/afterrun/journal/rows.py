"""Records to rows and back: every field of a record is a column, times are an instant and its offset."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, TypeVar

from sqlalchemy import Table

from afterrun.journal import schema
from afterrun.records import Allocation, Care, Event, PainReport, Phase, Run, Site, Trial

Record = Run | PainReport | Care | Phase | Event | Trial | Allocation
Row = dict[str, Any]
R = TypeVar("R", Run, PainReport, Care, Phase, Event, Trial, Allocation)

TABLES: Mapping[type[Record], Table] = {
    Run: schema.run,
    PainReport: schema.pain,
    Care: schema.care,
    Phase: schema.phase,
    Event: schema.event,
    Trial: schema.trial,
    Allocation: schema.allocation,
}
_TIMES = {"start", "end", "at", "run", "stopped"}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_BEGINS = timedelta(hours=4)  # a diary day runs from 04:00 to 04:00: a late evening belongs to its day
_NOT_IDENTITY = {"source", "original"}


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a record is stored, so that it can be taken back: table, row, and the identity it must still have."""

    table: str
    id: int
    uid: str


def to_row(record: Record) -> Row:
    """Spread a record over columns."""
    row: Row = {"uid": identity(record), "local_date": local_date(_when(record))}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in _TIMES:
            row |= _time_columns(field.name, value)
        elif isinstance(value, Site):
            row[field.name] = str(value)
        elif isinstance(value, tuple):
            row[field.name] = json.dumps(value)
        else:
            row[field.name] = value
    return row


def from_row(kind: type[R], row: Mapping[Any, Any]) -> R:
    """Put a record together again, equal to the one that was stored."""
    values: Row = {field.name: _value(field.name, row) for field in fields(kind)}
    return kind(**values)


def instant_us(at: datetime) -> int:
    """Microseconds since 1970 UTC, exact."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def local_date(at: datetime) -> str:
    """Diary day of a time, by its own offset."""
    return (at - _DAY_BEGINS).date().isoformat()


def identity(record: Record) -> str:
    """Say which record it is: the same fact from the same or another file has the same identity."""
    if isinstance(record, Run):
        second = instant_us(record.start) // 1_000_000
        return f"{record.original or record.sport}:{second}"
    if isinstance(record, Trial):
        return record.sha256
    if isinstance(record, Allocation):
        return f"{record.trial}:{record.unit}"  # a unit is drawn once
    content = {
        field.name: _canonical(getattr(record, field.name))
        for field in fields(record)
        if field.name not in _NOT_IDENTITY
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _when(record: Record) -> datetime:
    return record.start if isinstance(record, Run | Phase | Trial) else record.at


def _canonical(value: object) -> object:
    if isinstance(value, datetime):
        return instant_us(value)
    if isinstance(value, int | float):
        return float(value)  # a 4 comes back as a 4.0 and is the same answer
    return str(value) if isinstance(value, Site) else value


def _time_columns(name: str, at: datetime | None) -> Row:
    if at is None:
        return {f"{name}_us": None, f"{name}_offset_s": None}
    offset = at.utcoffset() or timedelta(0)
    return {f"{name}_us": instant_us(at), f"{name}_offset_s": int(offset.total_seconds())}


def _value(name: str, row: Mapping[Any, Any]) -> object:
    if name in _TIMES:
        return _time(row[f"{name}_us"], row[f"{name}_offset_s"])
    if name == "site":
        return None if row["site"] is None else Site.parse(row["site"])
    return tuple(json.loads(row["quality"])) if name == "quality" else row[name]


def _time(us: int | None, offset_s: int | None) -> datetime | None:
    if us is None:
        return None
    return (_EPOCH + timedelta(microseconds=us)).astimezone(timezone(timedelta(seconds=offset_s or 0)))

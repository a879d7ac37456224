"""Records to rows and back: every field of a record is a column, times are an instant and its offset."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError

from afterrun.errors import AfterrunError
from afterrun.records import (
    Allocation,
    Care,
    Event,
    PainReport,
    Phase,
    Run,
    SelfTest,
    SignAnswer,
    Site,
    ToldForecast,
    Trial,
)
from afterrun.records.fields import Field
from afterrun.records.kinds import KIND_OF, Record
from afterrun.records.scale import ZERO_TO_TEN, scale_of

Row = dict[str, Any]
R = TypeVar("R", Run, PainReport, Care, Phase, Event, Trial, Allocation, SignAnswer, ToldForecast, SelfTest)

SENSELESS = (AfterrunError, DBAPIError, zlib.error, TypeError, ValueError, ArithmeticError, LookupError, RecursionError)
"""What reading a damaged value may lead to."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_BEGINS = timedelta(hours=4)  # a diary day runs from 04:00 to 04:00: a late evening belongs to its day
_WRITTEN: Mapping[type, Callable[[Any], Any]] = {Site: str, tuple: json.dumps}


def _text(value: Any) -> str:
    """Take a text; SQLite keeps bytes in a column of texts as well, and no page can say them."""
    if not isinstance(value, str):
        raise TypeError(f"a text must be one; got {type(value).__name__}")
    return value


_READ: Mapping[type, Callable[[Any], Any]] = {
    Site: Site.parse,
    str: _text,
    tuple: lambda text: tuple(json.loads(text)),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a record is stored, so that it can be taken back: table, row, and the identity it must still have."""

    table: str
    id: int
    uid: str


def to_row(record: Record) -> Row:
    """Spread a record over columns."""
    kind = KIND_OF[type(record)]
    row: Row = {"uid": identity(record), "local_date": local_date(kind.time_of(record))}
    for field in kind.fields:
        row |= _columns(field, getattr(record, field.name))
    return row


def from_row(kind: type[R], row: Mapping[Any, Any]) -> R:
    """Put a record together again, equal to the one that was stored."""
    return kind(**{name: read(row) for name, read in _READERS[kind].items()})


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
    if isinstance(record, PainReport) and record.scale in ZERO_TO_TEN:
        # Which of them it was is a guess from other answers, and changes as those come: no part of the fact.
        record = replace(record, scale=scale_of(record.nrs))
    values = ((field, getattr(record, field.name)) for field in KIND_OF[type(record)].fields)
    content = {field.name: _canonical(value) for field, value in values if _identifies(field, value)}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _identifies(field: Field, value: object) -> bool:
    return field.line.identifies and not (field.line.later and value == field.default)


def _canonical(value: object) -> object:
    if isinstance(value, datetime):
        return instant_us(value)
    if isinstance(value, int | float):
        return float(value)  # a 4 comes back as a 4.0 and is the same answer
    return str(value) if isinstance(value, Site) else value


def _columns(field: Field, value: Any) -> Row:
    if field.type is datetime:
        return _time_columns(field.name, value)
    written = _WRITTEN.get(field.type)
    return {field.name: value if value is None or written is None else written(value)}


def _time_columns(name: str, at: datetime | None) -> Row:
    if at is None:
        return {f"{name}_us": None, f"{name}_offset_s": None}
    offset = at.utcoffset() or timedelta(0)
    return {f"{name}_us": instant_us(at), f"{name}_offset_s": int(offset.total_seconds())}


def _reader(field: Field) -> Callable[[Mapping[Any, Any]], Any]:
    name, read = field.name, _READ.get(field.type)
    if field.type is datetime:
        us, offset_s = _time_columns(name, None)
        return lambda row: _time(row[us], row[offset_s])
    if read is None:
        return itemgetter(name)
    return lambda row: None if (value := row[name]) is None else read(value)


def _time(us: int | None, offset_s: int | None) -> datetime | None:
    if us is None:
        return None
    return (_EPOCH + timedelta(microseconds=us)).astimezone(timezone(timedelta(seconds=offset_s or 0)))


_READERS: Mapping[type[Any], Mapping[str, Callable[[Mapping[Any, Any]], Any]]] = {
    record: {field.name: _reader(field) for field in kind.fields} for record, kind in KIND_OF.items()
}
"""How each field is read from a row, said once: a journal of ten years has a hundred thousand values."""

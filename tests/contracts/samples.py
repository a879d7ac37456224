"""Values for any field of any kind of record, made from its type and its rule alone."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from afterrun.records import Original, Site
from afterrun.records.fields import Field, Kind
from afterrun.records.photo import photo_of
from tests.photos import BARE

AT = datetime(2026, 5, 1, 7, 30, tzinfo=timezone(timedelta(hours=2)))
FILE, PHOTO = Original("run.fit", b"as it came"), photo_of(BARE)
# Texts that are no free texts: the record takes only known words there.
_WORDS = {
    "question": "relief",
    "scale": "nrs-101",
    "answer": "yes",
    "side": "left",
    "original": FILE.sha256,
    "photo": PHOTO.sha256,
}


def sample(field: Field) -> Any:
    """Return a value that is not the field's default; a number has two digits, so that a form shows all of it."""
    if field.type is datetime:
        return AT + timedelta(hours=1) if field.default is None else AT
    if field.type in (float, int):
        return _number(field)
    return {Site: Site("left", "heel"), tuple: ("sore", "one-spot"), str: _WORDS.get(field.name, "new word")}[
        field.type
    ]


def _number(field: Field) -> float | int:
    low, high = (field.range.low, field.range.high) if field.range else (-100.0, 100.0)
    value = next(each for each in (30, 60, 0.5, 7, 300) if low <= each <= high and each != field.default)
    return field.type(value * field.line.per if value * field.line.per <= high else value)  # type: ignore[no-any-return]


def filled(kind: Kind, *names: str) -> Any:
    """Make a record with what it must have, and the fields that are named."""
    fields = [field for field in kind.fields if (field.required and not field.optional) or field.name in names]
    return kind.record(**{field.name: sample(field) for field in fields})


def full(kind: Kind) -> Any:
    """Make a record in which nothing is unknown."""
    return filled(kind, *(field.name for field in kind.fields))


def named(value: Any) -> str:
    """Name a kind or a field in the list of tests."""
    return str(value.name)

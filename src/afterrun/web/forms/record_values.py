"""A value as a form holds it, and the value that was typed: one way there and one way back for each type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from afterrun.errors import InvalidValueError
from afterrun.language import say, spoken
from afterrun.records import Site
from afterrun.records.fields import Asked, Field
from afterrun.records.symptom_words import symptom_folded
from afterrun.records.vocabulary import name_typed
from afterrun.units import distance_in_unit, metres_of
from afterrun.web.forms.reading import minutes_of, number_of
from afterrun.web.forms.times import read_local

_MINUTE = "%Y-%m-%dT%H:%M"
_MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class Context:
    """What a form has to know: the places in use, the time and whose clock tells it.

    ``before`` is what was said before of a field, by its name, the newest first.
    """

    sites: Sequence[Site]
    now: datetime
    zone: tzinfo | None = None
    before: Mapping[str, Sequence[str]] = field(default_factory=dict)


def asked_of(field: Field) -> Asked:
    """Return how a form asks for a field that it asks for."""
    assert field.line.asked is not None, field.name
    return field.line.asked


def form_name(field: Field) -> str:
    """Name a field as the forms do."""
    return asked_of(field).name or field.name


def number_shown(field: Field, value: float, context: Context) -> float:
    """Turn a stored number into the unit that is typed."""
    return distance_in_unit(value * field.line.metres) if asked_of(field).miles else value / field.line.per


def shown(field: Field, value: Any, context: Context) -> str:
    """Say a value as the form holds it; None is empty."""
    return "" if value is None else _SHOWN[field.type](field, value, context)


def typed_value(field: Field, before: Any, text: str, context: Context, *, time: datetime) -> Any:
    """Read what was typed in the place of a value; sent back as it was shown it stays what it is.

    Parameters
    ----------
    field : Field
        What it is about.
    before : object
        What the record holds.
    text : str
        What was typed.
    context : Context
        Unit of distances, and the clock.
    time : datetime
        When the record happened; a time that is new is by its clock.

    Raises
    ------
    AfterrunError
        If it cannot be read.
    """
    if text.strip() == shown(field, before, context).strip():
        return before
    if not text.strip():
        return _nothing(field, before)
    if field.type is datetime:
        return read_local(text, context.now.astimezone((before or time).tzinfo), zone=context.zone)
    return _READ[field.type](field, text.strip(), context)


def _nothing(field: Field, before: Any) -> Any:
    """What an empty line means: unknown, the usual, the time it has; else it has to be filled in."""
    if field.optional:
        return None
    if field.default is not MISSING:
        return field.default
    if field.type is datetime:
        return before
    raise InvalidValueError(
        say("{name} must not be empty; got nothing.", name=spoken(form_name(field))),
        remedy=say("Fill it in."),
        field=form_name(field),
    )


def _number_text(field: Field, value: float, context: Context) -> str:
    return f"{number_shown(field, value, context):{'.2f' if asked_of(field).miles else 'g'}}"


def _slugged(field: Field) -> bool:
    return field.line.named and not asked_of(field).choices


def _name_shown(field: Field, name: str) -> str:
    return spoken(name) if name in asked_of(field).offered else name.replace("-", " ")


def _name_typed(field: Field, text: str) -> str:
    name = name_typed(text, asked_of(field).offered)
    return symptom_folded(name) if field.name == "symptom" and name not in asked_of(field).offered else name


def _number_typed(field: Field, text: str, context: Context) -> float:
    in_seconds = field.line.per == _MINUTE_S  # asked in minutes, and told by watches as 28:30
    number = (minutes_of if in_seconds else number_of)(form_name(field).replace("_", " "), text)
    _require_range(field, number, context)
    return metres_of(number) / field.line.metres if asked_of(field).miles else number * field.line.per


def _require_range(field: Field, number: float, context: Context) -> None:
    """Refuse what the record would refuse, where it would do so in another unit than was typed."""
    if field.range is None or (field.line.per == 1 and not asked_of(field).miles):
        return
    low, high = (number_shown(field, end, context) for end in (field.range.low, field.range.high))
    if low <= number <= high:
        return
    if 0 < low < 1 and number < low:
        text = say("{name} must be more than 0; got {value:g}.", name=spoken(form_name(field)), value=number)
    else:
        text = say(
            "{name} must be between {low:g} and {high:g}; got {value:g}.",
            name=spoken(form_name(field)),
            low=low,
            high=high,
            value=number,
        )
    raise InvalidValueError(
        text, remedy=say("Correct it, or leave it empty if it is not known."), field=form_name(field)
    )


def _whole_typed(field: Field, text: str, context: Context) -> int:
    number = _number_typed(field, text, context)
    if not number.is_integer():
        raise InvalidValueError(
            say("{name} must be a whole number; got {text!r}.", name=spoken(form_name(field)), text=text),
            remedy=say("Write it in digits."),
            field=form_name(field),
        )
    return int(number)


_SHOWN: Mapping[type, Callable[[Field, Any, Context], str]] = {
    datetime: lambda _field, at, _context: f"{at:{_MINUTE}}",
    Site: lambda _field, site, _context: str(site),
    tuple: lambda _field, words, _context: "; ".join(words),
    float: _number_text,
    int: _number_text,
    str: lambda field, text, _context: _name_shown(field, text) if _slugged(field) else text,
}
_READ: Mapping[type, Callable[[Field, str, Context], Any]] = {
    Site: lambda _field, text, _context: Site.parse(text),
    tuple: lambda _field, text, _context: tuple(word.strip() for word in text.split(";") if word.strip()),
    float: _number_typed,
    int: _whole_typed,
    str: lambda field, text, _context: _name_typed(field, text) if _slugged(field) else text,
}

"""The form of each kind of record: its lines, filled in, and the record made of what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, create_model

from afterrun.language import say, spoken
from afterrun.records import Care, Event, PainReport, Phase, Run, Site
from afterrun.records.fields import Field
from afterrun.records.kinds import KIND_OF, KINDS
from afterrun.units import distance_unit
from afterrun.web.forms.record_values import Context, asked_of, form_name, shown, typed_value

Kind = Literal["run", "pain", "care", "phase", "event"]
Record = Run | PainReport | Care | Phase | Event
Typed = Mapping[str, str]
Choices = tuple[tuple[str, str], ...]


_OFFERED = 8  # more of what was said before is a list to read: judgement
FIELDS = tuple(dict.fromkeys(form_name(each) for kind in KINDS for each in kind.asked))


class _Sent(BaseModel):
    """Which entry a form is about, and when it was."""

    kind: str = "pain"
    uid: str = ""
    at: str = ""

    @property
    def typed(self) -> dict[str, str]:
        """Texts of the form; empty where it has none of that name."""
        return {name: str(text) for name, text in self.model_dump().items()}


if TYPE_CHECKING:
    _WithFields = _Sent
else:
    _WithFields = create_model("_WithFields", __base__=_Sent, **dict.fromkeys(FIELDS, (str, "")))


class TypedForm(_WithFields):
    """What one of the forms sent: which entry it is about, and `FIELDS`, each a text."""


@dataclass(frozen=True, slots=True)
class FormLine:
    """One line of a form; the errors of a record begin with its name.

    Parameters
    ----------
    name, label : str
        In the form, and on the screen.
    value : str
        What it holds.
    type : str
        As HTML calls it; ``select`` where one of the choices is taken, ``number`` where a number is typed.
    choices : tuple of (str, str)
        Values and what is said of them.
    offered : tuple of str
        Texts offered while one types another.
    required : bool
        Whether it must be filled in.
    more : bool
        Whether it is asked only of who wants to say more.
    """

    name: str
    label: str
    value: str
    type: str = "text"
    choices: Choices = ()
    required: bool = False
    offered: tuple[str, ...] = ()
    more: bool = False


def lines_of(record: Record, context: Context) -> list[FormLine]:
    """List what can be said of a record, as it is said now."""
    return [_line(field, getattr(record, field.name), context) for field in KIND_OF[type(record)].asked]


def typed_record(record: Record, typed: Typed, context: Context) -> Record:
    """Put what was typed into a record; what cannot be typed stays as it was.

    Raises
    ------
    AfterrunError
        If a field breaks its rule.
    """
    kind = KIND_OF[type(record)]
    values: dict[str, Any] = {field.name: field.default for field in kind.fields if field.line.renewed}
    for field in kind.asked:
        before, text = getattr(record, field.name), typed.get(form_name(field), "")
        values[field.name] = typed_value(field, before, text, context, time=kind.time_of(record))
    return replace(record, **values)


def _line(field: Field, value: Any, context: Context) -> FormLine:
    asked = asked_of(field)
    label = say(asked.miles if asked.miles and distance_unit() == "mi" else asked.label)
    line = FormLine(form_name(field), label, shown(field, value, context), required=not field.optional, more=asked.more)
    if field.type is datetime:
        return replace(line, type="datetime-local")
    if field.type is Site:
        return replace(line, type="select", choices=_places(field, value, context))
    if asked.choices:
        return replace(line, type="select", choices=_names(field, value, asked.choices))
    if field.type in (float, int):
        return replace(line, type="number")
    return replace(line, offered=_offered(field, context))


def _offered(field: Field, context: Context) -> tuple[str, ...]:
    """List what was said before, the newest first, then what is usual."""
    names = dict.fromkeys((*context.before.get(field.name, ())[:_OFFERED], *asked_of(field).offered))
    return tuple(shown(field, name, context) for name in names)


def _places(field: Field, site: Site | None, context: Context) -> Choices:
    places = [*context.sites, *([site] if site and site not in context.sites else [])]
    return _choices(field, ((str(each), each.words) for each in places))


def _names(field: Field, name: str | None, known: Iterable[str]) -> Choices:
    names = dict.fromkeys((*known, *([name] if name else [])))
    return _choices(field, ((each, spoken(each)) for each in names))


def _choices(field: Field, known: Iterable[tuple[str, str]]) -> Choices:
    none = (("", say("not said")),) if field.optional else ()
    return (*none, *known)

"""The shape of what is said of a kind of record: `Field`, `Line`, `Asked`, `Kind`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import MISSING, dataclass
from datetime import datetime
from typing import Any

from afterrun.records.annotated import Rule, facts_of
from afterrun.records.rules import Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a form asks for a field.

    Parameters
    ----------
    label : str
        What stands beside it, marked for translation.
    name : str
        In the form, where it is not the field's own.
    miles : str
        The label where the person counts in miles; given for a distance only.
    choices : tuple of str
        Names to choose from; what the record holds is always among them.
    offered : tuple of str
        Names offered while one types; any other may be typed.
    as_before : bool
        What other records of the kind hold is offered as well.
    more : bool
        Rarely said: a form for a new record asks for it where somebody wants to say more.
    """

    label: str
    name: str = ""
    miles: str = ""
    choices: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    as_before: bool = False
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the dataclass does not say of one of its fields.

    Parameters
    ----------
    name : str
        The field.
    label : str
        What its value is called on the card of an entry, marked for translation; empty: it is not told.
    told : str
        How the value is said, with ``{value}`` in it, marked for translation; empty: as its type is said.
    unknown : str
        What is said where it is None.
    per : float
        What is told and typed is the value over this: a run's seconds in minutes.
    metres : float
        Of a distance, which is told and typed in kilometres or miles: metres in one of what is stored.
    named : bool
        A name, kept with hyphens and said with blanks.
    asked : Asked or None
        How a form asks for it; None where it is not typed.
    column : bool
        A table that lacks its column cannot be read, though the field has a default.
    identifies : bool
        Two records that differ in it are two facts.
    later : bool
        Journals were written before it existed: at its default it is no part of an identity, so that what is stored
        stays the same fact.
    renewed : bool
        A correction sets it to its default again, since it follows from the others.
    """

    name: str
    label: str = ""
    told: str = ""
    unknown: str = ""
    per: float = 1
    metres: float = 1
    named: bool = False
    asked: Asked | None = None
    column: bool = False
    identifies: bool = True
    later: bool = False
    renewed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a kind: what its dataclass declares, and its line. See `records.annotated.Fact`."""

    name: str
    type: type
    optional: bool
    default: Any
    rule: Rule | None
    line: Line

    @property
    def required(self) -> bool:
        """Whether a table must have its column."""
        return self.line.column or self.default is MISSING

    @property
    def range(self) -> Range | None:
        """From where to where it goes, if it has bounds."""
        return self.rule if isinstance(self.rule, Range) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of record.

    Parameters
    ----------
    record : type
        Its dataclass.
    name, plural : str
        Its table in the journal; its CSV file without the ending, and its place in the `Diary`.
    time : str
        The field that orders it.
    title : str
        The field that heads its card.
    fields : tuple of Field
        In the order of the dataclass, which is that of columns.
    lines : tuple of Line
        In the order in which they are told and asked.
    """

    record: type[Any]
    name: str
    plural: str
    time: str
    title: str
    fields: tuple[Field, ...]
    lines: tuple[Line, ...]

    @property
    def csv(self) -> str:
        """File of the journal folder."""
        return f"{self.plural}.csv"

    @property
    def told(self) -> tuple[Field, ...]:
        """Fields that a card tells."""
        return tuple(self[line.name] for line in self.lines if line.label)

    @property
    def asked(self) -> tuple[Field, ...]:
        """Fields that a form asks for; a moment comes last, since it is nearly always right already."""
        found = (self[line.name] for line in self.lines if line.asked)
        return tuple(sorted(found, key=lambda field: field.name == "at"))

    def __getitem__(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def time_of(self, record: Any) -> datetime:
        """When a record of the kind happened, or began."""
        at: datetime = getattr(record, self.time)
        return at


def kind_of_fields(record: type[Any], *, name: str, plural: str, time: str, title: str, lines: Iterable[Line]) -> Kind:
    """Put the lines to the fields of a dataclass.

    Raises
    ------
    TypeError
        If a field has no line, a line no field, or a field no rule.
    """
    facts, by_name = facts_of(record), {line.name: line for line in lines}
    if apart := facts.keys() ^ by_name.keys():
        raise TypeError(f"{record.__name__} must have one line for each field; got {sorted(apart)} on one side only.")
    fields = tuple(
        Field(
            name=each,
            type=fact.type,
            optional=fact.optional,
            default=fact.default,
            rule=fact.rule,
            line=by_name[each],
        )
        for each, fact in facts.items()
    )
    return Kind(
        record=record, name=name, plural=plural, time=time, title=title, fields=fields, lines=tuple(by_name.values())
    )

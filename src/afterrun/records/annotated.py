"""What a record's own annotations say of its fields: type, whether it may be unknown, and its rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from afterrun.records.rules import Dated, Finite, Named, Range, Written
from afterrun.records.site import Site

Rule = Range | Finite | Named | Dated | Written
TYPES = (datetime, Site, tuple, float, int, str)
"""What a field may hold; what stores, writes, reads and asks for fields has a way for each of them."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field, as its dataclass declares it.

    Parameters
    ----------
    type : type
        One of `TYPES`.
    optional : bool
        Whether it may be None, which means unknown.
    default : object
        What it is where nothing is said; `dataclasses.MISSING` if it must be said.
    rule : Rule or None
        What its value is held to; None for places.
    """

    type: type
    optional: bool
    default: Any
    rule: Rule | None


def facts_of(record: type[Any]) -> Mapping[str, Fact]:
    """Read the annotations of a dataclass, in the order of its fields.

    Raises
    ------
    TypeError
        If a field has a type that nothing can store, or is a number without a rule.
    """
    hints = get_type_hints(record, include_extras=True)
    return {field.name: _fact(f"{record.__name__}.{field.name}", hints[field.name], field) for field in fields(record)}


def require_rules(record: object) -> None:
    """Hold every field of a record to its rule.

    Raises
    ------
    InvalidValueError
        If a value breaks it.
    """
    for name, rule in _rules_of(type(record)):
        value = getattr(record, name)
        if value is not None:
            rule.require(name, value)


def _rules_of(record: type[Any]) -> tuple[tuple[str, Rule], ...]:
    if record not in _RULES:
        _RULES[record] = tuple((name, fact.rule) for name, fact in facts_of(record).items() if fact.rule is not None)
    return _RULES[record]


_ALWAYS: Mapping[type[Any], Rule] = {datetime: Dated(), str: Written(), tuple: Written()}
_RULES: dict[type[Any], tuple[tuple[str, Rule], ...]] = {}


def _fact(where: str, hint: Any, field: Any) -> Fact:
    hint, *marks = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    members = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    plain, *others = (get_origin(member) or member for member in members if member is not NoneType)
    if others or plain not in TYPES:
        raise TypeError(f"{where} must be one of {', '.join(each.__name__ for each in TYPES)}; got {hint}.")
    rule = next((mark for mark in marks if isinstance(mark, Rule)), _ALWAYS.get(plain))
    if rule is None and plain in (float, int):
        raise TypeError(f"{where} must have a rule; got none. Annotate it with its Range.")
    return Fact(plain, NoneType in members, MISSING if field.default is MISSING else field.default, rule)

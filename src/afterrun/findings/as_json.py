"""Findings as JSON: the one place where a finding becomes a dictionary, called where it leaves the program.

A field is written under its own name, unless that is a word of Python's (``from``, ``with``): then its metadata hold
the name that is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from afterrun.records import Site

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Json = dict[str, Any]

ONLY_IF_ANY: Mapping[str, object] = {"only_if_any": True}
"""Metadata of a field that is left out where it is empty."""


def named(name: str) -> Mapping[str, object]:
    """Metadata of a field that is written under another name."""
    return {"name": name}


def to_json(finding: DataclassInstance) -> Json:
    """Write a finding in the shape others rely on.

    Parameters
    ----------
    finding : dataclass
        One of this package.

    Returns
    -------
    dict
        Fields in their order; times and dates in ISO 8601, sites by their names, None where nothing may be said.

    Raises
    ------
    TypeError
        If it holds anything else.
    """
    return {written_name(each): _plain(value) for each, value in _written(finding)}


def written_name(each: Field[Any]) -> str:
    """Say under which name a field is written."""
    return str(each.metadata.get("name", each.name))


def may_be_left_out(each: Field[Any]) -> bool:
    """Whether a field is written only where it is not empty."""
    return bool(each.metadata.get("only_if_any", False))


def _written(finding: DataclassInstance) -> Iterator[tuple[Field[Any], object]]:
    for each in fields(finding):
        value = getattr(finding, each.name)
        if value or not may_be_left_out(each):
            yield each, value


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    if isinstance(value, Site):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return to_json(value)
    raise TypeError(f"value must be part of a finding; got {value!r}")

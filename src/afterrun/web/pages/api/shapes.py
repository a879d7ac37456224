"""Findings as OpenAPI wants them: models of the JSON that `to_json` writes."""

from __future__ import annotations

import re
from dataclasses import Field, fields, is_dataclass
from functools import cache, reduce
from inspect import cleandoc
from operator import or_
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

import pydantic

from afterrun.findings.as_json import may_be_left_out, written_name
from afterrun.records import Site

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_DESCRIBED = re.compile(r"^(?P<names>[\w, ]+?)(?: :.*)?\n(?P<text>(?:    .*\n?)+)", re.MULTILINE)


@cache
def shape_of(kind: type[DataclassInstance]) -> type[pydantic.BaseModel]:
    """Describe the JSON that a kind of finding is written as.

    Examples
    --------
    >>> from afterrun.findings import Interval
    >>> list(shape_of(Interval).model_json_schema()["properties"])
    ['median', 'lo', 'hi']
    """
    hints, said = get_type_hints(kind), _descriptions(kind)
    told: dict[str, Any] = {
        f"{each.name}_": (_in_json(hints[each.name]), _field(each, said.get(each.name))) for each in fields(kind)
    }
    return pydantic.create_model(
        kind.__name__,
        __doc__=cleandoc(kind.__doc__ or "").split("\n\n")[0],
        __config__=pydantic.ConfigDict(extra="forbid"),
        **told,
    )


def _field(each: Field[Any], description: str | None) -> Any:
    if may_be_left_out(each):
        return pydantic.Field(alias=written_name(each), description=description, default=[])
    return pydantic.Field(alias=written_name(each), description=description)


def _in_json(hint: Any) -> Any:
    """Say what a type becomes in JSON."""
    parts = get_args(hint)
    if hint is Site:
        return str
    if is_dataclass(hint) and isinstance(hint, type):
        return shape_of(hint)
    if get_origin(hint) in (Union, UnionType):
        return reduce(or_, (_in_json(part) for part in parts))
    if get_origin(hint) is tuple:
        return list[_in_json(parts[0])] if parts[1:] == (...,) else tuple[tuple(map(_in_json, parts))]  # type: ignore[misc]
    if get_origin(hint) is dict:
        return dict[str, _in_json(parts[1])]  # type: ignore[misc]
    return hint


def _descriptions(kind: type[DataclassInstance]) -> dict[str, str]:
    """Read what a docstring says of each field."""
    _, _, listed = cleandoc(kind.__doc__ or "").partition("----------\n")
    return {
        name.strip(): " ".join(found["text"].split())
        for found in _DESCRIBED.finditer(listed)
        for name in found["names"].split(",")
    }

"""Lists of objects in JSON, as apps and scripts of one's own keep a diary: each a table, each object a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from afterrun.importers.tables.moments import written
from afterrun.importers.tables.sheets import number_text

_DEEPEST = 3  # of objects around the list; deeper ones are of services
_MOST_KEYS = 250  # as many as columns of a table
_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of objects: the name of what holds it, the keys of all, and each as texts in their order."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def listings(said: Any, name: str = "", depth: int = 0) -> Iterator[Listing]:
    """Find the lists of objects, each with what it is called.

    Examples
    --------
    >>> found = next(listings({"entries": [{"at": "2026-05-03", "pain": {"left": 4.5}}, {"at": "2026-05-04"}]}))
    >>> found.name, found.header, found.rows
    ('entries', ('at', 'pain/left'), (('2026-05-03', '4.5'), ('2026-05-04', '')))
    """
    if isinstance(said, list) and said and all(isinstance(each, Mapping) for each in said):
        rows = [dict(_flat(each)) for each in said]
        header = tuple(dict.fromkeys(key for row in rows for key in row))
        if len(header) > _MOST_KEYS:
            return
        yield Listing(name, header, tuple(tuple(row.get(key, "") for key in header) for row in rows))
    elif isinstance(said, Mapping) and len(said) > 1 and all(map(_is_of_a_day, said.items())):
        yield from listings([{"date": day, **each} for day, each in said.items()], name, depth)
    elif isinstance(said, Mapping) and depth < _DEEPEST:
        for key, value in said.items():
            yield from listings(value, str(key), depth + 1)


def _is_of_a_day(item: tuple[str, Any]) -> bool:
    return isinstance(item[1], Mapping) and written(str(item[0])) is not None


def _flat(said: Mapping[str, Any], before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    for key, value in said.items():
        name = before + _CAMEL.sub(" ", str(key))
        if isinstance(value, Mapping) and depth < _DEEPEST:
            yield from _flat(value, f"{name}/", depth + 1)
        else:
            yield name, _text(value)


def _text(value: object) -> str:
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return number_text(float(value)) if isinstance(value, float) else str(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ";".join(filter(None, map(_text, value)))
    return str(value)

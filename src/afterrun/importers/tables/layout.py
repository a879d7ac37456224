"""How somebody's own table is laid out: said once (``--map FILE``, or on the import page), and kept."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.records.kinds import CARE, EVENT, PAIN, PHASE, RUN

MAPPED = {kind.plural: kind for kind in (PAIN, RUN, CARE, PHASE, EVENT)}
"""Kinds of tables that somebody can explain, by the name of their CSV file without its ending."""

PARTS = ("date", "time_of_day", "side")
"""Columns that are half of a field: the date and the clock time of a moment, the side of a place."""
_ALWAYS = {"runs": (*PARTS, "pace")}
"""Table -> what may hold in each row besides its fields."""
_DATE_ORDERS = ("dmy", "mdy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One way to lay out a table.

    Parameters
    ----------
    table : str
        What its rows are: a key of `MAPPED`.
    columns : mapping of str to str
        Field of the record (or one of `PARTS`) -> the header of its column, as it is written in the table.
    always : mapping of str to str
        Field -> what holds in every row, where the table has no column for it.
    dates : str
        ``dmy`` or ``mdy``; empty where the table shows it.
    """

    table: str
    columns: Mapping[str, str]
    always: Mapping[str, str] = field(default_factory=dict)
    dates: str = ""

    def __post_init__(self) -> None:
        if self.table not in MAPPED:
            raise _wrong("table", self.table, MAPPED)
        if self.dates and self.dates not in _DATE_ORDERS:
            raise _wrong("dates", self.dates, _DATE_ORDERS)
        fields = tuple(each.name for each in MAPPED[self.table].fields)
        for names, known in (
            (self.columns, (*fields, *PARTS)),
            (self.always, (*fields, *_ALWAYS.get(self.table, PARTS))),
        ):
            for name in names:
                if name not in known:
                    raise _wrong(f"columns of {self.table}", name, known)

    def fits(self, header: Sequence[str]) -> bool:
        """Whether a table has all the columns that it names, in any case and spacing."""
        there = {plain(column) for column in header}
        return bool(self.columns) and all(plain(column) in there for column in self.columns.values())

    def as_json(self) -> dict[str, Any]:
        """Write it as `layout_from` reads it."""
        return {
            "table": self.table,
            "columns": dict(self.columns),
            "always": dict(self.always),
            "dates": self.dates,
        }


def plain(header: str) -> str:
    """Fold a header to what two spellings of it share.

    Examples
    --------
    >>> plain(" Pain  Level "), plain("pain_level")
    ('pain level', 'pain level')
    """
    return " ".join(header.replace("_", " ").casefold().split())


def layout_from(said: object) -> Layout:
    """Read a layout from what JSON or TOML held.

    Raises
    ------
    InvalidValueError
        If it is none; the message says why.
    """
    if not isinstance(said, Mapping):
        raise _no_layout(said)
    columns, always = said.get("columns", {}), said.get("always", {})
    if not (_is_words(columns) and _is_words(always)):
        raise _no_layout(said)
    return Layout(
        table=str(said.get("table", "")),
        columns=columns,
        always={name: str(value) for name, value in always.items()},
        dates=str(said.get("dates", "")),
    )


def read_layout(text: str) -> Layout:
    """Read a layout from a file's text, JSON or TOML.

    Raises
    ------
    InvalidValueError
        If it is neither, or no layout.

    Examples
    --------
    >>> read_layout('table = "pain"\\n[columns]\\nat = "Wann"\\nnrs = "Wert"\\n[always]\\nsite = "left-heel"').always
    {'site': 'left-heel'}
    """
    try:
        return layout_from(json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        raise InvalidValueError(
            say("map must be JSON or TOML; it cannot be read ({error}).", error=error),
            remedy=say("See the example in the documentation, docs/formats.md."),
        ) from None


def _is_words(said: object) -> bool:
    return isinstance(said, Mapping) and all(isinstance(value, str | int | float) for value in said.values())


def _no_layout(said: object) -> InvalidValueError:
    return InvalidValueError(
        say("map must name a table and its columns; got {said}.", said=str(said)[:60]),
        remedy=say("See the example in the documentation, docs/formats.md."),
    )


def _wrong(name: str, got: str, known: Sequence[str] | Mapping[str, object]) -> InvalidValueError:
    return InvalidValueError(
        say("{name} must be one of {known}; got {value!r}.", name=name, known=", ".join(known), value=got),
        remedy=say("Correct it in the map."),
    )

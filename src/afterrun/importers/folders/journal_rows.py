"""The tables of a journal folder: a row of each as a record, by what `records.kinds` says of its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from afterrun.importers.folders.journal_table import Cells, required
from afterrun.records.fields import Field, Kind
from afterrun.records.kinds import APART, KINDS, RUN, Record
from afterrun.records.site import Site

TABLES: Mapping[str, Kind] = {kind.csv: kind for kind in KINDS} | {APART: RUN}
"""File name -> what stands in it. Beyond the contract: what the export of Afterrun adds."""

_CELLS: Mapping[type, Callable[[Cells, str], object | None]] = {
    datetime: Cells.time,
    Site: Cells.site,
    tuple: Cells.words,
    float: Cells.number,
    int: Cells.count,
    str: Cells.label,
}


def columns_of(kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name the columns that a table must have, and those it may have."""
    needed = tuple(field.name for field in kind.fields if field.required)
    return needed, tuple(field.name for field in kind.fields if not field.required)


def record_of(kind: Kind, cells: Cells, unknown: Sequence[str]) -> Record:
    """Make a record of a row; columns that nobody knows go into its note.

    Raises
    ------
    AfterrunError
        If a cell breaks the rule of its field.
    """
    values: dict[str, Any] = {"source": "csv"}
    values |= {field.name: value for field in kind.fields if (value := _value(field, cells)) is not None}
    if any(field.name == "note" for field in kind.fields):
        values["note"] = _note_of(cells, unknown)
    record: Record = kind.record(**values)
    return record


def _value(field: Field, cells: Cells) -> object | None:
    read = Cells.folded if field.line.named and field.type is str else _CELLS[field.type]
    value = read(cells, field.name)
    return required(field.name, value) if field.required and not field.optional else value


def _note_of(cells: Cells, unknown: Sequence[str]) -> str | None:
    extra = [f"{column}: {cells.text(column)}" for column in unknown if cells.text(column) is not None]
    own = cells.text("note")
    return "; ".join([own, *extra] if own is not None else extra) or None

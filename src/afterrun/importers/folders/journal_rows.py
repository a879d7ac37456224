"""The tables of a journal folder: a row of each as a record, by what `records.kinds` says of its fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from afterrun.errors import InvalidValueError
from afterrun.importers.folders.cells import Cells, required
from afterrun.records.fields import Field, Kind
from afterrun.records.kinds import APART, KINDS, RUN, Record
from afterrun.records.site import Site

TABLES: Mapping[str, Kind] = {kind.csv: kind for kind in KINDS} | {APART: RUN}
"""File name -> what stands in it. Beyond the contract: what the export of Afterrun adds."""

TYPED_IN = "csv"
"""Source of what came by a table."""

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


def record_of(kind: Kind, cells: Cells, unknown: Sequence[str]) -> tuple[Record, list[InvalidValueError]]:
    """Make a record of a row; columns that nobody knows go into its note.

    Returns
    -------
    Record
    list of InvalidValueError
        Numbers that may be left empty, and were left out because they cannot be: they cost themselves, not the row.

    Raises
    ------
    AfterrunError
        If a cell breaks the rule of its field.
    """
    values: dict[str, Any] = {"source": TYPED_IN}
    left_out: list[InvalidValueError] = []
    no_numbers: list[str] = []
    spare = {each.name for each in kind.fields if not each.required and each.type in (float, int)}
    for field in kind.fields:
        try:
            value = _value(field, cells)
        except InvalidValueError as error:
            if field.name not in spare or cells.style.verbatim:
                raise
            left_out.append(error)
            no_numbers.append(field.name)
            continue
        if value is not None:
            values[field.name] = value
    if any(field.name == "note" for field in kind.fields):
        values["note"] = _note_of(cells, unknown, no_numbers)
    while True:
        try:
            record: Record = kind.record(**values)
        except InvalidValueError as error:
            if error.field not in spare & values.keys() or cells.style.verbatim:
                raise
            left_out.append(error)
            del values[error.field]
            continue
        return record, left_out


def _value(field: Field, cells: Cells) -> object | None:
    read = Cells.folded if field.line.named and field.type is str else _CELLS[field.type]
    value = read(cells, field.name)
    return required(field.name, value) if field.required and not field.optional else value


def _note_of(cells: Cells, unknown: Sequence[str], no_numbers: Sequence[str]) -> str | None:
    kept = (*unknown, *no_numbers)
    extra = [f"{column}: {cells.text(column)}" for column in kept if cells.text(column) is not None]
    extra += [f"{column}: {text}" for column, text in cells.made_up(but=no_numbers)]
    own = cells.text("note")
    return "; ".join([own, *extra] if own is not None else extra) or None

"""Painkillers in a column beside pain: each is care at the time of its row, so that ratings under it are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from afterrun.errors import InvalidValueError
from afterrun.importers.folders.cells import Cells
from afterrun.importers.folders.grid import Grid, once_each
from afterrun.importers.folders.journal_rows import TYPED_IN
from afterrun.importers.folders.one_row import Row
from afterrun.importers.folders.tidy_rows import lines_listed
from afterrun.importers.here import Here
from afterrun.importers.tables.headers import Columns
from afterrun.importers.tables.medicine_columns import (
    MedicineColumn,
    medicine_column,
    names_painkiller,
    says_none,
    taken,
)
from afterrun.language import say
from afterrun.records.fields import Kind
from afterrun.records.happenings import Care
from afterrun.records.kinds import PAIN, RUN
from afterrun.records.problem import Problem


def medicine_columns(kind: Kind, grid: Grid, columns: Columns) -> Mapping[str, MedicineColumn]:
    """Find the columns that tell of painkillers beside pain or runs."""
    if kind not in (PAIN, RUN):
        return {}
    names = once_each(grid.header)
    found = {names[at]: medicine_column(names[at]) for at in columns.unknown}
    return {name: column for name, column in found.items() if column is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicinesBeside:
    """What the rows of a table say was taken, made from their columns by `taken_beside`.

    ``rows`` are the care, ``lines`` the rows that tell of some, ``columns`` the names of the columns.
    """

    rows: tuple[Row, ...]
    lines: frozenset[int]
    columns: frozenset[str]
    problems: tuple[Problem, ...]


def taken_beside(
    rows: Sequence[Cells], columns: Mapping[str, MedicineColumn], grid: Grid, kind: Kind, here: Here
) -> MedicinesBeside:
    """Make care of what the rows of a diary of pain say was taken; of a day without its time nothing is made."""
    found: dict[Care, Row] = {}
    lines: set[int] = set()
    problems: list[Problem] = []
    for name, column in columns.items():
        said = [(cells, text) for cells in rows if (text := cells.word(name)) and not says_none(text)]
        has_time = kind is PAIN and not grid.times_apart
        care = [(cells.line, each) for cells, text in said if has_time for each in _care(cells, text, column, here)]
        for line, each in care:
            found.setdefault(each, Row(line, each))
        read = {line for line, _ in care}
        left = {cells.line: text for cells, text in said if cells.line not in read}
        problems.extend(_told(name, column, grid, read, left))
        lines |= read
    return MedicinesBeside(
        rows=tuple(found.values()), lines=frozenset(lines), columns=frozenset(columns), problems=tuple(problems)
    )


def _care(cells: Cells, text: str, column: MedicineColumn, here: Here) -> Iterator[Care]:
    try:
        at = cells.moment(PAIN.time)
    except InvalidValueError:  # told where the row is read
        return
    if not here.in_future(at):
        for each in taken(text, column):
            yield Care(at=at, intervention=each.name, variant=each.dose, source=TYPED_IN)


def _told(name: str, column: MedicineColumn, grid: Grid, read: set[int], left: Mapping[int, str]) -> Iterator[Problem]:
    if read:
        what = say("{column}: painkillers were taken as of the time of their row: {n}.", column=name, n=len(read))
        yield Problem(grid.name, what, say("If it was at another time, correct them in the diary."))
    unclear = [line for line, text in left.items() if column.name or names_painkiller(text)]
    if unclear:
        what = say(
            "{column}: it is not plain whether or when a painkiller was taken: lines {lines}. It stays in the notes, "
            "and ratings after it count.",
            column=name,
            lines=lines_listed(unclear),
        )
        remedy = say("Log each with its time in the app, or write them into care.csv.")
        yield Problem(say("{name} line {line}", name=grid.name, line=unclear[0]), what, remedy)
    if others := [line for line in left if line not in unclear]:  # any medicine: most ease no pain
        what = say(
            "{column} names no painkiller that is known: lines {lines}. It stays in the notes.",
            column=name,
            lines=lines_listed(others),
        )
        remedy = say("If one of them eases pain, log it as a painkiller.")
        yield Problem(say("{name} line {line}", name=grid.name, line=others[0]), what, remedy)

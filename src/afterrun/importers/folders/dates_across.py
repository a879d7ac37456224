"""Tables with a column for each day: turned round, so that each day is a row as in any other table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from afterrun.importers.folders.grid import ROWS_ABOVE, Grid
from afterrun.importers.tables.clock import time_of_day
from afterrun.importers.tables.moments import written
from afterrun.importers.tables.wide import answer_columns

Line: TypeAlias = tuple[int, list[str]]
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_LEAST_DAYS = 2
_DATE, _CLOCK, _PLACE, _ANSWER = "Date", "time of day", "Site", "Pain"


def with_dates_down(grid: Grid) -> Grid:
    """Make a row of each day that has a column; a table without a line of dates above others stays as it is.

    One column before the days names what was noted of each, like pain and run. Of places or times of day, and of
    several such columns, each answer becomes a row of its own.

    Examples
    --------
    >>> rows = ((1, ["", "2026-05-03", "2026-05-04"]), (2, ["Left heel", "4", "3"]))
    >>> with_dates_down(Grid(name="pain.csv", rows=rows)).rows
    ((1, ['Site', 'Date', 'Pain']), (2, ['Left heel', '2026-05-03', '4']), (2, ['Left heel', '2026-05-04', '3']))
    """
    for at, (line, cells) in enumerate(grid.rows[:ROWS_ABOVE]):
        days = [place for place, cell in enumerate(cells) if _is_day(cell)]
        below = grid.rows[at + 1 :]
        if len(days) < _LEAST_DAYS or not below:
            continue
        first, last = days[0], days[-1]
        if not first or len(days) != last - first + 1 or any(_cell(row, last + 1) for _, row in below):
            return grid
        named = {key: name for key in range(first) if (name := _named(below, key))}
        title = " ".join((grid.title, *(cell for _, row in grid.rows[:at] for cell in row), *cells[:first])).strip()
        by_answer = bool(named) or first > 1
        rows = _each_answer(line, cells, below, days, named) if by_answer else _each_day(line, cells, below, days)
        return replace(grid, rows=tuple(rows), title=title)
    return grid


def _each_day(line: int, head: Sequence[str], below: Sequence[Line], days: Sequence[int]) -> Iterator[Line]:
    yield line, [_DATE, *(_cell(row, 0) for _, row in below)]
    for day in days:
        yield line, [head[day].strip(), *(_cell(row, day) for _, row in below)]


def _each_answer(
    line: int, head: Sequence[str], below: Sequence[Line], days: Sequence[int], named: Mapping[int, str]
) -> Iterator[Line]:
    keys = range(days[0])
    yield line, [*(named.get(key, head[key]) for key in keys), _DATE, _ANSWER]
    for own_line, row in below:
        for day in days:
            yield own_line, [*(_cell(row, key) for key in keys), head[day].strip(), _cell(row, day)]


def _is_day(cell: str) -> bool:
    """Whether a cell is a date, and no number that a spreadsheet may count days with."""
    found = None if _NUMBER.fullmatch(cell.strip()) else written(cell)
    return found is not None and found.at is None


def _named(below: Sequence[Line], place: int) -> str:
    """Say what a column before the days holds, if that is times of day or places and nothing else."""
    cells = [cell for _, row in below if (cell := _cell(row, place))]
    if cells and all(time_of_day(cell) is not None for cell in cells):
        return _CLOCK
    return _PLACE if cells and all(_is_place(cell) for cell in cells) else ""


def _is_place(cell: str) -> bool:
    found = answer_columns([cell], of_pain=True)
    return any(each.site and not each.part and not each.moment for each in found)


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""

"""A weekday in a column of its own, beside the date: put before it, so that it settles it or contradicts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from afterrun.importers.folders.grid import Grid, headed
from afterrun.importers.tables.calendar_words import part_of_day, weekdays_named, without_marks
from afterrun.importers.tables.header_words import DAYS, WEEKDAY_WORDS, bare
from afterrun.importers.tables.moments import written


def with_weekdays(grid: Grid) -> Grid:
    """Write the weekday of each row before its date, and leave its column out; a table without one stays as it is.

    Examples
    --------
    >>> rows = ((1, ["Day", "Date", "Pain"]), (2, ["Sun", "2026-05-03", "4"]))
    >>> with_weekdays(Grid(name="pain.csv", rows=rows)).rows[1]
    (2, ['Sun 2026-05-03', '4'])
    """
    if not grid.rows:
        return grid
    names = [bare(name) for name in headed(grid.rows[0][1])]
    days = [at for at, name in enumerate(names) if name in DAYS and _holds_dates(grid, at)]
    weekdays = [
        at
        for at, name in enumerate(names)
        if (name in DAYS or name in WEEKDAY_WORDS or name == f"column {at + 1}") and _holds_weekdays(grid, at)
    ]
    if len(days) != 1 or len(weekdays) != 1:
        return grid
    day, weekday = days[0], weekdays[0]
    rows = [(line, _joined(cells, day, weekday)) for line, cells in grid.rows[1:]]
    head_line, head = grid.rows[0]
    return replace(grid, rows=((head_line, _without(head, weekday)), *rows))


def _joined(cells: Sequence[str], day: int, weekday: int) -> list[str]:
    said, on = _cell(cells, weekday), _cell(cells, day)
    both = f"{said.strip('.,')} {on}"
    # A day that a spreadsheet counts cannot have a weekday before it; it is right by itself.
    named = [both if at == day and said and written(both) is not None else cell for at, cell in enumerate(cells)]
    return _without(named, weekday)


def _without(cells: Sequence[str], place: int) -> list[str]:
    return [cell for at, cell in enumerate(cells) if at != place]


def _holds_dates(grid: Grid, place: int) -> bool:
    return any(written(_cell(cells, place)) is not None for _, cells in grid.rows[1:])


def _holds_weekdays(grid: Grid, place: int) -> bool:
    cells = [without_marks(cell) for _, row in grid.rows[1:] if (cell := _cell(row, place))]
    return bool(cells) and all(_is_weekday(cell) for cell in cells)


def _is_weekday(cell: str) -> bool:
    word = cell.strip(".,")
    return word.isalpha() and bool(weekdays_named(word)) and part_of_day(word) is None


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""

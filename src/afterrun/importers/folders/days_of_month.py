"""Days that are told as 1 to 31, of a month that the name of the sheet or the title says: a month a sheet."""

from __future__ import annotations

import re
from dataclasses import replace

from afterrun.importers.folders.grid import ROWS_ABOVE, Grid
from afterrun.importers.tables.calendar_words import month_named, without_marks
from afterrun.importers.tables.header_words import DAYS, bare
from afterrun.importers.tables.years import year_said
from afterrun.language import say
from afterrun.records.problem import Problem

_WORD = re.compile(r"[^\W\d_]{3,12}")
_DAY = re.compile(r"0?[1-9]\.?|[12]\d\.?|3[01]\.?")
_LEAST_DAYS = 2
_LEAST_ACROSS = 5  # judgement: fewer numbers beside each other may be anything


def with_month_said(grid: Grid) -> Grid:
    """Write the month and the year into days that are numbers only, below a header or in it."""
    year = year_said(grid.name, grid.title, *_above(grid))
    month = _month_said(grid)
    if year is None or month is None:
        return grid
    for place, (line, cells) in enumerate(grid.rows[:ROWS_ABOVE]):
        columns = [at for at, cell in enumerate(cells) if bare(cell.strip().casefold()) in DAYS]
        below = grid.rows[place + 1 :]
        if columns and _are_days(found := [_cell(row, columns[0]) for _, row in below]):
            rows = [(number, _full(row, columns[0], year, month)) for number, row in below]
            return _told(grid, (*grid.rows[: place + 1], *rows), f"{year}-{month:02}", len(found))
        across = [at for at, cell in enumerate(cells) if _DAY.fullmatch(cell.strip())]
        if len(across) >= _LEAST_ACROSS and [int(float(cells[at])) for at in across] == [*range(1, len(across) + 1)]:
            dates = [_date(cell, year, month) if at in across else cell for at, cell in enumerate(cells)]
            return _told(grid, (*grid.rows[:place], (line, dates), *below), f"{year}-{month:02}", len(across))
    return grid


def _told(grid: Grid, rows: tuple[tuple[int, list[str]], ...], month: str, n: int) -> Grid:
    what = say(
        "Days told by their number were taken as of {month}, as the name or the title says: {n}.", month=month, n=n
    )
    told = Problem(grid.name, what, say("If that is wrong, write whole dates into the table."))
    return replace(grid, rows=rows, broken=(*grid.broken, told))


def _above(grid: Grid) -> list[str]:
    """Give what stands in the first rows, which may be a title: rows of one cell."""
    filled = ([cell for cell in cells if cell.strip()] for _, cells in grid.rows[:ROWS_ABOVE])
    return [cells[0] for cells in filled if len(cells) == 1]


def _month_said(grid: Grid) -> int | None:
    """Find the month that the name of the sheet says, else the title or the name of the file; None if several do."""
    sheet = grid.name[grid.name.rfind("[") + 1 :].rstrip("]") if grid.name.endswith("]") else ""
    for texts in ((sheet,), _above(grid), (grid.name,)):
        words = [without_marks(word) for text in texts for word in _WORD.findall(text)]
        months = {month for word in words if (month := month_named(word)) is not None}
        if months:
            return months.pop() if len(months) == 1 else None
    return None


def _are_days(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return len(filled) >= _LEAST_DAYS and all(_DAY.fullmatch(cell) for cell in filled)


def _full(cells: list[str], at: int, year: int, month: int) -> list[str]:
    return [_date(cell, year, month) if place == at else cell for place, cell in enumerate(cells)]


def _date(cell: str, year: int, month: int) -> str:
    return f"{year}-{month:02}-{int(float(cell)):02}" if _DAY.fullmatch(cell.strip()) else cell


def _cell(cells: list[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""

"""What stands below a table, or on a sheet beside it, and may say its scale: 10 = no pain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterrun.importers.folders.grid import Grid
from afterrun.importers.tables.clock import time_of_day
from afterrun.importers.tables.moments import written
from afterrun.importers.tables.pain_answers import factor_of_title, speaks_of_scale
from afterrun.importers.tables.years import lacks_year

_MOST_CELLS = 3  # "* 10 = no pain", parted at its comma
_LONGEST = 300  # letters
_MOST_ROWS = 100  # of a legend: judgement


def footnotes(grid: Grid) -> str:
    """Give the rows below the header that speak of a scale, in few words and of no day."""
    return "; ".join(_notes(grid))


def scale_said(sheets: Iterable[Grid]) -> str:
    """Give what sheets without days say, if that is of a scale: of two cells the first is what the second means."""
    rows = (_filled(cells) for grid in sheets for _, cells in grid.rows[:_MOST_ROWS])
    said = "; ".join(" = ".join(filled) for filled in rows if filled)
    return "" if factor_of_title(said) is None else said


def _notes(grid: Grid) -> Iterator[str]:
    for _, cells in grid.rows[1:]:
        filled = _filled(cells)
        note = ", ".join(filled)
        if len(filled) <= _MOST_CELLS and speaks_of_scale(note) and not any(map(_is_of_a_day, filled)):
            yield note


def _filled(cells: list[str]) -> list[str]:
    return [cell.strip()[:_LONGEST] for cell in cells if cell.strip()]


def _is_of_a_day(cell: str) -> bool:
    return cell.isdecimal() or written(cell) is not None or lacks_year(cell) or time_of_day(cell) is not None

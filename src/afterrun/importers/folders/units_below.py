"""A line below the header that says only in what its columns are: km, min, hh:mm, 0-10."""

from __future__ import annotations

import re
from dataclasses import replace

from afterrun.importers.folders.grid import ROWS_ABOVE, Grid
from afterrun.importers.tables.headers import FACTORS, SPEED_FACTORS

_NAMED = {unit for factors in FACTORS.values() for unit in factors} | {*SPEED_FACTORS}
_OTHERS = ("bpm", "/min", "min/km", "min/mi", "kcal", "w", "watt", "%", "°c", "°f", "c", "text", "nrs", "vas")
_UNITS = frozenset((*_NAMED, *_OTHERS))
_SHAPE = re.compile(
    r"[yjdmth]{1,4}([-./: ])[ymdthjs]{1,4}(?:[-./: ]+[yjmdths]{1,4}){0,4}|[01]\s*(?:-|–|to|bis)\s*\d{1,3}"
)
"""How a date, a clock or a scale looks: yyyy-mm-dd, TT.MM.JJJJ, hh:mm, 0-10."""
_BRACKETS = "()[] ."
_LEAST = 2


def with_units(grid: Grid) -> Grid:
    """Write the units that stand below the names behind them: a row of a table never is of units only."""
    for place in range(1, min(ROWS_ABOVE, len(grid.rows))):
        (line, names), (_, units) = grid.rows[place - 1], grid.rows[place]
        filled = [(at, cell.strip(_BRACKETS)) for at, cell in enumerate(units) if cell.strip(_BRACKETS)]
        are_units = len(filled) >= _LEAST and all(_is_unit(cell) for _, cell in filled)
        if are_units and all(at < len(names) and names[at].strip() for at, _ in filled):
            joined = [*names]
            for at, unit in filled:
                joined[at] = f"{names[at].strip()} ({unit})"
            return replace(grid, rows=(*grid.rows[: place - 1], (line, joined), *grid.rows[place + 1 :]))
    return grid


def _is_unit(cell: str) -> bool:
    folded = cell.casefold()
    return folded in _UNITS or _SHAPE.fullmatch(folded) is not None

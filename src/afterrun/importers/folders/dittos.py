"""Marks that stand for what stands above them: ", 〃, dito."""

from __future__ import annotations

from dataclasses import replace

from afterrun.importers.folders.grid import Grid
from afterrun.language import say
from afterrun.records.problem import Problem

_MARKS = frozenset(
    (
        *('"', '""', "''", "“", "”", "„", "〃", '-"-', "-“-", "—〃—"),
        *("ditto", "dito", "dto", "dto.", "do.", "idem", "same as above", "as above", "wie oben", "siehe oben", "s.o."),
        *("comme ci-dessus", "como arriba", "come sopra", "als boven", "同上"),
    )
)


def with_dittos_filled(grid: Grid) -> Grid:
    """Write into each cell with such a mark what stands above it, and tell it."""
    filled, above, lines = [], [""] * 0, []
    for line, cells in grid.rows:
        if any(cell.strip().casefold() in _MARKS for cell in cells):
            lines.append(line)
            cells = [
                above[at] if cell.strip().casefold() in _MARKS and at < len(above) else cell
                for at, cell in enumerate(cells)
            ]
        above = cells
        filled.append((line, cells))
    if not lines:
        return grid
    what = say("Marks like {mark} were read as what stands above them: {n}.", mark="〃", n=len(lines))
    told = Problem(grid.name, what, say("If that is wrong, write it out in the table."))
    return replace(grid, rows=tuple(filled), broken=(*grid.broken, told))

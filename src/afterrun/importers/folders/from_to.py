"""When a run began and ended in one cell: 07:30-08:05, May 3, 2026 7:30 AM → 8:02 AM."""

from __future__ import annotations

import re
from dataclasses import replace

from afterrun.importers.folders.grid import Grid
from afterrun.importers.tables.clock import time_of_day
from afterrun.importers.tables.header_words import TIMES
from afterrun.importers.tables.headers import columns_of_header, name_of
from afterrun.importers.tables.moments import is_whole
from afterrun.records.kinds import RUN

_BETWEEN = re.compile(r"\s*(?:→|->|–|—|\bto\b|\bbis\b|\btill\b|\buntil\b|(?<=\d)-(?=\d)|\s-\s)\s*")
_LONGEST = 100  # letters of two times: judgement
_LEAST_SHARE = 0.5  # judgement: of what stands in such a column
_LOOKED_AT = 200  # rows


def with_ends_apart(grid: Grid) -> Grid:
    """Give the end of each run a column of its own, if the table has distances, and starts with ends in one column."""
    columns = columns_of_header(RUN, grid.header)
    if "distance_m" not in columns.place or "until" in columns.parts:
        return grid
    length = columns.place.get("duration_s")
    if length is not None and name_of(grid.header[length]) not in TIMES:  # 0:45-0:50 is about how long it was
        length = None
    for at in (columns.parts.get("time_of_day"), columns.place.get(RUN.time), length):
        cells = [row[at] for _, row in grid.rows[1:_LOOKED_AT] if at is not None and at < len(row) and row[at].strip()]
        if at is not None and cells and sum(_parted(cell) is not None for cell in cells) >= _LEAST_SHARE * len(cells):
            return _apart(grid, at, "start" if at == length else "")
    return grid


def _apart(grid: Grid, at: int, called: str) -> Grid:
    (line, names), rows = grid.rows[0], []
    for number, cells in grid.rows[1:]:
        parted = _parted(cells[at]) if at < len(cells) else None
        begun, ended = parted or (cells[at] if at < len(cells) else "", "")
        rows.append((number, [*cells[:at], begun, ended, *cells[at + 1 :]]))
    header = [*names[:at], called or names[at], "until", *names[at + 1 :]]
    return replace(grid, rows=((line, header), *rows))


def _parted(cell: str) -> tuple[str, str] | None:
    """Part a start from its end; None if the cell does not hold both."""
    halves = _BETWEEN.split(cell.strip()) if len(cell) <= _LONGEST else []
    if len(halves) != len(("start", "end")):
        return None
    begun, ended = halves
    is_start = is_whole(begun) or time_of_day(begun) is not None
    return (begun, ended) if is_start and (is_whole(ended) or time_of_day(ended) is not None) else None

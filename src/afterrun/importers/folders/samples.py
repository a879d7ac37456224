"""A table of what a watch measured second by second: one recording, and no list of runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from itertools import pairwise

from afterrun.importers.folders.grid import Grid
from afterrun.importers.tables.header_words import CLOCKS, DAYS
from afterrun.importers.tables.headers import name_of
from afterrun.importers.tables.moments import written
from afterrun.importers.tables.numbers import clock_s
from afterrun.language import say
from afterrun.records.problem import Problem

_LEAST_ROWS, _LOOKED_AT = 20, 200
_LONGEST_STEP_S = 60.0  # judgement: a diary has no answer, and a list no run, each minute
_MOMENTS = frozenset(("timestamp", "time stamp", "date time", "datetime"))
_SINCE_THE_START = CLOCKS | {"elapsed time", "elapsed", "seconds", "secs", "duration"}


def samples_refused(grid: Grid) -> Problem | None:
    """Refuse a table whose rows go on from each other within a minute; None for any other."""
    if len(grid.rows) <= _LEAST_ROWS:
        return None
    names = [name_of(name) for name in grid.header]
    times = _MOMENTS if DAYS & {*names} else _MOMENTS | _SINCE_THE_START
    for at, name in enumerate(names):
        if name in times and _go_on(_seconds(grid, at)):
            what = say("Its rows are the points of one recording, and not a run each.")
            remedy = say("Export the recording as FIT, GPX or TCX, and import that.")
            return Problem(grid.name, what, remedy, True)
    return None


def _seconds(grid: Grid, at: int) -> list[float | None]:
    return [_second(row[at]) if at < len(row) else None for _, row in grid.rows[1:_LOOKED_AT]]


def _second(cell: str) -> float | None:
    if (clock := clock_s(cell)) is not None:
        return clock
    found = written(cell)
    if found is not None and found.at is not None:
        at = found.in_order("dmy") or found.in_order("mdy")
        return None if at is None else at.replace(tzinfo=UTC).timestamp()
    return float(cell) if cell.strip().replace(".", "", 1).isdecimal() else None


def _go_on(seconds: Sequence[float | None]) -> bool:
    """Whether each of them is after the one before, and soon."""
    known = [each for each in seconds if each is not None]
    steps = [after - before for before, after in pairwise(known)]
    return len(known) == len(seconds) and all(0 <= step <= _LONGEST_STEP_S for step in steps) and any(steps)

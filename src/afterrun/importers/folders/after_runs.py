"""Answers so many hours after a run, in columns beside it: their times are counted from when the run ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from afterrun.importers.folders.grid import Grid
from afterrun.importers.folders.one_row import Row
from afterrun.importers.tables.headers import columns_of_header
from afterrun.importers.tables.wide import HOURS_AFTER
from afterrun.language import say
from afterrun.records.kinds import PAIN
from afterrun.records.problem import Problem
from afterrun.records.run import Run


def timed_by_runs(grid: Grid, rows: Sequence[Row]) -> Grid:
    """Write the time into each row that tells the hours after the run of its line, which has been read already.

    Without that run nobody knows when it was: such a row is left out and told.
    """
    if HOURS_AFTER not in grid.header:
        return grid
    at, day = grid.header.index(HOURS_AFTER), columns_of_header(PAIN, grid.header).place[PAIN.time]
    runs = [(row.line, row.record) for row in rows if isinstance(row.record, Run)]
    lines = Counter(line for line, _ in runs)  # a table turned round has one line for all
    ends = {line: _end(run) for line, run in runs if lines[line] == 1}
    timed, lost = [grid.rows[0]], []
    for line, cells in grid.rows[1:]:
        hours = cells[at]
        if hours and line not in ends:
            lost.append(line)
            continue
        when = (ends[line] + timedelta(hours=int(hours))).isoformat() if hours else cells[day]
        timed.append((line, [when if place == day else cell for place, cell in enumerate(cells)]))
    told = [_without_run(grid.name, line) for line in dict.fromkeys(lost)]
    if counted := sum(bool(cells[at]) for _, cells in timed[1:]):
        what = say("Hours after a run were counted from its end, to the next quarter of an hour: {n}.", n=counted)
        told.append(Problem(grid.name, what, say("If that is wrong, write the day and the time.")))
    kept = tuple((line, [*cells[:at], *cells[at + 1 :]]) for line, cells in timed)
    return replace(grid, rows=kept, broken=(*grid.broken, *told))


def _end(run: Run) -> datetime:
    """Give the next full quarter of an hour: a corrected length of the run moves no answer by minutes."""
    end = run.start + timedelta(seconds=run.duration_s)
    quarter = end.replace(minute=end.minute // 15 * 15, second=0, microsecond=0)
    return quarter if quarter == end else quarter + timedelta(minutes=15)


def _without_run(name: str, line: int) -> Problem:
    what = say("It tells of hours after a run, and the run could not be read.")
    return Problem(say("{name} line {line}", name=name, line=line), what, say("Correct the run, and import it again."))

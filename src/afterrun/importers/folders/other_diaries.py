"""Exports of other diaries whose tables look like one of pain, and are not laid out like one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from afterrun.importers.folders.grid import Grid
from afterrun.importers.tables.wide import answer_columns
from afterrun.language import say
from afterrun.records.problem import Problem

_DAYLIO = {"full_date", "time", "mood", "activities"}
_FLAREDOWN = {"trackable_type", "trackable_name", "trackable_value"}
_MANAGE_MY_PAIN = {"severity", "location", "aggravating factors", "alleviating factors"}
_CALLED = {"symptoms": "other symptoms", "type": "quality"}
_BEARABLE = {"time of day", "category", "rating/amount", "detail"}
_DATE, _SCALES = "date", "scales"
_IN_THE_DAY = (_DATE, "weekday", _SCALES)  # said by the full date, or taken apart
_BETWEEN = " | "


def is_daylio(header: Sequence[str]) -> bool:
    """Whether a table is an export of Daylio, by its header."""
    return set(header) >= _DAYLIO


def is_bearable(header: Sequence[str]) -> bool:
    """Whether a table is an export of Bearable, by its header."""
    return set(header) >= _BEARABLE


def is_flaredown(header: Sequence[str]) -> bool:
    """Whether a table is an export of Flaredown, by its header."""
    return set(header) >= _FLAREDOWN


def is_manage_my_pain(header: Sequence[str]) -> bool:
    """Whether a table is an export of Manage My Pain, by its header."""
    return set(header) >= _MANAGE_MY_PAIN


def manage_my_pain_as_table(grid: Grid) -> Grid:
    """Call the columns of Manage My Pain what they are: its severity is of the pain, whatever came beside it."""
    line, cells = grid.rows[0]
    named = [_CALLED.get(cell.strip().lower(), cell) for cell in cells]
    return replace(grid, rows=((line, named), *grid.rows[1:]))


def daylio_as_table(grid: Grid) -> Grid:
    """Give each scale of Daylio a column of its own, and the day the one column that says the year."""
    header = list(grid.header)
    at = header.index(_SCALES) if _SCALES in header else None
    kept = [place for place, name in enumerate(header) if name not in _IN_THE_DAY]
    told = [_scales(cells[at]) if at is not None and at < len(cells) else {} for _, cells in grid.rows[1:]]
    names = list(dict.fromkeys(name for row in told for name in row))
    rows = [(grid.rows[0][0], [*(_DATE if header[place] == "full_date" else header[place] for place in kept), *names])]
    for (line, cells), row in zip(grid.rows[1:], told, strict=True):
        own = [cells[place] if place < len(cells) else "" for place in kept]
        rows.append((line, [*own, *(row.get(name, "") for name in names)]))
    return replace(grid, rows=tuple(rows))


def what_daylio_lacks(grid: Grid) -> Problem:
    """Say of Daylio's table, taken apart, what it does not tell."""
    if answer_columns(grid.rows[0][1], of_pain=False):
        what = say("Daylio does not say how far its scales go, so answers were read as 0 to 10.")
        return Problem(grid.name, what, say("If that is wrong, leave them out on the timeline."))
    what = say("This Daylio export has moods, but no pain.")
    return Problem(grid.name, what, say("A scale with a name like Pain left heel would be read."), True)


def bearable_refused(grid: Grid) -> Problem:
    """Say why nothing is read of Bearable's table."""
    what = say("Bearable rates symptoms in its own words, not from 0 to 10.")
    return Problem(grid.name, what, say("Log pain in Afterrun, or import a table of your own."), True)


def flaredown_refused(grid: Grid) -> Problem:
    """Say why nothing is read of Flaredown's table."""
    what = say("Flaredown rates symptoms from 0 to 4, not from 0 to 10.")
    return Problem(grid.name, what, say("Log pain in Afterrun, or import a table of your own."), True)


def _scales(cell: str) -> dict[str, str]:
    """Take ``Pain left heel: 4 | Sleep: 7`` apart."""
    parted = (each.rpartition(":") for each in cell.replace("\N{NO-BREAK SPACE}", " ").split(_BETWEEN))
    return {name.strip(): value.strip() for name, _, value in parted if name.strip()}

"""A whole table: its pieces read one after the other, and what has to be said of it before it can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from afterrun.importers.folders.after_runs import timed_by_runs
from afterrun.importers.folders.grid import Grid, grid_of
from afterrun.importers.folders.journal_rows import TABLES, columns_of
from afterrun.importers.folders.journal_table import no_text
from afterrun.importers.folders.other_diaries import (
    bearable_refused,
    daylio_as_table,
    flaredown_refused,
    is_bearable,
    is_daylio,
    is_flaredown,
    is_manage_my_pain,
    manage_my_pain_as_table,
    what_daylio_lacks,
)
from afterrun.importers.folders.people import people_in
from afterrun.importers.folders.samples import samples_refused
from afterrun.importers.folders.table_kinds import is_afterruns, layout_for
from afterrun.importers.folders.table_pieces import pieces_of
from afterrun.importers.folders.table_rows import Rows, parse_grid
from afterrun.importers.here import Here
from afterrun.importers.parsed import Unmapped, judged
from afterrun.importers.tables.headers import Columns, columns_of_header
from afterrun.importers.tables.layout import MAPPED, Layout
from afterrun.importers.tables.moments import written
from afterrun.importers.tables.years import lacks_year
from afterrun.language import say
from afterrun.records.fields import Kind
from afterrun.records.kinds import PHASE
from afterrun.records.problem import Problem

_SHOWN_ROWS = 3
_LEAST_COLUMNS = _LEAST_ROWS = 2


def parse_table(content: bytes, name: str, here: Here | None = None) -> Rows:
    """Read one table of text; its kind goes by the last part of ``name``. Never raises."""
    grid = grid_of(content, name)
    if grid is None:
        return Rows(problems=list(no_text(name).problems))
    return read_whole(grid, here or Here(), TABLES[name.rpartition("/")[2]])


def read_whole(grid: Grid, here: Here, named: Kind | None = None) -> Rows:
    """Read all tables of a sheet; never raises.

    Parameters
    ----------
    named : Kind or None
        What its rows are by the name of its file, where their columns do not say something else.
    """
    if grid.is_refused:
        return Rows(problems=list(grid.broken))
    if named is not None and named.plural not in MAPPED:
        return parse_grid(grid, named, here)
    if not any(each.fits(grid.header) for each in here.layouts):
        if is_bearable(grid.header):
            return Rows(problems=[bearable_refused(grid)])
        if is_flaredown(grid.header):
            return Rows(problems=[flaredown_refused(grid)])
        if is_manage_my_pain(grid.header):
            grid = manage_my_pain_as_table(grid)
    if is_daylio(grid.header):
        return _of_daylio(grid, here)
    return _of_pieces(grid, here, named)


def _of_daylio(grid: Grid, here: Here) -> Rows:
    taken_apart = daylio_as_table(grid)
    lacking = what_daylio_lacks(taken_apart)
    if lacking.fatal:
        return Rows(problems=[lacking])
    read = _of_pieces(taken_apart, here, None)
    return Rows(read.rows, list(judged([lacking, *read.problems], used=bool(read.rows))), read.unmapped)


def _of_pieces(grid: Grid, here: Here, named: Kind | None) -> Rows:
    found, unmapped = Rows(), None
    for piece in pieces_of(grid, here, of_pain=named is not None and named.plural == "pain"):
        is_export = is_afterruns(piece.grid.header)
        kind = named if named is not None and (is_export or piece.kind is None) else piece.kind
        read = _read(timed_by_runs(piece.grid, found.rows), kind, here, piece.layout, is_export=is_export)
        found.rows.extend(read.rows)
        found.problems.extend(read.problems)
        unmapped = unmapped or read.unmapped
    problems = dict.fromkeys(found.problems)  # two pieces may tell the same
    return Rows(found.rows, list(judged(problems, used=bool(found.rows))), unmapped)


def _read(grid: Grid, kind: Kind | None, here: Here, layout: Layout | None, *, is_export: bool) -> Rows:
    if not is_export and (several := people_in(grid)) is not None:
        return Rows(problems=[*grid.broken, several])
    if not is_export and (samples := samples_refused(grid)) is not None:
        return Rows(problems=[*grid.broken, samples])
    can_be_asked = not is_export and len(grid.header) >= _LEAST_COLUMNS and len(grid.rows) >= _LEAST_ROWS
    if kind is None:
        what = say("Nobody said yet what its columns are: {header}.", header=", ".join(grid.header[:12]))
        return _asked(grid, None, None, what) if can_be_asked else Rows(problems=list(grid.broken))
    layout = layout or layout_for(grid, here, kind)
    columns = columns_of_header(kind, grid.header, layout)
    always: Mapping[str, str] = {} if layout is None else layout.always
    if can_be_asked and (what := _what_lacks(grid, kind, columns, always)):
        return _asked(grid, kind, columns, what)
    return parse_grid(grid, kind, here, layout)


def _what_lacks(grid: Grid, kind: Kind, columns: Columns, always: Mapping[str, str]) -> str:
    """Say what no row of a table tells, though each has to; nothing where they may."""
    needed, _ = columns_of(kind)
    missing = [name for name in needed if name not in columns.known(always)]
    if missing == ["site"]:
        return say("The table does not say which place on the body.")
    if missing == ["duration_s"]:
        return say("The table does not say how long the runs were.")
    if missing:
        return say(
            "The first line must name the columns {required}; missing: {missing}.",
            required=", ".join(needed),
            missing=", ".join(missing),
        )
    if kind.time not in columns.place:
        return ""
    cells = [cell for _, row in grid.rows[1:] if (cell := _cell(row, columns.place[kind.time]))]
    found = [each for cell in cells if (each := written(cell)) is not None]
    if len(cells) >= _LEAST_ROWS and not found and not any(map(lacks_year, cells)):
        return say("No date can be read in the column {column}, like {value!r}.", column=kind.time, value=cells[0])
    has_clock = kind is PHASE or "time_of_day" in columns.parts or "time_of_day" in always
    if found and not has_clock and all(each.at is None for each in found):
        return say("No row says at what time of day it was.")
    return ""


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _asked(grid: Grid, kind: Kind | None, columns: Columns | None, what: str) -> Rows:
    """Hand a table on to be explained: what it may be, and what it does not say."""
    likely = kind or _likeliest(grid)
    columns = columns or columns_of_header(likely, grid.header)
    told = Problem(grid.name, what, say("Say it on the import page, or with --map FILE."), True)
    unmapped = Unmapped(
        header=tuple(cell.strip() for cell in grid.rows[0][1]),
        rows=tuple(tuple(cells) for _, cells in grid.rows[1 : 1 + _SHOWN_ROWS]),
        why=what,
        table=likely.plural,
        fields=_fields(columns, likely, len(grid.header)),
    )
    return Rows(problems=[*grid.broken, told], unmapped=unmapped)


def _likeliest(grid: Grid) -> Kind:
    """Guess what the rows are: the kind that knows most of the columns, the first of equals."""
    return max(MAPPED.values(), key=lambda kind: len(columns_of_header(kind, grid.header).place))


def _fields(columns: Columns, kind: Kind, width: int) -> tuple[str, ...]:
    """Name what each column probably is, as the import page asks; empty where nothing is known."""
    called = {kind.time: "date" if "time_of_day" in columns.parts else "at"}
    fields = {place: called.get(name, name) for name, place in {**columns.parts, **columns.place}.items()}
    return tuple(fields.get(place, "") for place in range(width))

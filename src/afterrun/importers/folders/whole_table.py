"""A whole table: its pieces read one after the other, and what has to be said of it before it can be read."""

from __future__ import annotations

from collections.abc import Sequence

from afterrun.importers.folders.journal_rows import TABLES, columns_of
from afterrun.importers.folders.journal_table import Grid, grid_of, no_text
from afterrun.importers.folders.table_kinds import WRITTEN_BY_AFTERRUN, layout_for
from afterrun.importers.folders.table_pieces import pieces_of
from afterrun.importers.folders.table_rows import Rows, parse_grid
from afterrun.importers.here import Here
from afterrun.importers.parsed import Unmapped, judged
from afterrun.importers.tables.headers import Columns, columns_of_header
from afterrun.importers.tables.layout import MAPPED, Layout
from afterrun.importers.tables.moments import written
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
    found, unmapped = Rows(), None
    for piece in pieces_of(grid, here, of_pain=named is not None and named.plural == "pain"):
        is_export = WRITTEN_BY_AFTERRUN in piece.grid.header
        kind = named if named is not None and (is_export or piece.kind is None) else piece.kind
        read = _read(piece.grid, kind, here, piece.layout, is_export=is_export)
        found.rows.extend(read.rows)
        found.problems.extend(read.problems)
        unmapped = unmapped or read.unmapped
    problems = dict.fromkeys(found.problems)  # two pieces may tell the same
    return Rows(found.rows, list(judged(problems, used=bool(found.rows))), unmapped)


def _read(grid: Grid, kind: Kind | None, here: Here, layout: Layout | None, *, is_export: bool) -> Rows:
    can_be_asked = not is_export and len(grid.header) >= _LEAST_COLUMNS and len(grid.rows) >= _LEAST_ROWS
    if kind is None:
        return _asked(grid, None, None) if can_be_asked else Rows(problems=list(grid.broken))
    layout = layout or layout_for(grid, here, kind)
    columns = columns_of_header(kind, grid.header, layout)
    always = {} if layout is None else layout.always
    missing = [name for name in columns_of(kind)[0] if name not in {*columns.known, *always}]
    if can_be_asked and (missing or ("time_of_day" not in always and _has_days_only(grid, kind, columns))):
        return _asked(grid, kind, columns, missing)
    return parse_grid(grid, kind, here, layout)


def _asked(grid: Grid, kind: Kind | None, columns: Columns | None, missing: Sequence[str] = ()) -> Rows:
    """Hand a table on to be explained: what it may be, and what it does not say."""
    likely = kind or _likeliest(grid)
    columns = columns or columns_of_header(likely, grid.header)
    if kind is not None and not missing:
        what = say("No row says at what time of day it was.")
    elif missing == ["site"]:
        what = say("The table does not say which place on the body.")
    elif kind is not None:
        what = say(
            "The first line must name the columns {required}; missing: {missing}.",
            required=", ".join(columns_of(kind)[0]),
            missing=", ".join(missing),
        )
    else:
        what = say("Nobody said yet what its columns are: {header}.", header=", ".join(grid.header[:12]))
    told = Problem(grid.name, what, say("Say it on the import page, or with --map FILE."), True)
    unmapped = Unmapped(
        header=tuple(cell.strip() for cell in grid.rows[0][1]),
        rows=tuple(tuple(cells) for _, cells in grid.rows[1 : 1 + _SHOWN_ROWS]),
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


def _has_days_only(grid: Grid, kind: Kind, columns: Columns) -> bool:
    """Whether a table names the day of what happened at a moment, and nowhere a time of day."""
    if kind is PHASE or "time_of_day" in columns.parts or kind.time not in columns.place:
        return False
    place = columns.place[kind.time]
    found = [written(cells[place]) for _, cells in grid.rows[1:] if place < len(cells) and cells[place].strip()]
    days = [each for each in found if each is not None]
    return bool(days) and all(each.at is None for each in days)

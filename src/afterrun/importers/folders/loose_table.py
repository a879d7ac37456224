"""A table under any name, as text or as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from afterrun.importers.folders.journal_table import Grid, grid_of
from afterrun.importers.folders.table_rows import is_header, kind_of, parse_grid, source_of_rows
from afterrun.importers.here import Here
from afterrun.importers.parsed import Parsed, Source, Unmapped, refused
from afterrun.importers.tables.sheets import WorkbookError, is_workbook, read_sheets
from afterrun.language import say

TEXT_ENDINGS = (".csv", ".tsv", ".tab", ".txt")
_SHOWN_ROWS = 3
_LEAST_COLUMNS = 2


def may_be_table(name: str, content: bytes) -> bool:
    """Whether a file is a table, by its ending or, of a workbook, by what is inside."""
    return PurePosixPath(name).suffix.lower() in TEXT_ENDINGS or is_workbook(content, name)


def read_loose_table(content: bytes, name: str, here: Here) -> Iterator[Source]:
    """Read each table of a file; one whose columns are not known is handed on to be explained. Never raises."""
    if not is_workbook(content, name):
        grid = grid_of(content, name)
        yield _nothing(name, _unknown()) if grid is None else _source(grid, here)
        return
    found = 0
    try:
        for sheet in read_sheets(content):
            if sheet.rows:
                found += 1
                yield _source(Grid(name=f"{name} [{sheet.name}]", rows=tuple(sheet.rows)), here)
    except WorkbookError:
        told = refused(name, say("The workbook cannot be read."), say("Save it again, or save its sheets as CSV."))
        yield Source(name=name, original=None, parsed=told)
        return
    if not found:
        yield _nothing(name, say("The workbook is empty."))


def _source(grid: Grid, here: Here) -> Source:
    if grid.is_refused:
        return Source(name=grid.name, original=None, parsed=Parsed(problems=grid.broken))
    grid = grid.without_rows_above(lambda cells: is_header(cells, here))
    known = kind_of(grid, here)
    if known is not None:
        kind, layout = known
        read = parse_grid(grid, kind, here, layout)
        return source_of_rows(grid.name, read.rows, read.problems)
    is_prose = PurePosixPath(grid.name).suffix.lower() == ".txt"
    if is_prose or len(grid.header) < _LEAST_COLUMNS or len(grid.rows) < _LEAST_COLUMNS:
        return _nothing(grid.name, _unknown())
    told = refused(
        grid.name,
        say("Nobody said yet what its columns are: {header}.", header=", ".join(grid.header[:12])),
        say("Say it on the import page, or with --map FILE."),
    )
    shown = tuple(tuple(cells) for _, cells in grid.rows[1 : 1 + _SHOWN_ROWS])
    header = tuple(cell.strip() for cell in grid.rows[0][1])
    return Source(name=grid.name, original=None, parsed=told, unmapped=Unmapped(header=header, rows=shown))


def _nothing(name: str, reason: str) -> Source:
    return Source(name=name, original=None, parsed=refused(name, reason, say("Nothing to do.")), idle=True)


def _unknown() -> str:
    return say("This is no format Afterrun knows.")

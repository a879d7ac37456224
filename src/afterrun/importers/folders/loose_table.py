"""A table under any name, as text or as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from afterrun.importers.folders.journal_table import Grid, grid_of
from afterrun.importers.folders.table_rows import source_of_rows
from afterrun.importers.folders.whole_table import read_whole
from afterrun.importers.here import Here
from afterrun.importers.parsed import Parsed, Source, refused
from afterrun.importers.tables.sheets import WorkbookError, is_workbook, read_sheets
from afterrun.language import say

_PROSE = (".txt", ".md", ".markdown")
TEXT_ENDINGS = (".csv", ".tsv", ".tab", *_PROSE)


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
    read = read_whole(grid, here)
    is_prose = PurePosixPath(grid.name).suffix.lower() in _PROSE
    if not read.rows and (is_prose or not read.problems):
        return _nothing(grid.name, _unknown())
    return source_of_rows(grid.name, read)


def _nothing(name: str, reason: str) -> Source:
    return Source(name=name, original=None, parsed=refused(name, reason, say("Nothing to do.")), idle=True)


def _unknown() -> str:
    return say("This is no format Afterrun knows.")

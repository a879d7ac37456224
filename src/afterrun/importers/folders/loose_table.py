"""A table under any name, as text or as the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath

from afterrun.importers.exports.json_files import UNREADABLE, read_json, read_json_lines
from afterrun.importers.folders.days_of_month import with_month_said
from afterrun.importers.folders.footnotes import scale_said
from afterrun.importers.folders.grid import Grid, grid_of
from afterrun.importers.folders.prose import prose_told
from afterrun.importers.folders.table_kinds import is_header, kind_of, may_be_pain
from afterrun.importers.folders.table_rows import source_of_rows
from afterrun.importers.folders.whole_table import read_whole
from afterrun.importers.here import Here
from afterrun.importers.loading import unused
from afterrun.importers.parsed import Parsed, Source, refused
from afterrun.importers.tables.json_rows import Listing, listings
from afterrun.importers.tables.moments import written
from afterrun.importers.tables.sheets import WorkbookError, is_workbook, read_sheets
from afterrun.importers.tables.text import decoded
from afterrun.importers.tables.years import lacks_year
from afterrun.language import say
from afterrun.records.kinds import EVENT

_PROSE = (".txt", ".md", ".markdown", ".org")
_JSON_LINES = (".jsonl", ".ndjson")
_NO_ENDINGS = ("", ".log", ".dat", ".asc", ".prn", ".out", ".download")
_LONGEST_FIRST_LINE, _LARGEST_UNNAMED = 500, 2**20  # bytes: judgement
_ROWS_THAT_SHOW = 200
TEXT_ENDINGS = (".csv", ".tsv", ".tab", ".xls", *_PROSE)  # programs write text and call it .xls


def may_be_table(name: str, content: bytes) -> bool:
    """Whether a file is a table, by its ending or, of a workbook, by what is inside."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _NO_ENDINGS:
        return _begins_as_table(content)
    return suffix in TEXT_ENDINGS or is_json(name) or is_workbook(content, name)


def _begins_as_table(content: bytes) -> bool:
    """Whether a file whose name says nothing has a header that is known in its first line."""
    first = content[:_LONGEST_FIRST_LINE].partition(b"\n")[0]
    if len(content) > _LARGEST_UNNAMED or b"\0" in first or len(first) == _LONGEST_FIRST_LINE:
        return False
    grid = grid_of(first, "")
    return grid is not None and bool(grid.rows) and is_header(grid.header, Here())


def is_json(name: str) -> bool:
    """Whether a file is called like JSON."""
    return PurePosixPath(name).suffix.lower() in (".json", *_JSON_LINES)


def read_loose_table(content: bytes, name: str, here: Here) -> Iterator[Source]:
    """Read each table of a file; one whose columns are not known is handed on to be explained. Never raises."""
    if is_json(name):
        yield from _listings(content, name, here)
        return
    if not is_workbook(content, name):
        grid = grid_of(content, name)
        source = _nothing(name, _unknown()) if grid is None else _source(grid, here)
        yield _as_prose(source, content) if source.idle and _is_prose(name) else source
        return
    try:
        sheets = [sheet for sheet in read_sheets(content) if sheet.rows]
    except WorkbookError:
        told = refused(name, say("The workbook cannot be read."), say("Save it again, or save its sheets as CSV."))
        yield Source(name=name, original=None, parsed=told)
        return
    if not sheets:
        yield _nothing(name, say("The workbook is empty."))
    grids = [Grid(name=f"{name} [{sheet.name}]", rows=tuple(sheet.rows)) for sheet in sheets]
    has_days = [_has_days(grid) or with_month_said(grid) is not grid for grid in grids]
    beside_days = any(has_days)
    said = scale_said(grid for grid, has in zip(grids, has_days, strict=True) if beside_days and not has)
    for grid, has in zip(grids, has_days, strict=True):
        # A legend, or a list of places, beside the diary.
        beside = beside_days and not has
        yield (
            _nothing(grid.name, say("No row of this sheet has a date."))
            if beside
            else _source(replace(grid, title=said), here)
        )


def _has_days(grid: Grid) -> bool:
    cells = (cell for _, row in islice(grid.rows, _ROWS_THAT_SHOW) for cell in row)
    return any(written(cell) is not None or lacks_year(cell) for cell in cells if cell.strip())


def _listings(content: bytes, name: str, here: Here) -> Iterator[Source]:
    """Read the lists in JSON that tell of pain, runs or care by the names of their keys; services keep many others."""
    try:
        said = read_json_lines(content) if name.lower().endswith(_JSON_LINES) else read_json(content)
    except UNREADABLE:
        said = None
    grids = [_grid(each, name) for each in listings(said)]
    known = [grid for grid in grids if _is_of_diary(grid, here)]
    yield from (_source(grid, here) for grid in known)
    if not known:
        yield _nothing(name, _unknown())


def _is_of_diary(grid: Grid, here: Here) -> bool:
    kind = kind_of(grid, here)
    return may_be_pain(grid.header) if kind is None else kind[0] is not EVENT


def _grid(listing: Listing, name: str) -> Grid:
    rows = ((number, list(row)) for number, row in enumerate((listing.header, *listing.rows), start=1))
    return Grid(name=f"{name} [{listing.name}]" if listing.name else name, rows=tuple(rows))


def _source(grid: Grid, here: Here) -> Source:
    if grid.is_refused:
        return Source(name=grid.name, original=None, parsed=Parsed(problems=grid.broken))
    read = read_whole(grid, here)
    if not read.rows and (_is_prose(grid.name) or not read.problems):
        return _nothing(grid.name, _unknown())
    return source_of_rows(grid.name, read)


def _is_prose(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in _PROSE


def _as_prose(source: Source, content: bytes) -> Source:
    """Say of what is no table what else it is, if it tells of days: somebody wrote it to be read."""
    told = prose_told(decoded(content) or "")
    return source if told is None else unused(source.name, *told)


def _nothing(name: str, reason: str) -> Source:
    return Source(name=name, original=None, parsed=refused(name, reason, say("Nothing to do.")), idle=True)


def _unknown() -> str:
    return say("This is no format Afterrun knows.")

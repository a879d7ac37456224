"""One table, row by row: a bad row costs itself, never the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from afterrun.errors import AfterrunError
from afterrun.importers.folders.cells import BLANKS, Cells
from afterrun.importers.folders.grid import MOST_ROWS, Grid, grid_of, once_each, too_long
from afterrun.importers.folders.tidy_rows import tidied
from afterrun.importers.tables.headers import Columns
from afterrun.importers.tables.style import EXACT, Style
from afterrun.language import say
from afterrun.records.problem import Problem

MOST_COLUMNS = 250
MOST_CELLS = 3_000_000  # 60,000 rows of 50 columns

_NUMBERS = frozenset(("nrs", "distance_m", "duration_s", "rpe", "minutes", "amount", "pain_before", "pain_after"))
# Spreadsheets run text that begins like a formula, so the export puts an apostrophe before it.
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_AS_TEXT = re.compile(r'="([^"]*)"')  # how some programs keep Excel from making a number of it


@dataclass(slots=True)
class Table:
    """Rows of a table, and what is wrong with it. ``columns`` is empty if the table cannot be used."""

    columns: tuple[str, ...] = ()
    rows: list[Cells] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_table(content: bytes, name: str, *, required: Sequence[str]) -> Table:
    """Take a table apart whose columns have the names they are known by; never raises."""
    grid = grid_of(content, name)
    if grid is None:
        return no_text(name)
    header = grid.header
    place = {column: at for at, column in reversed(list(enumerate(header)))}
    return table_of(grid, Columns(place=place), required=required, make_style=lambda _rows: EXACT)


def no_text(name: str) -> Table:
    """What is told of a table that is none."""
    told = Problem(name, say("The file is no text, and no workbook."), say('Save it as "CSV UTF-8".'), True)
    return Table(problems=[told])


def table_of(
    grid: Grid,
    columns: Columns,
    *,
    required: Sequence[str],
    make_style: Callable[[Sequence[Mapping[str, str]]], Style],
    always: Mapping[str, str] | None = None,
    is_typed: bool = False,
    saying: Collection[str] = (),
) -> Table:
    """Take the rows of a grid apart by its columns; never raises.

    Parameters
    ----------
    required : sequence of str
        Fields that need a column, or a value in ``always``.
    make_style : callable of (rows) -> Style
        Says how the table writes numbers and times, from all its rows.
    always : mapping of str to str
        What holds in each row.
    is_typed : bool
        Somebody keeps it by hand: some of its rows and cells say nothing. See `tidy_rows`.
    saying : collection of str
        Columns of no field that make a row an entry by themselves.
    """
    table = Table(problems=list(grid.broken))
    if grid.is_refused:
        return table
    header = grid.header
    there = columns.known(always or ())
    if wrong := _wrong_header(header, columns, required, missing=[each for each in required if each not in there]):
        where = say("{name} line {line}", name=grid.name, line=grid.rows[0][0] if grid.rows else 1)
        table.problems.append(Problem(where, *wrong, True))
        return table
    names = dict(enumerate(once_each(header))) | {at: name for name, at in (columns.place | columns.parts).items()}
    filled = list(_filled(table, grid, names, columns, is_typed=is_typed))
    if is_typed:
        filled = tidied(filled, header=header, told=table.problems, where=grid.name, required=required, saying=saying)
    style = make_style([values for _, values in filled])
    table.rows = [Cells(line, {**(always or {}), **values}, style) for line, values in filled]
    used = {column for row in table.rows for column in row.values}
    given = grid.rows[0][1] if grid.rows else []
    # A column without a name matters only if something stands in it.
    table.columns = tuple(
        name for at, name in sorted(names.items()) if (at < len(given) and given[at].strip()) or name in used
    )
    return table


def problem_at(name: str, line: int, error: AfterrunError) -> Problem:
    """What is wrong with one row."""
    return Problem(say("{name} line {line}", name=name, line=line), error.message, error.remedy)


def _wrong_header(
    header: Sequence[str], columns: Columns, required: Sequence[str], *, missing: Sequence[str]
) -> tuple[str, str] | None:
    """Say why no row can be read, and the remedy."""
    if len(header) > MOST_COLUMNS:
        what = say("The table has more than {most} columns.", most=MOST_COLUMNS)
        return what, say("Delete those not needed.")
    if missing:
        what = say(
            "The first line must name the columns {required}; missing: {missing}.",
            required=", ".join(required),
            missing=", ".join(missing),
        )
        return what, say("Add them, or say which columns they are.")
    used = {header[at] for name, at in columns.place.items() if name != "note"}
    if twice := sorted({column for column in used if header.count(column) > 1}):
        return say("Columns are named twice: {twice}.", twice=", ".join(twice)), say("Rename or delete one of them.")
    return None


def _filled(
    table: Table, grid: Grid, names: Mapping[int, str], columns: Columns, *, is_typed: bool
) -> Iterator[tuple[int, dict[str, str]]]:
    width = len(grid.header)
    most = min(MOST_ROWS, MOST_CELLS // max(width, 1))
    for taken, (line, cells) in enumerate(grid.rows[1:]):
        if taken >= most:
            what = say("The table has more than {most} rows; nothing after this one was read.", most=most)
            remedy = say("Split it into several, a year each.")
            table.problems.append(Problem(say("{name} line {line}", name=grid.name, line=line), what, remedy))
            return
        if any(cell.strip() for cell in cells[width:]) or _is_shifted(cells, width, columns, grid.separator):
            table.problems.append(too_long(grid.name, line, cells, width))
            continue
        if is_typed and (cut := _cut_in_two(cells, columns, grid.separator)) is not None:
            what = say("A comma may have cut a number in two: {cut}.", cut=cut)
            remedy = say("Put text with commas in quotes, and write decimals with a point.")
            table.problems.append(Problem(say("{name} line {line}", name=grid.name, line=line), what, remedy))
            continue
        values = {names[at]: _as_text(cell) for at, cell in enumerate(cells[:width]) if cell.strip(BLANKS)}
        if values:
            yield line, values


def _as_text(cell: str) -> str:
    if match := _AS_TEXT.fullmatch(cell.strip()):
        return match.group(1)
    return cell[1:] if _GUARDED.match(cell) else cell


def _is_shifted(cells: Sequence[str], width: int, columns: Columns, separator: str) -> bool:
    """Whether a decimal comma cut a number in two: the row is longer, and its note is only digits."""
    note = columns.place.get("note")
    if separator != "," or len(cells) <= width or note is None or note >= len(cells):
        return False
    return cells[note].strip().isdigit()


def _cut_in_two(cells: Sequence[str], columns: Columns, separator: str) -> str | None:
    """Give a number and what may be its decimals: a note of a digit alone, right behind a whole number."""
    note = columns.place.get("note")
    if separator != "," or note is None or not 0 < note < len(cells):
        return None
    number, rest = cells[note - 1].strip(), cells[note].strip()
    behind_number = note - 1 in {at for name, at in columns.place.items() if name in _NUMBERS}
    both = len(rest) == 1 and rest.isdecimal() and number.isdecimal()
    return f"{number},{rest}" if behind_number and both else None

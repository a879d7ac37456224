"""The rows of a table before anybody knows what its columns are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from afterrun.importers.tables.aligned import aligned_rows
from afterrun.importers.tables.markdown import unmarked
from afterrun.importers.tables.text import decoded, rows_of, separated
from afterrun.language import say
from afterrun.records.problem import Problem

# Judgement, so that no table costs more than a few seconds: ten years with 16 answers a day are 58,000 rows.
LARGEST_BYTES = 8 * 2**20
MOST_ROWS = 60_000
# A title and an empty line may stand above the header.
ROWS_ABOVE = 12
# Byte order marks inside, blanks of no width, and which way to read. Joiners belong to letters and pictures.
_INVISIBLE = re.compile("[\ufeff\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The rows of a table before anybody knows what its columns are, with their lines in the file.

    ``name`` is that of the file, or of the sheet in it, ``title`` what stands above its header. ``broken`` is what
    could not be taken apart. ``times_apart`` says that several of its rows were one, and were asked at different times:
    what stood once beside them is of none of these.
    """

    name: str
    rows: tuple[tuple[int, list[str]], ...]
    separator: str = ""
    broken: tuple[Problem, ...] = ()
    title: str = ""
    times_apart: bool = False

    def without_rows_above(self, is_header: Callable[[Sequence[str]], bool]) -> Grid:
        """Drop what stands above the header, if one of the first rows is one."""
        for place, (_, cells) in enumerate(self.rows[:ROWS_ABOVE]):
            if is_header(headed(cells)):
                above = (cell for _, row in self.rows[:place] for cell in row)
                return replace(self, rows=self.rows[place:], title=" ".join((self.title, *above)).strip())
        return self

    @property
    def is_refused(self) -> bool:
        """Whether nothing of it could be taken."""
        return not self.rows and any(problem.fatal for problem in self.broken)

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, in small letters; one without a name is called by its place."""
        return headed(self.rows[0][1]) if self.rows else ()


def headed(cells: Sequence[str]) -> tuple[str, ...]:
    """Name the columns by the cells of a header."""
    return tuple(cell.strip().lower() or f"column {place}" for place, cell in enumerate(cells, start=1))


def once_each(header: Sequence[str]) -> tuple[str, ...]:
    """Tell columns of one name apart, which only notes may have.

    Examples
    --------
    >>> once_each(("note", "nrs", "note"))
    ('note', 'nrs', 'note 2')
    """
    before: Counter[str] = Counter()
    names = []
    for name in header:
        before[name] += 1
        names.append(name if before[name] == 1 else f"{name} {before[name]}")
    return tuple(names)


def grid_of(content: bytes, name: str) -> Grid | None:
    """Take a table of text apart; None if it is no text. Of one that is too large nothing is taken."""
    if len(content) > LARGEST_BYTES:
        what = say("The table is larger than {most} MiB.", most=LARGEST_BYTES // 2**20)
        return Grid(name=name, rows=(), broken=(Problem(name, what, say("Split it into several, a year each."), True),))
    text = decoded(content)
    if text is None:
        return None
    if aligned := aligned_rows(text):
        return Grid(name=name, rows=aligned)
    broken: list[Problem] = []
    table = separated(text)
    rows = tuple(islice(rows_of(table, name, broken), MOST_ROWS + ROWS_ABOVE))
    if table.separator == "|":
        rows = unmarked(rows)
    return Grid(name=name, rows=rows, separator=table.separator, broken=tuple(broken))


def without_invisible(grid: Grid) -> Grid:
    """Leave out marks that nobody sees, which pages and chats put around what is copied from them."""
    if not any(_INVISIBLE.search(cell) for _, cells in grid.rows for cell in cells):
        return grid
    return replace(grid, rows=tuple((line, [_INVISIBLE.sub("", cell) for cell in cells]) for line, cells in grid.rows))


def without_long_rows(grid: Grid) -> Grid:
    """Leave out rows that are longer than the header, and tell them: of which column their cells are is not known."""
    width = len(grid.header)
    long = {line: cells for line, cells in grid.rows if any(cell.strip() for cell in cells[width:])}
    if not long:
        return grid
    told = (too_long(grid.name, line, cells, width) for line, cells in long.items())
    return replace(grid, rows=tuple(row for row in grid.rows if row[0] not in long), broken=(*grid.broken, *told))


def too_long(name: str, line: int, cells: Sequence[str], width: int) -> Problem:
    """Say that a row is longer than its header."""
    what = say("The row has {cells} cells, the first line only {columns}.", cells=len(cells), columns=width)
    remedy = say("Put text with commas in quotes, and write decimals with a point.")
    return Problem(say("{name} line {line}", name=name, line=line), what, remedy)

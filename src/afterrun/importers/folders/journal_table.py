"""One table of a journal folder, row by row: a bad row costs itself, never the file."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import TypeVar

from afterrun.errors import AfterrunError, InvalidValueError
from afterrun.language import say
from afterrun.records.problem import Problem
from afterrun.records.site import Site

Value = TypeVar("Value")

MOST_BROKEN_ROWS = 100
# Judgement, so that no table costs more than a few seconds: ten years with 16 answers a day are 58,000 rows.
LARGEST_BYTES = 8 * 2**20
MOST_ROWS = 60_000
MOST_COLUMNS = 250
LONGEST_LINE = 2**16  # letters

_BLANKS = " \t\N{NO-BREAK SPACE}"
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
# Spreadsheets run text that begins like a formula, so the export puts an apostrophe before it.
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: its line in the file (the header is line 1) and its non-empty cells by column."""

    line: int
    values: Mapping[str, str]

    def text(self, column: str) -> str | None:
        """Text as it stands; None if empty."""
        return self.values.get(column)

    def word(self, column: str) -> str | None:
        """Text without blanks around it; None if empty."""
        value = self.values.get(column)
        return None if value is None else value.strip()

    def label(self, column: str) -> str | None:
        """Text without the blanks that spreadsheets put around it, all else as it is; None if empty."""
        value = self.values.get(column)
        return None if value is None else value.strip(_BLANKS)

    def name(self, column: str) -> str:
        """Text that must be there."""
        return required(column, self.word(column))

    def number(self, column: str) -> float | None:
        """Number; None if empty.

        Raises
        ------
        InvalidValueError
            If it is no number with a decimal point, or one beyond what a computer holds.
        """
        value = self.word(column)
        if value is None:
            return None
        if not _NUMBER.fullmatch(value):
            raise InvalidValueError(
                say("{column} must be a number; got {value!r}.", column=column, value=value),
                remedy=say("Write it with a decimal point, like 4.5."),
            )
        if not math.isfinite(number := float(value)):
            raise InvalidValueError(
                say("{column} must be smaller; got {value!r}.", column=column, value=value),
                remedy=say("Check its exponent."),
            )
        return number

    def count(self, column: str) -> int | None:
        """Whole number; None if empty."""
        value = self.number(column)
        if value is not None and value != int(value):
            raise InvalidValueError(
                say("{column} must be a whole number; got {value:g}.", column=column, value=value),
                remedy=say("Write it like 12."),
            )
        return None if value is None else int(value)

    def amount(self, column: str) -> float:
        """Number that must be there."""
        return required(column, self.number(column))

    def time(self, column: str) -> datetime | None:
        """Time; None if empty. A missing offset is for the record to refuse."""
        value = self.word(column)
        try:
            return None if value is None else datetime.fromisoformat(value)
        except ValueError:
            raise InvalidValueError(
                say("{column} must be an ISO 8601 time; got {value!r}.", column=column, value=value),
                remedy=say("Write it like 2026-05-01T07:30:00+02:00."),
            ) from None

    def moment(self, column: str) -> datetime:
        """Time that must be there."""
        return required(column, self.time(column))

    def words(self, column: str) -> tuple[str, ...] | None:
        """Words with semicolons between them; None if empty."""
        value = self.label(column)
        words = () if value is None else (word.strip(_BLANKS) for word in value.split(";"))
        return None if value is None else tuple(word for word in words if word)

    def site(self, column: str) -> Site | None:
        """Site; None if empty."""
        value = self.word(column)
        return None if value is None else Site.parse(value)


def required(column: str, value: Value | None) -> Value:
    """Return a value that must be there.

    Raises
    ------
    InvalidValueError
        If it is not.
    """
    if value is None:
        raise InvalidValueError(
            say("{column} must not be empty; got nothing.", column=column), remedy=say("Fill it in, or delete the row.")
        )
    return value


@dataclass(slots=True)
class Table:
    """Rows of a CSV table, and what is wrong with it. ``columns`` is empty if the table cannot be used."""

    columns: tuple[str, ...] = ()
    rows: list[Cells] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_table(content: bytes, name: str, *, required: Sequence[str]) -> Table:
    """Take a table apart; never raises."""
    table = Table()
    if len(content) > LARGEST_BYTES:
        return _unusable(
            table,
            name,
            say("The table is larger than {most} MiB.", most=LARGEST_BYTES // 2**20),
            say("Split it into several, a year each."),
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _unusable(
            table,
            say("{name} byte {start}", name=name, start=error.start),
            say("The file is not UTF-8 text."),
            say('Save it as "CSV UTF-8".'),
        )
    rows = _rows(text, name, table.problems)
    line, header = next(rows, (1, []))
    if len(header) > MOST_COLUMNS:
        what = say("The table has more than {most} columns.", most=MOST_COLUMNS)
        return _unusable(table, say("{name} line {line}", name=name, line=line), what, say("Delete those not needed."))
    columns = tuple(column.strip().lower() or f"column {place}" for place, column in enumerate(header, start=1))
    if missing := [column for column in required if column not in columns]:
        what = say(
            "The first line must name the columns {required}; missing: {missing}.",
            required=", ".join(required),
            missing=", ".join(missing),
        )
        return _unusable(
            table, say("{name} line {line}", name=name, line=line), what, say("Add them, separated by commas.")
        )
    if twice := sorted({column for column in columns if columns.count(column) > 1}):
        what = say("Columns are named twice: {twice}.", twice=", ".join(twice))
        return _unusable(
            table, say("{name} line {line}", name=name, line=line), what, say("Rename or delete one of them.")
        )
    table.columns = columns
    for line, cells in rows:
        if len(table.rows) >= MOST_ROWS:
            what = say("The table has more than {most} rows; nothing after this one was read.", most=MOST_ROWS)
            remedy = say("Split it into several, a year each.")
            table.problems.append(Problem(say("{name} line {line}", name=name, line=line), what, remedy))
            break
        _take_row(table, line, cells, name)
    # A column without a name matters only if something stands in it.
    used = {column for row in table.rows for column in row.values}
    table.columns = tuple(
        column for column, given in zip(columns, header, strict=True) if given.strip() or column in used
    )
    return table


def problem_at(name: str, line: int, error: AfterrunError) -> Problem:
    """What is wrong with one row."""
    return Problem(say("{name} line {line}", name=name, line=line), error.message, error.remedy)


def _unusable(table: Table, where: str, reason: str, remedy: str) -> Table:
    table.problems.append(Problem(where, reason, remedy, True))
    return table


def _take_row(table: Table, line: int, cells: list[str], name: str) -> None:
    if any(cell.strip() for cell in cells[len(table.columns) :]):
        what = say(
            "The row has {cells} cells, the first line only {columns}.", cells=len(cells), columns=len(table.columns)
        )
        remedy = say("Put text with commas in quotes, and write decimals with a point.")
        table.problems.append(Problem(say("{name} line {line}", name=name, line=line), what, remedy))
        return
    filled = {
        column: cell[1:] if _GUARDED.match(cell) else cell
        for column, cell in zip(table.columns, cells, strict=False)
        if cell.strip(_BLANKS)
    }
    if filled:
        table.rows.append(Cells(line, filled))


def _no_longer(line: str) -> str:
    if len(line) > LONGEST_LINE:
        raise csv.Error(say("the line is longer than {most} letters", most=LONGEST_LINE))
    return line


def _rows(text: str, name: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    # The first line and the cells of each row that is not empty. After a broken row reading goes on at the next line,
    # so that one open quote does not swallow the rest of the file.
    lines = io.StringIO(text, newline="").readlines()
    start = 0
    for _ in range(MOST_BROKEN_ROWS):
        reader = csv.reader((_no_longer(line) for line in islice(lines, start, None)), strict=True)
        taken = 0
        try:
            for cells in reader:
                if cells:
                    yield start + taken + 1, cells
                taken = reader.line_num
            return
        except csv.Error as error:
            what = say("The row cannot be taken apart ({error}).", error=error)
            problems.append(
                Problem(
                    say("{name} line {start}", name=name, start=start + taken + 1),
                    what,
                    say("Check its quotation marks."),
                )
            )
            start += taken + 1
    what = say(
        "More than {most_broken_rows} rows cannot be taken apart; nothing after this one was read.",
        most_broken_rows=MOST_BROKEN_ROWS,
    )
    problems.append(
        Problem(say("{name} line {start}", name=name, start=start), what, say("Check that it is a CSV file."))
    )

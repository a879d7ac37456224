"""One table, row by row: a bad row costs itself, never the file."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo
from itertools import islice
from typing import TypeVar

from afterrun.errors import AfterrunError, InvalidValueError
from afterrun.importers.folders.tidy_rows import tidied
from afterrun.importers.tables.aligned import aligned_rows
from afterrun.importers.tables.headers import Columns
from afterrun.importers.tables.markdown import unmarked
from afterrun.importers.tables.moments import OfDay, is_whole, offset_said, time_of_day
from afterrun.importers.tables.style import EXACT, Style
from afterrun.importers.tables.text import decoded, rows_of, separated
from afterrun.language import say
from afterrun.records.free_words import is_number_alone, name_folded
from afterrun.records.problem import Problem
from afterrun.records.site import Site
from afterrun.records.symptom_words import symptom_folded, symptoms_in

Value = TypeVar("Value")

# Judgement, so that no table costs more than a few seconds: ten years with 16 answers a day are 58,000 rows.
LARGEST_BYTES = 8 * 2**20
MOST_ROWS = 60_000
MOST_COLUMNS = 250
MOST_CELLS = 3_000_000  # 60,000 rows of 50 columns

_NUMBERS = frozenset(("nrs", "distance_m", "duration_s", "rpe", "minutes", "amount", "pain_before", "pain_after"))
_SYMPTOM, _QUALITY = "symptom", "quality"
# Byte order marks inside, blanks of no width, and which way to read. Joiners belong to letters and pictures.
_INVISIBLE = re.compile("[\ufeff\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_BLANKS = " \t\N{NO-BREAK SPACE}"  # other blanks are characters of a note
# Spreadsheets run text that begins like a formula, so the export puts an apostrophe before it.
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_AS_TEXT = re.compile(r'="([^"]*)"')  # how some programs keep Excel from making a number of it
# A title and an empty line may stand above the header.
ROWS_ABOVE = 12


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: its line in the file (the header is line 1) and its non-empty cells by column."""

    line: int
    values: Mapping[str, str]
    style: Style = EXACT

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

    def folded(self, column: str) -> str | None:
        """Name folded to the form it is kept in, unless Afterrun itself wrote the table; None if empty.

        Raises
        ------
        InvalidValueError
            If it is only a number.
        """
        value = self.label(column) if self.style.verbatim else self.word(column)
        if value is None or self.style.verbatim:
            return value
        if is_number_alone(value):
            raise InvalidValueError(
                say("{column} must be a word; got {value!r}.", column=column, value=value),
                remedy=say("If it belongs to the number before it, write that with a point, like 4.5, or in quotes."),
            )
        return symptom_folded(value) if column == _SYMPTOM else name_folded(value)

    def number(self, column: str) -> float | None:
        """Number; None if empty.

        Raises
        ------
        InvalidValueError
            If it is no number, may be two, or is one beyond what a computer holds.
        """
        value = self.word(column)
        if column in self.style.left_out:
            return None
        if value is None:
            return self._lasting_s() if column == "duration_s" else None
        if (
            column == "duration_s"
            and self.style.lengths_are_paces
            and (metres := self.number("distance_m")) is not None
        ):
            return self.style.lasting_s(value, metres)
        number = self.style.number(column, value)
        if not math.isfinite(number):
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
        """Time; None if empty.

        Raises
        ------
        InvalidValueError
            If it is none, if day and month can be told apart by nothing, or a time of day is missing.
        """
        value = self.word(column)
        if value is None:
            return None
        beside = self.word("time_of_day") if column == self.style.clock_of else None
        offset = self._offset() if column == self.style.time_of_rows else None
        if beside is not None and is_whole(beside):  # the clock has the day as well
            return self.style.time(column, beside, offset=offset)
        return self.style.time(column, value, clock=self._clock(column), offset=offset)

    def on_wall(self, column: str) -> datetime:
        """Time that must be there, as a clock showed it, without an offset where the row has none."""
        return replace(self, style=replace(self.style, on_wall=True)).moment(column)

    def moment(self, column: str) -> datetime:
        """Time that must be there."""
        return required(column, self.time(column))

    def words(self, column: str) -> tuple[str, ...] | None:
        """Words with semicolons between them; None if empty.

        A report has a number for one symptom: others that stand in the cell of it are among its qualities.
        """
        value = self.label(column)
        if self.style.verbatim:
            return None if value is None else tuple(_parts(value, ";"))
        names = [] if value is None else [name_folded(word) for word in _parts(value, "[;,|/]")]
        symptom = self.word(_SYMPTOM) if column == _QUALITY else None
        if symptom is not None:
            names += [name for name in symptoms_in(symptom) if name != symptom_folded(symptom)]
        return tuple(dict.fromkeys(names)) if names or value is not None else None

    def site(self, column: str) -> Site | None:
        """Site; None if empty. A side that has a column of its own stands before it."""
        value, side = self.word(column), self.word("side")
        if value is None:
            return None
        return Site.parse(value if side is None else f"{side} {value}")

    def made_up(self, *, but: Collection[str] = ()) -> Iterator[tuple[str, str]]:
        """Answers that were made of something that says less or more than a number, with their columns."""
        if not self.style.verbatim:
            values = ((name, text) for name, text in self.values.items() if name not in but)
            yield from ((name, text) for name, text in values if self.style.made_up(name, text.strip()))

    def _lasting_s(self) -> float | None:
        """How long a run was, by when it ended, its pace or its speed; None if the row does not say. [s]"""
        if (ended := self.word("until")) is not None and self.word("start") is not None:
            return self._until_s(ended)
        pace, speed = self.word("pace"), self.word("speed")
        metres = self.number("distance_m") if pace is not None or speed is not None else None
        if metres is None:
            return None
        seconds = None if pace is None else self.style.lasting_s(pace, metres)
        return self.style.at_speed_s(speed, metres) if seconds is None and speed is not None else seconds

    def _until_s(self, ended: str) -> float:
        """How long a run was until it ended, by the clock there, which may have been set on the way. [s]"""
        start, wall = self.moment("start"), self.on_wall("start")
        offset = wall.tzinfo or self._offset()  # of the row; None where it is by the clock here
        if is_whole(ended):  # with its day
            return (self.style.time("start", ended, offset=offset) - start).total_seconds()
        after = _of_day(self.style, "until", ended).after
        end = wall.replace(hour=0, minute=0, second=0, microsecond=0) + after
        if end < wall:
            end += timedelta(days=1)
        if offset is None and self.style.here is not None:
            return (self.style.here.on_clock(end) - start).total_seconds()
        return (end - wall).total_seconds()

    def _offset(self) -> tzinfo | None:
        """Read the offset that stands in a column of its own; None where none does."""
        value = self.word("offset")
        found = None if value is None else offset_said(value)
        if value is not None and found is None:
            raise InvalidValueError(
                say("offset must be one from UTC, or a time zone; got {value!r}.", value=value),
                remedy=say("Write it like +02:00 or Europe/Berlin."),
            )
        return found

    def part_of_day(self) -> bool:
        """Whether its time is only a part of the day."""
        value = self.word("time_of_day")
        clock = None if value is None else time_of_day(value)
        return clock is not None and clock.is_part

    def next_day(self) -> bool:
        """Whether its time is the morning after the day of its row."""
        value = self.word("time_of_day")
        clock = None if value is None else time_of_day(value)
        return clock is not None and clock.is_part and clock.after > timedelta(days=1)

    def _clock(self, column: str) -> OfDay | None:
        value = self.word("time_of_day") if column == self.style.clock_of else None
        return None if value is None else _of_day(self.style, column, value)


def _parts(text: str, between: str) -> Iterator[str]:
    return (word.strip(_BLANKS) for word in re.split(between, text) if word.strip(_BLANKS))


def _of_day(style: Style, column: str, text: str) -> OfDay:
    clock = time_of_day(text) or style.clock_in(text)
    if clock is None:
        raise InvalidValueError(
            say("{column} must be a time of day; got {value!r}.", column=column, value=text),
            remedy=say("Write it like 07:30 or 7:30 pm."),
        )
    return clock


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


def without_invisible(grid: Grid) -> Grid:
    """Leave out marks that nobody sees, which pages and chats put around what is copied from them."""
    if not any(_INVISIBLE.search(cell) for _, cells in grid.rows for cell in cells):
        return grid
    return replace(grid, rows=tuple((line, [_INVISIBLE.sub("", cell) for cell in cells]) for line, cells in grid.rows))


@dataclass(slots=True)
class Table:
    """Rows of a table, and what is wrong with it. ``columns`` is empty if the table cannot be used."""

    columns: tuple[str, ...] = ()
    rows: list[Cells] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


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
            table.problems.append(_too_long(grid.name, line, cells, width))
            continue
        if is_typed and (cut := _cut_in_two(cells, columns, grid.separator)) is not None:
            what = say("A comma may have cut a number in two: {cut}.", cut=cut)
            remedy = say("Put text with commas in quotes, and write decimals with a point.")
            table.problems.append(Problem(say("{name} line {line}", name=grid.name, line=line), what, remedy))
            continue
        values = {names[at]: _as_text(cell) for at, cell in enumerate(cells[:width]) if cell.strip(_BLANKS)}
        if values:
            yield line, values


def without_long_rows(grid: Grid) -> Grid:
    """Leave out rows that are longer than the header, and tell them: of which column their cells are is not known."""
    width = len(grid.header)
    long = {line: cells for line, cells in grid.rows if any(cell.strip() for cell in cells[width:])}
    if not long:
        return grid
    told = (_too_long(grid.name, line, cells, width) for line, cells in long.items())
    return replace(grid, rows=tuple(row for row in grid.rows if row[0] not in long), broken=(*grid.broken, *told))


def _too_long(name: str, line: int, cells: Sequence[str], width: int) -> Problem:
    what = say("The row has {cells} cells, the first line only {columns}.", cells=len(cells), columns=width)
    remedy = say("Put text with commas in quotes, and write decimals with a point.")
    return Problem(say("{name} line {line}", name=name, line=line), what, remedy)


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

"""Tables with a row for each week and a column for each day of it: a row for each day, as in any other table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import groupby

from afterrun.importers.folders.grid import ROWS_ABOVE, Grid
from afterrun.importers.folders.table_kinds import means_pain
from afterrun.importers.folders.tidy_rows import is_sum
from afterrun.importers.here import DateOrder, Here
from afterrun.importers.tables.calendar_words import weekdays_named, without_marks
from afterrun.importers.tables.date_order import order_of
from afterrun.importers.tables.header_words import NAMES, bare
from afterrun.importers.tables.headers import columns_of_header
from afterrun.importers.tables.moments import Written, written
from afterrun.importers.tables.wide import answer_columns
from afterrun.language import say
from afterrun.records.fields import Kind
from afterrun.records.kinds import PAIN, RUN
from afterrun.records.problem import Problem

_WEEK_DAYS = 7
_MOST_KEYS = 2  # the week, and what its row is of
_DATE = "Date"
_WORDS = re.compile(r"[^\W\d_]+")
_WEEK_OF_YEAR = re.compile(
    r"(?P<year>(?:19|20)\d\d)\W{0,2}(?:w|kw|week|woche)\W?(?P<week>\d{1,2})"
    r"|(?:w|wk|kw|week|woche)\W{0,2}(?P<later>\d{1,2})\W{1,3}(?P<behind>(?:19|20)\d\d)"
)
_ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy")
_NAMES = {"km": "Distance (km)", "mi": "Distance (mi)", "min": "Duration (min)"}
_UNITS = {
    **dict.fromkeys(("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"), "km"),
    **dict.fromkeys(("mi", "mile", "miles", "mileage", "meilen"), "mi"),
    **dict.fromkeys(("min", "mins", "minutes", "minuten"), "min"),
}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a day of the week, and what it holds of it; empty where it does not say."""

    place: int
    day: int
    label: str


@dataclass(frozen=True, slots=True)
class _Head:
    """The line with the days of the week, and what is above and beside it."""

    at: int
    cells: Sequence[str]
    columns: tuple[_Column, ...]

    @property
    def first_day(self) -> int:
        """The day with which a week begins here, Monday 0."""
        return self.columns[0].day


@dataclass(slots=True)
class _Day:
    """What the rows of a week say of one day: what it is called -> how it is written."""

    line: int
    on: date
    said: dict[str, str] = field(default_factory=dict)


def with_weeks_down(grid: Grid, here: Here, *, of_pain: bool) -> tuple[tuple[Grid, Kind], ...]:
    """Make a row of each day; what tells of pain and of runs are two tables. Nothing for a table without such weeks.

    Each week is told by a date in it, whichever, or by its number and year. A column beside it may say what its row
    is of: ``km``, ``pain``, a place.

    Examples
    --------
    >>> head = ["Week", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    >>> rows = ((1, head), (2, ["2026-05-04", "5", "", "8", "", "", "", ""]))
    >>> ((turned, _),) = with_weeks_down(Grid(name="km.csv", rows=rows), Here(), of_pain=False)
    >>> turned.rows
    ((1, ['Date', 'Distance (km)']), (2, ['2026-05-04', '5']), (2, ['2026-05-06', '8']))
    """
    places = range(min(ROWS_ABOVE, len(grid.rows)))
    head = next((found for at in places if (found := _head_of(grid, at)) is not None), None)
    keys = [] if head is None else [at for at in range(head.columns[0].place) if _is_filled(grid, head, at)]
    if head is None or not 1 <= len(keys) <= _MOST_KEYS:
        return ()
    above = " ".join(
        (grid.title, *(cell for _, row in grid.rows[: head.at] for cell in row), _cell(head.cells, keys[0]))
    )
    is_named = len(keys) == _MOST_KEYS or all(column.label for column in head.columns)
    meant = "" if is_named else _meant(grid, head, f"{grid.name} {above}", of_pain=of_pain)
    if not is_named and not meant:
        what = say("It has a column for each day of the week, but does not say what its numbers are.")
        return _refused(grid, head, what, say("Write km, miles, min or pain above the weeks."))
    weeks = _weeks(grid, head, keys[0], here)
    if not weeks:
        what = say("It has a column for each day of the week, but no date of each week that can be of one day only.")
        return _refused(grid, head, what, say("Write one like 2026-05-04 before each week."))
    days, broken = _days(grid, head, keys, weeks, meant)
    broken.extend(_left_out(grid, head))
    return _parted(replace(grid, title=above.strip(), broken=(*grid.broken, *broken)), grid.rows[head.at][0], days)


def _head_of(grid: Grid, at: int) -> _Head | None:
    """Find the seven days of a week behind each other, in a column each or in several; their names may stand below."""
    cells = grid.rows[at][1]
    named = [(place, *_day_and_label(cell)) for place, cell in enumerate(cells) if cell.strip()]
    groups = [list(group) for _, group in groupby(named, key=lambda each: each[1])]
    for first in range(len(groups) - _WEEK_DAYS + 1):
        week = groups[first : first + _WEEK_DAYS]
        may_be = [weekdays_named(group[0][1]) for group in week]
        begins = [day for day in may_be[0] if all((day + n) % 7 in days for n, days in enumerate(may_be))]
        if begins:
            days = [(begins[0] + n) % 7 for n in range(_WEEK_DAYS)]
            labelled = tuple(
                _Column(place, day, label) for day, group in zip(days, week, strict=True) for place, _, label in group
            )
            wide = week[1][0][0] - week[0][0][0]
            if wide == 1 or any(column.label for column in labelled):
                return _Head(at, cells, labelled)
            return _with_names_below(grid, at, week[0][0][0], wide, days)
    return None


def _day_and_label(cell: str) -> tuple[str, str]:
    day, _, label = cell.strip().partition(" ")
    return without_marks(day).strip(".,:"), label.strip("()[] ")


def _with_names_below(grid: Grid, at: int, first: int, wide: int, days: Sequence[int]) -> _Head | None:
    """Name the columns of each day by the line below, where a day stands once above several."""
    below = grid.rows[at + 1][1] if at + 1 < len(grid.rows) else []
    columns = tuple(
        _Column(place, day, _cell(below, place))
        for n, day in enumerate(days)
        for place in range(first + n * wide, first + (n + 1) * wide)
    )
    return _Head(at + 1, grid.rows[at][1], columns) if all(column.label for column in columns) else None


def _is_filled(grid: Grid, head: _Head, place: int) -> bool:
    return any(_cell(row, place) for _, row in grid.rows[head.at + 1 :])


def _left_out(grid: Grid, head: _Head) -> Iterator[Problem]:
    """Tell of columns behind the days that hold something else than sums."""
    behind = range(max(column.place for column in head.columns) + 1, len(head.cells))
    names = [
        name for at in behind if (name := _cell(head.cells, at)) and not is_sum(name) and _is_filled(grid, head, at)
    ]
    if names:
        what = say("Columns behind the days of the week were left out: {names}.", names=", ".join(names))
        yield Problem(grid.name, what, say("Nothing to do."))


def _meant(grid: Grid, head: _Head, above: str, *, of_pain: bool) -> str:
    """Say what numbers without a name are, from what stands above and in them; empty where nothing tells."""
    if of_pain or means_pain(above):
        return "Pain"
    cells = (_cell(row, column.place) for _, row in grid.rows[head.at + 1 :] for column in head.columns)
    units = {_UNITS[word] for text in (above, *cells) for word in _WORDS.findall(text.casefold()) if word in _UNITS}
    return _NAMES[units.pop()] if len(units) == 1 else ""


def _weeks(grid: Grid, head: _Head, place: int, here: Here) -> dict[int, date]:
    """Give the first day of each week by its line; none where day and month may be each other."""
    cells = {line: _cell(row, place) for line, row in grid.rows[head.at + 1 :]}
    dates = {line: found for line, cell in cells.items() if (found := written(cell)) is not None and found.at is None}
    order = _order(tuple(dates.values()), head.first_day, here)
    first = {line: monday for line, cell in cells.items() if (monday := _numbered(cell)) is not None}
    if dates and order is None:
        return {}
    first |= {line: at.date() for line, each in dates.items() if (at := each.in_order(order or "dmy")) is not None}
    return {line: on - timedelta(days=(on.weekday() - head.first_day) % 7) for line, on in first.items()}


def _numbered(cell: str) -> date | None:
    """Read the number of a week with its year, as calendars count them from Monday; None if it is none."""
    match = _WEEK_OF_YEAR.fullmatch(cell.strip().casefold())
    if match is None:
        return None
    try:
        return date.fromisocalendar(int(match["year"] or match["behind"]), int(match["week"] or match["later"]), 1)
    except ValueError:
        return None


def _order(dates: Sequence[Written], first_day: int, here: Here) -> DateOrder | None:
    """Say which comes first, day or month: as the column shows, else that in which all weeks begin or end there."""
    order, shown = order_of(dates, here)
    if order is not None and shown:
        return order
    ends = (first_day, (first_day + 6) % 7)
    fitting = [each for each in _ORDERS if any({_weekday(one, each) for one in dates} == {day} for day in ends)]
    return fitting[0] if len(fitting) == 1 else None


def _weekday(one: Written, order: DateOrder) -> int | None:
    at = one.in_order(order)
    return None if at is None else at.weekday()


def _days(
    grid: Grid, head: _Head, keys: Sequence[int], weeks: dict[int, date], meant: str
) -> tuple[list[_Day], list[Problem]]:
    """Collect what is said of each day, row by row; a row without a week is of the one above it if it has a label."""
    days: list[_Day] = []
    broken: list[Problem] = []
    week: date | None = None
    latest: dict[date, _Day] = {}
    for line, row in grid.rows[head.at + 1 :]:
        said, label = _cell(row, keys[0]), _cell(row, keys[1]) if len(keys) > 1 else ""
        if said:
            week, latest = weeks.get(line), {} if weeks.get(line) != week else latest
        if week is None or is_sum(said) or is_sum(label):
            if said and not is_sum(said):
                where = say("{name} line {line}", name=grid.name, line=line)
                what = say("No date of a week can be read: {value!r}.", value=said)
                broken.append(Problem(where, what, say("Write one like 2026-05-04 before each week.")))
            continue
        for column in head.columns:
            if not (cell := _cell(row, column.place)):
                continue
            on = week + timedelta(days=(column.day - head.first_day) % 7)
            name = label or column.label or meant
            if on not in latest or name in latest[on].said:
                latest[on] = _Day(line, on)
                days.append(latest[on])
            latest[on].said[name] = cell
    return sorted(days, key=lambda day: day.on), broken


def _parted(grid: Grid, head_line: int, days: Sequence[_Day]) -> tuple[tuple[Grid, Kind], ...]:
    """Make one table of what tells of pain, and one of runs; what tells of neither stands beside the runs."""
    names = list(dict.fromkeys(name for day in days for name in day.said))
    of_pain = [name for name in names if _is_of_pain(name)]
    others = [name for name in names if name not in of_pain]
    run = columns_of_header(RUN, [_DATE.lower(), *(name.lower() for name in others)]).place
    if of_pain and not {"distance_m", "duration_s"} & run.keys():
        of_pain, others = names, []
    tables = ((others, RUN), (of_pain, PAIN))
    return tuple((replace(grid, rows=tuple(_rows(head_line, days, said))), kind) for said, kind in tables if said)


def _rows(head_line: int, days: Sequence[_Day], names: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    yield head_line, [_DATE, *names]
    for day in days:
        if any(name in day.said for name in names):
            yield day.line, [day.on.isoformat(), *(day.said.get(name, "") for name in names)]


def _is_of_pain(name: str) -> bool:
    return bool(answer_columns([name], of_pain=False)) or bare(name.casefold()) in NAMES["pain"]["nrs"]


def _refused(grid: Grid, head: _Head, what: str, remedy: str) -> tuple[tuple[Grid, Kind], ...]:
    where = say("{name} line {line}", name=grid.name, line=grid.rows[head.at][0])
    return ((replace(grid, rows=(), broken=(*grid.broken, Problem(where, what, remedy, True))), RUN),)


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""

"""Lists of activities as CSV, a line each: Strava, Runkeeper, Garmin Connect's page, intervals.icu, Samsung Health."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from afterrun.importers.devices.places import FASTEST_MPS
from afterrun.importers.devices.sport import RUNNING, sport_named
from afterrun.importers.exports.json_files import BROKEN, UNREADABLE, moment_of, read_json
from afterrun.importers.exports.told import MOST_LISTED, Told, more_listed, parsed_of, without
from afterrun.importers.exports.unit_shown import unit_shown
from afterrun.importers.here import DateOrder, Here
from afterrun.importers.parsed import Parsed
from afterrun.importers.tables.date_order import order_of
from afterrun.importers.tables.headers import plain_header
from afterrun.importers.tables.moments import written
from afterrun.importers.tables.numbers import Decimal, clock_s, decimal_of, read_number
from afterrun.importers.tables.text import Separated, decoded, rows_of, separated
from afterrun.language import say
from afterrun.records.problem import Problem
from afterrun.units import METRES_PER_MILE, DistanceUnit

_ROWS_ABOVE = 3
_ROWS_LOOKED_AT = 5
_SLOWEST_MPS = 1.0  # judgement: of a run
Measured = tuple[tuple[str, float], ...]
"""Headers that may hold a quantity, the best first, each with what its numbers are times."""
NamedRow: TypeAlias = tuple[int, Mapping[str, str]]
"""A line, and its cells by the names of their columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListKind:
    """How a service lays out its list; headers in small letters, the first that is there and filled counts.

    Parameters
    ----------
    name : str
        As stored with each record.
    known_by : tuple of tuple of str
        Of each of these groups of headers one must be there.
    start, sport, note, shoe, rpe, file, offset : tuple of str
        Headers.
    distance_m, duration_s, ascent_m : tuple of (str, float)
        Headers, each with its unit in metres or seconds; a clock needs none.
    clock : tuple of str
        Headers of the offset by whose clock the start is written, like ``UTC+02:00``.
    utc : bool
        Times without an offset are UTC, not of the journal's clock.
    sports : mapping of str to str
        What the service's numbers for sports mean.
    end : tuple of str
        Headers of when it ended, where no column says how long it lasted.
    inside : tuple of str
        Headers of cells that hold more amounts by their names, in JSON; a column of the list counts before them.
    swims_in_metres : bool
        The distance of a swim is in metres though the others are not.
    last_counts : bool
        Of two columns of one name the last is the exact one.
    by_place : callable of (header, rows) -> list of str, optional
        Names the columns of the list in a language that is not listed; None if it is no such list.
    unit_open : bool
        It does not say what distances are counted in: the unit of `distance_m` is that of a kilometre.
    steps, stride : tuple of str
        Headers of the number of steps and of their mean length, which show what distances without a unit are counted
        in.
    """

    name: str
    known_by: tuple[tuple[str, ...], ...]
    start: tuple[str, ...]
    sport: tuple[str, ...]
    distance_m: Measured
    duration_s: Measured
    ascent_m: Measured = ()
    note: tuple[str, ...] = ()
    shoe: tuple[str, ...] = ()
    rpe: tuple[str, ...] = ()
    file: tuple[str, ...] = ()
    offset: tuple[str, ...] = ()
    clock: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    utc: bool = False
    sports: Mapping[str, str] = field(default_factory=dict)
    swims_in_metres: bool = False
    last_counts: bool = False
    by_place: Callable[[Sequence[str], Sequence[Sequence[str]]], list[str] | None] | None = None
    unit_open: bool = False
    steps: tuple[str, ...] = ()
    stride: tuple[str, ...] = ()

    def named(self, cells: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str] | None:
        """Name the columns of such a list by its header, or by the rows below it; None if it is no such list."""
        header = [plain_header(cell) for cell in cells]
        if self.is_header(cells):
            return header
        return None if self.by_place is None else self.by_place(header, rows)

    def is_header(self, cells: Sequence[str]) -> bool:
        """Whether the cells of a row are the headers of such a list."""
        there = {plain_header(cell) for cell in cells}
        return all(any(name in there for name in group) for group in self.known_by)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line: where it stands, what it tells, and the file of its recording, if it names one."""

    where: str
    told: Told | Problem
    file: str | None


def sniff_list(kind: ListKind, head: bytes) -> bool:
    """Whether a file is such a list, by one of its first lines."""
    rows = _first_rows(head)
    return any(kind.named(cells, _below(rows, place)) for place, cells in enumerate(rows[:_ROWS_ABOVE]))


@lru_cache(maxsize=4)
def _first_rows(head: bytes) -> tuple[list[str], ...]:
    """Take the first lines apart: every kind of list is asked about the same file, one after the other."""
    text = decoded(head) or decoded(head[: head.rfind(b"\n")])  # its end may cut a letter in two
    if not text:
        return ()
    told: list[Problem] = []
    return tuple(cells for _, cells in islice(rows_of(separated(text), "", told), _ROWS_ABOVE + _ROWS_LOOKED_AT))


def _below(rows: Sequence[Sequence[str]], place: int) -> Sequence[Sequence[str]]:
    """Give the rows that a header is known by; the last of a file's beginning may be cut off."""
    below = rows[place + 1 : place + 1 + _ROWS_LOOKED_AT]
    return below[:-1] if len(below) > 1 else below


def parse_list(kind: ListKind, content: bytes, name: str, here: Here) -> Parsed:
    """Read a list; never raises."""
    lines = list(read_list(kind, content, name, here))
    return parsed_of(((line.where, line.told) for line in lines), name=name, source=kind.name)


def read_list(kind: ListKind, content: bytes, name: str, here: Here) -> Iterator[Listed]:
    """Read the lines of a list; never raises."""
    table = separated(decoded(content) or content.decode("utf-8", errors="replace").replace("\0", ""))
    broken: list[Problem] = []
    rows = _named_rows(kind, table, name, broken)
    decimal = _decimal(kind, rows, table.separator)
    order, as_americans = _dates(kind, rows, here)
    if kind.unit_open and rows:
        kind, note = _in_its_unit(kind, rows, decimal, "mi" if as_americans else here.unit, name)
        yield from (Listed(name, each, None) for each in note)
    for line, row in rows:
        where = say("{name} line {line}", name=name, line=line)
        if order is None and _is_of_two_days(kind, row):
            yield Listed(where, _two_days(where, _first(row, kind.start)), None)
        else:
            yield Listed(where, _told(kind, row, decimal, where, replace(here, dates=order)), _first(row, kind.file))
    yield from (Listed(problem.where, problem, None) for problem in broken)


def _named_rows(kind: ListKind, table: Separated, name: str, broken: list[Problem]) -> list[NamedRow]:
    """Give the rows below the header that hold anything, their cells by column; what is too much is told."""
    listed = list(islice(rows_of(table, name, broken), MOST_LISTED + 2))  # with the header
    if len(listed) > MOST_LISTED + 1:
        broken.append(more_listed(say("{name} line {line}", name=name, line=listed.pop()[0])))
    texts = [cells for _, cells in listed]
    for place, cells in enumerate(texts):
        header = kind.named(cells, _below(texts, place))
        if header is not None:
            rows = ((line, _by_header(kind, header, row)) for line, row in listed[place + 1 :])
            return [(line, row) for line, row in rows if row]
    return []


def _decimal(kind: ListKind, rows: Sequence[NamedRow], separator: str) -> Decimal | None:
    """Say which sign is the decimal one, as the measured columns show."""
    measured = [each for each, _ in (*kind.distance_m, *kind.ascent_m)]
    return decimal_of((row[each] for _, row in rows for each in measured if each in row), separator=separator)


def _dates(kind: ListKind, rows: Sequence[NamedRow], here: Here) -> tuple[DateOrder | None, bool]:
    """Say in which order day and month stand, and whether that shows Americans: only they put the month first."""
    dates = [each for _, row in rows if (each := written(_first(row, kind.start) or "")) is not None]
    order, _ = order_of(dates, here)
    return order, order == "mdy" and not all(each.settled for each in dates)


def _is_of_two_days(kind: ListKind, row: Mapping[str, str]) -> bool:
    date = written(_first(row, kind.start) or "")
    return date is not None and not date.settled


def _unit_shown(kind: ListKind, rows: Iterable[Mapping[str, str]], decimal: Decimal | None) -> DistanceUnit | None:
    """See what distances are counted in by the steps of its runs."""
    columns = ([each for each, _ in kind.distance_m], kind.steps, kind.stride)
    runs: list[tuple[float, float, float]] = []
    for row in rows:
        if sport_named(_first(row, kind.sport)) == RUNNING:
            far, steps, stride = (_measured(row, tuple((each, 1.0) for each in names), decimal) for names in columns)
            runs.append((far or 0.0, steps or 0.0, stride or 0.0))
    return unit_shown(runs)


def _in_its_unit(
    kind: ListKind,
    rows: Sequence[NamedRow],
    decimal: Decimal | None,
    likely: DistanceUnit,
    name: str,
) -> tuple[ListKind, list[Problem]]:
    """Say what distances are counted in: as the list shows, else what is likely; that is told."""
    shown = _unit_shown(kind, (row for _, row in rows), decimal)
    unit, note = shown or likely, []
    if shown is None:
        taken = say("miles") if unit == "mi" else say("kilometres")
        what = say("The list does not say its unit; distances were taken as {unit}.", unit=taken)
        remedy = say("If that is wrong, take this import back, choose the unit in the settings, and import it again.")
        note = [Problem(name, what, remedy)]
    if unit == "mi":
        kind = replace(kind, distance_m=tuple((each, METRES_PER_MILE) for each, _ in kind.distance_m))
    return kind, note


def _two_days(where: str, text: str | None) -> Problem:
    return Problem(
        where,
        say("The date may be of two days; got {value!r}.", value=text),
        say("Say on the import page or with --dates which comes first, day or month; or write it like 2026-05-01."),
    )


def _by_header(kind: ListKind, header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Name the cells of a row, without empty ones; the first of a name may be in another unit than the last."""
    row: dict[str, str] = {}
    for name, cell in zip(header, cells, strict=False):
        if kind.last_counts or (cell.strip() and name not in row):
            row[name] = cell.strip()
    told = {name: cell for name, cell in row.items() if cell}
    return _inside(told, kind.inside) | told


def _inside(row: Mapping[str, str], columns: Sequence[str]) -> dict[str, str]:
    """Read the amounts that cells hold in JSON; what is none says nothing."""
    amounts: dict[str, str] = {}
    for column in columns:
        try:
            told = read_json(row.get(column, "").encode())
        except UNREADABLE:
            continue
        if isinstance(told, dict):
            amounts |= {plain_header(name): str(each) for name, each in told.items() if isinstance(each, int | float)}
    return amounts


def _told(kind: ListKind, row: Mapping[str, str], decimal: Decimal | None, where: str, here: Here) -> Told | Problem:
    sport = _first(row, kind.sport)
    sport = kind.sports.get(sport or "", sport)
    try:
        start = moment_of(_first(row, kind.start), here, zone=_zone(kind, row, here), timed=True)
        if (offset := _first(row, kind.offset)) is not None:
            start = start.astimezone(moment_of(f"2000-01-01 00:00 {offset}", here).tzinfo)
        ended = _first(row, kind.end)
        lasted_s = None if ended is None else (moment_of(ended, here, timed=True) - start).total_seconds()
    except BROKEN:
        found = written(_first(row, kind.start) or "")
        return without(where, say("a time of day") if found and found.at is None else say("a start or a length"))
    distance_m = _measured(row, kind.distance_m, decimal)
    if distance_m is not None and kind.swims_in_metres and sport_named(sport) == "swimming":
        distance_m /= kind.distance_m[0][1]
    duration_s = _measured(row, kind.duration_s, decimal) or lasted_s
    if kind.unit_open and sport_named(sport) in (None, RUNNING):
        distance_m = _possible_m(distance_m, duration_s, kind.distance_m[0][1])
    rpe = _measured(row, tuple((name, 1.0) for name in kind.rpe), decimal)
    return Told(
        start=start,
        duration_s=duration_s,
        distance_m=distance_m,
        ascent_m=_measured(row, kind.ascent_m, decimal),
        sport=sport if sport is None or not sport.isdigit() else None,
        shoe=_first(row, kind.shoe),
        rpe=rpe,
        note=_first(row, kind.note),
    )


def _possible_m(distance_m: float | None, duration_s: float | None, unit_m: float) -> float | None:
    """Take the number of a distance for metres where nothing else can be: as a list may have those of a track."""
    if not distance_m or not duration_s or distance_m / duration_s <= FASTEST_MPS:
        return distance_m
    in_metres = distance_m / unit_m
    return in_metres if _SLOWEST_MPS <= in_metres / duration_s <= FASTEST_MPS else distance_m


def _zone(kind: ListKind, row: Mapping[str, str], here: Here) -> tzinfo | None:
    if (clock := _first(row, kind.clock)) is not None:
        return moment_of(f"2000-01-01 00:00 {clock.upper().removeprefix('UTC') or 'Z'}", here).tzinfo
    return UTC if kind.utc else None


def _measured(row: Mapping[str, str], names: Measured, decimal: Decimal | None) -> float | None:
    """Read the first of some columns that says more than nought, which services write for what was not measured."""
    for name, factor in names:
        if name in row:
            clock = clock_s(row[name])
            if clock:
                return clock
            number = read_number(row[name], decimal)
            if number:
                return number * factor
    return None


def _first(row: Mapping[str, str], names: Sequence[str]) -> str | None:
    return next((row[name] for name in names if name in row), None)

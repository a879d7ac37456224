"""Which units the numbers of a table are in where no header says so: those in which its rows are runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from afterrun.importers.tables.headers import FACTORS
from afterrun.importers.tables.numbers import Decimal, clock_s, length_of, may_be_either, parted_unit, read_number
from afterrun.language import mark
from afterrun.units import METRES_PER_MILE

_MOST_KM, _LEAST_M = 100.0, 400.0  # judgement: longer runs and shorter ones are rare, so a column is one or the other
_MOST_MINUTES, _LEAST_S = 300.0, 600.0
_LEAST_ROWS = 2  # judgement: one may be a slip
_SIGNS: tuple[Decimal, ...] = (",", ".")
_SHORTEST_M, _LONGEST_M = 100.0, 300_000.0  # judgement: of runs that somebody writes down
_UNITS_OF_TIME = (
    (60.0, "min"),
    (1.0, "s"),
    (3600.0, "h"),
    (86400.0, mark("parts of a day")),  # how a spreadsheet counts
)
_SLOWEST_MPS, _FASTEST_MPS, _USUAL_MPS = 0.3, 9.0, (1.0, 6.0)  # as `plausible` judges a run


def decimal_by_size(decimal: Decimal | None, distances: Sequence[str], factor: float) -> Decimal | None:
    """Choose the sign by which the distances are of runs, where they show none: 5.125 km are no 5125 km."""
    if not distances or not all(may_be_either(text) for text in distances):
        return decimal
    fitting: list[Decimal] = []
    for sign in _SIGNS:
        metres = [factor * number for text in distances if (number := read_number(text, sign)) is not None]
        if metres and min(metres) >= _SHORTEST_M and max(metres) <= _LONGEST_M:
            fitting.append(sign)
    return fitting[0] if len(fitting) == 1 else decimal


def guessed_units(
    names: Iterable[str],
    rows: Sequence[Mapping[str, str]],
    decimal: Decimal | None,
    factor: Mapping[str, float],
    *,
    miles: bool,
) -> dict[str, tuple[float, str]]:
    """Find the units that no header says: with its name where it is likely, without where each cell has its own."""
    found: dict[str, tuple[float, str]] = {}
    for name in sorted(names):
        texts = [row[name] for row in rows if name in row]
        guessed = _guessed_unit(name, texts, decimal, miles=miles)
        if name == "duration_s":
            known = {**factor, **{each: per_unit for each, (per_unit, _) in found.items()}}
            guessed = _unit_by_speed(rows, decimal, known) or guessed
        if all(_has_its_unit(name, text) for text in texts):
            found[name] = 1.0, ""
        elif guessed is not None:
            found[name] = guessed
    return found


def are_hours(rows: Sequence[Mapping[str, str]], decimal: Decimal | None, factor: Mapping[str, float]) -> bool:
    """Whether 1:06 is one hour in a column: as minutes nobody could have run so far, in any row."""
    speeds = []
    for row in rows:
        seconds = clock_s(row.get("duration_s", ""))
        metres = _metres(row, decimal, factor)
        if not seconds or not metres or row["duration_s"].count(":") != 1:
            continue
        speeds.append(metres / seconds)
    return bool(speeds) and all(
        speed > _FASTEST_MPS and _USUAL_MPS[0] <= speed / 60 <= _USUAL_MPS[1] for speed in speeds
    )


def are_minutes(rows: Sequence[Mapping[str, str]], decimal: Decimal | None, factor: Mapping[str, float]) -> bool:
    """Whether 33:05:00 is 33 minutes in a column: a spreadsheet takes what is typed as 33:05 for hours and minutes."""
    clocks = [row for row in rows if clock_s(row.get("duration_s", ""))]
    if not all(row["duration_s"].count(":") == 2 and row["duration_s"].strip().endswith(":00") for row in clocks):
        return False
    speeds = [
        metres / seconds
        for row in clocks
        if (metres := _metres(row, decimal, factor)) and (seconds := clock_s(row["duration_s"]))
    ]
    return bool(speeds) and all(
        speed < _SLOWEST_MPS and _USUAL_MPS[0] <= speed * 60 <= _USUAL_MPS[1] for speed in speeds
    )


def are_paces(
    rows: Sequence[Mapping[str, str]], decimal: Decimal | None, factor: Mapping[str, float], each_m: float
) -> bool:
    """Whether 6:04 is a pace in a column: as lengths nobody could run so, in most rows, and as paces anybody could."""
    told = [
        (metres / seconds, each_m / seconds)
        for row in rows
        if (seconds := clock_s(row.get("duration_s", ""))) and (metres := _metres(row, decimal, factor))
    ]
    impossible = sum(speed > _FASTEST_MPS for speed, _ in told)
    return (
        impossible >= _LEAST_ROWS
        and impossible > len(told) / 2
        and all(_USUAL_MPS[0] <= pace <= _USUAL_MPS[1] for _, pace in told)
        and all(clock_s(row["duration_s"]) for row in rows if "duration_s" in row)
    )


def _unit_by_speed(
    rows: Sequence[Mapping[str, str]], decimal: Decimal | None, factor: Mapping[str, float]
) -> tuple[float, str] | None:
    """Say in which unit lengths of time are, where only one makes runs of all rows; None if none or several do."""
    pairs = []
    for row in rows:
        metres = _metres(row, decimal, factor)
        number = read_number(row.get("duration_s", ""), decimal)
        if metres and number:
            pairs.append((metres, number))
    fitting = [
        (seconds, unit)
        for seconds, unit in _UNITS_OF_TIME
        if all(_USUAL_MPS[0] <= metres / (seconds * number) <= _USUAL_MPS[1] for metres, number in pairs)
    ]
    return fitting[0] if pairs and len(fitting) == 1 else None


def _metres(row: Mapping[str, str], decimal: Decimal | None, factor: Mapping[str, float]) -> float | None:
    number, unit = parted_unit(row.get("distance_m", ""))
    amount = read_number(number, decimal)
    return None if amount is None else amount * FACTORS["distance_m"].get(unit, factor.get("distance_m", 1.0))


def _guessed_unit(
    column: str, texts: Sequence[str], decimal: Decimal | None, *, miles: bool
) -> tuple[float, str] | None:
    """A column without a unit shows it by its size, where all of it lies on one side."""
    numbers = [number for text in texts if clock_s(text) is None and (number := read_number(text, decimal)) is not None]
    if not numbers:
        return None
    small, large = (_MOST_KM, _LEAST_M) if column == "distance_m" else (_MOST_MINUTES, _LEAST_S)
    far = (METRES_PER_MILE, "mi") if miles else (1000.0, "km")
    units = (far, (1.0, "m")) if column == "distance_m" else ((60.0, "min"), (1.0, "s"))
    if max(numbers) <= small:
        return units[0]
    return units[1] if min(numbers) >= large else None


def _has_its_unit(column: str, text: str) -> bool:
    if clock_s(text) is not None:
        return True
    return length_of(text) is not None if column == "duration_s" else parted_unit(text)[1] in FACTORS[column]

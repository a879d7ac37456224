"""How one table writes numbers and times: seen from all its rows, then used for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from afterrun.errors import InvalidValueError
from afterrun.importers.here import DateOrder, Here
from afterrun.importers.tables.headers import UNITLESS, Columns
from afterrun.importers.tables.moments import OfDay, Written, order_of, written
from afterrun.importers.tables.numbers import Decimal, clock_s, decimal_of, may_be_two, read_number
from afterrun.language import say
from afterrun.records.fields import Kind

_MOST_KM, _LEAST_M = 100.0, 400.0  # judgement: longer runs and shorter ones are rare, so a column is one or the other
_MOST_MINUTES, _LEAST_S = 300.0, 600.0
_OF_TEN = "/10"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How to read the cells of a table.

    Parameters
    ----------
    here : Here or None
        Whose clock times without an offset are of; None: they stay without, for their record to refuse.
    decimal : {".", ","} or None
        Its decimal sign, None where it is not settled.
    orders : mapping of str to {"dmy", "mdy"} or None
        Column of times -> how 5/6/2026 is meant in it.
    factor : mapping of str to float
        Column -> what its numbers are times.
    unit_open : frozenset of str
        Columns whose unit is not known.
    clock_of : str
        The column that a clock time in another column belongs to.
    day_columns : tuple of str
        Columns of times that need no time of day.
    verbatim : bool
        Afterrun wrote the table: words are as they are kept.
    """

    here: Here | None = None
    decimal: Decimal | None = "."
    orders: Mapping[str, DateOrder | None] = field(default_factory=dict)
    factor: Mapping[str, float] = field(default_factory=dict)
    unit_open: frozenset[str] = frozenset()
    clock_of: str = ""
    day_columns: tuple[str, ...] = ()
    verbatim: bool = True

    def number(self, column: str, text: str) -> float:
        """Read a number in the unit of the record.

        Raises
        ------
        InvalidValueError
            If it is none, may be two, or its unit is not known.
        """
        if column == "duration_s" and (seconds := clock_s(text, hours_first=self.factor.get(column) == 3600)):
            return seconds
        number = read_number(_bare(column, text), self.decimal)
        if number is None:
            raise _no_number(column, text)
        if column in self.unit_open:
            raise InvalidValueError(
                say("{column} must have a unit; got {value!r}.", column=column, value=text),
                remedy=say("Write it into the first line, like Distance (km) or Duration (min)."),
            )
        factor = self.factor.get(column, 1.0)
        return number if factor == 1.0 else round(number * factor, 6)

    def time(self, column: str, text: str, *, clock: OfDay | None = None) -> datetime:
        """Read a time; one without an offset is of the clock here.

        Raises
        ------
        InvalidValueError
            If it is none, in two ways possible, without a time of day, or yet to come.
        """
        found = written(text)
        if found is None:
            raise InvalidValueError(
                say("{column} must be a time; got {value!r}.", column=column, value=text),
                remedy=say("Write it like 2026-05-01T07:30:00+02:00."),
            )
        at = _with_clock(found, self.orders.get(column, "dmy"), clock)
        if at is None:
            raise _two_days(column, text, found)
        if found.at is None and clock is None and column not in self.day_columns:
            raise InvalidValueError(
                say("{column} must have a time of day; got {value!r}.", column=column, value=text),
                remedy=say("Add it, like 07:30, or a column with it."),
            )
        return at if self.here is None else self.here.on_clock(at)

    def clock_in(self, text: str) -> OfDay | None:
        """Read the time of day of a full time: how a workbook may hold a clock."""
        found = written(text)
        return None if found is None or found.at is None else OfDay(found.at, found.offset)


EXACT = Style()
"""Of tables that machines write: decimal points, times with what they have."""


def style_of(
    kind: Kind, columns: Columns, rows: Sequence[Mapping[str, str]], *, separator: str, here: Here, exported: bool
) -> tuple[Style, list[str]]:
    """See how a table writes.

    Returns
    -------
    Style
    list of str
        What was taken as likely and not shown, a sentence each.
    """
    if exported:
        return Style(here=here, day_columns=_days(kind)), []
    numeric = [each.name for each in kind.fields if each.type in (float, int) and each.name in columns.place]
    moments = [each.name for each in kind.fields if each.type is datetime and each.name in columns.place]
    decimal = decimal_of((row[name] for row in rows for name in numeric if name in row), separator=separator)
    told: list[str] = []
    factor = dict(columns.factor)
    open_ = {name for name in numeric if name in UNITLESS and name not in factor and name not in columns.exact}
    for name in sorted(open_):
        texts = [row[name] for row in rows if name in row]
        guessed = _guessed_unit(name, texts, decimal)
        if all(clock_s(text) is not None for text in texts):
            factor[name] = 1.0
        elif guessed is not None:
            factor[name] = guessed[0]
            told.append(
                say("{column} has no unit; taken as {unit}.", column=columns.said.get(name, name), unit=guessed[1])
            )
    return (
        Style(
            here=here,
            decimal=decimal,
            orders={name: _order(name, rows, here, told) for name in moments},
            factor=factor,
            unit_open=frozenset(open_ - factor.keys()),
            clock_of=kind.time if "time_of_day" in columns.parts else "",
            day_columns=_days(kind),
            verbatim=False,
        ),
        told,
    )


def _days(kind: Kind) -> tuple[str, ...]:
    return ("start", "end") if kind.plural == "phases" else ()


def _order(column: str, rows: Iterable[Mapping[str, str]], here: Here, told: list[str]) -> DateOrder | None:
    found = [each for row in rows if (each := written(row.get(column, ""))) is not None]
    order, shown = order_of(found, here)
    if order is not None and not shown:
        told.append(say("{column}: 5/6/2026 was read as the 6th of May, as American programs write.", column=column))
    return order


def _with_clock(found: Written, order: DateOrder | None, clock: OfDay | None) -> datetime | None:
    if order is None and not found.settled:
        return None
    if clock is not None:
        found = replace(found, at=clock.after, offset=clock.offset or found.offset)
    return found.in_order(order or "dmy")


def _two_days(column: str, text: str, found: Written) -> InvalidValueError:
    days = sorted({at.date().isoformat() for order in ("dmy", "mdy") if (at := found.in_order(order)) is not None})
    if not days:
        return InvalidValueError(
            say("{column} must be a day there is; got {value!r}.", column=column, value=text),
            remedy=say("Correct it."),
        )
    return InvalidValueError(
        say("{column} may be {days}; got {value!r}.", column=column, days=f" {say('or')} ".join(days), value=text),
        remedy=say(
            "Say on the import page or with --dates which comes first, day or month; or write it like 2026-05-01."
        ),
    )


def _no_number(column: str, text: str) -> InvalidValueError:
    if may_be_two(text):
        return InvalidValueError(
            say("{column} may be a thousand or a decimal; got {value!r}.", column=column, value=text),
            remedy=say("Write it with a decimal point, like 4.5, and without a sign for the thousands."),
        )
    return InvalidValueError(
        say("{column} must be a number; got {value!r}.", column=column, value=text),
        remedy=say("Write it with a decimal point, like 4.5."),
    )


def _bare(column: str, text: str) -> str:
    """Without what people write behind a number: 4/10, 5 km in a column of kilometres."""
    text = text.strip()
    if text.replace(" ", "").endswith(_OF_TEN) and column in ("nrs", "pain_before", "pain_after", "rpe"):
        return text.replace(" ", "").removesuffix(_OF_TEN)
    return text


def _guessed_unit(column: str, texts: Sequence[str], decimal: Decimal | None) -> tuple[float, str] | None:
    """A column without a unit shows it by its size, where all of it lies on one side."""
    numbers = [number for text in texts if clock_s(text) is None and (number := read_number(text, decimal)) is not None]
    if not numbers:
        return None
    small, large = (_MOST_KM, _LEAST_M) if column == "distance_m" else (_MOST_MINUTES, _LEAST_S)
    units = ((1000.0, "km"), (1.0, "m")) if column == "distance_m" else ((60.0, "min"), (1.0, "s"))
    if max(numbers) <= small:
        return units[0]
    return units[1] if min(numbers) >= large else None

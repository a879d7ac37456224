"""How one table writes numbers and times: seen from all its rows, then used for each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo

from afterrun.errors import InvalidValueError
from afterrun.importers.here import DateOrder, Here, fixed
from afterrun.importers.tables import pain_answers
from afterrun.importers.tables.clock import OfDay
from afterrun.importers.tables.date_order import ORDERS, THREE_PAIRS
from afterrun.importers.tables.headers import FACTORS, SPEED_FACTORS, UNITLESS
from afterrun.importers.tables.moments import Written, written
from afterrun.importers.tables.named_distances import metres_named
from afterrun.importers.tables.numbers import (
    Decimal,
    clock_s,
    is_range,
    length_of,
    may_be_two,
    parted_speed,
    parted_unit,
    plain_amount,
    read_number,
)
from afterrun.importers.tables.years import lacks_year
from afterrun.language import say
from afterrun.units import METRES_PER_MILE

_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z|1\d{9}(?:\d{3}|\d{6}|\d{9})?(?:\.\d+)?", re.ASCII
)  # as programs write one
_HOUR_S = 3600.0  # no pace is an hour a kilometre
_LEAST_KMH = 7.0  # judgement: of a speed without a unit; as metres a second nobody runs so fast


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How to read the cells of a table.

    Parameters
    ----------
    here : Here or None
        Whose clock times without an offset are of; None: they stay without, for their record to refuse.
    on_wall : bool
        Such times stay as a clock showed them, without an offset.
    decimal : {".", ","} or None
        Its decimal sign, None where it is not settled.
    orders : mapping of str to {"dmy", "mdy"} or None
        Column of times -> how 5/6/2026 is meant in it.
    factor : mapping of str to float
        Column -> what its numbers are times.
    unit_open : frozenset of str
        Columns whose unit is not known.
    scale_open : frozenset of str
        Columns of answers that are on no scale to ten, or to an unknown end.
    left_out : frozenset of str
        Columns that nothing is read of.
    swapped : frozenset of str
        Columns of times in which a spreadsheet of another country may have taken days for months.
    years_first : frozenset of str
        Columns of times in which 26-05-03 may begin with its year.
    clock_of : str
        The column that a clock time in another column belongs to.
    time_of_rows : str
        The column of times that an offset in another column belongs to.
    zones : mapping of str to tzinfo
        Column of times -> by whose clock its header says they are.
    pace_for : str
        ``km`` or ``mi``: what the pace is told for.
    speed_unit : str
        What the speed is in, where its column says so.
    lengths_are_paces : bool
        What stands as the length of a run is its pace.
    minutes_first : bool
        Lengths of time like 33:05:00 are of minutes and seconds.
    day_columns : tuple of str
        Columns of times that need no time of day.
    verbatim : bool
        Afterrun wrote the table: words are as they are kept.
    """

    here: Here | None = None
    on_wall: bool = False
    decimal: Decimal | None = "."
    orders: Mapping[str, DateOrder | None] = field(default_factory=dict)
    factor: Mapping[str, float] = field(default_factory=dict)
    unit_open: frozenset[str] = frozenset()
    scale_open: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    swapped: frozenset[str] = frozenset()
    years_first: frozenset[str] = frozenset()
    clock_of: str = ""
    time_of_rows: str = ""
    zones: Mapping[str, tzinfo] = field(default_factory=dict)
    pace_for: str = ""
    speed_unit: str = ""
    lengths_are_paces: bool = False
    minutes_first: bool = False
    day_columns: tuple[str, ...] = ()
    verbatim: bool = True

    def number(self, column: str, text: str) -> float:
        """Read a number in the unit of the record.

        Raises
        ------
        InvalidValueError
            If it is none, may be two, or its unit is not known.
        """
        if column in UNITLESS and not self.verbatim:
            text = plain_amount(text)
        if column == "duration_s" and (seconds := clock_s(text, hours_first=self.factor.get(column) == 3600)):
            return seconds / 60 if self.minutes_first else seconds
        if not self.verbatim:
            if column in pain_answers.COLUMNS:
                return self._answer(column, text).value
            if column == "distance_m" and (metres := metres_named(text)) is not None:
                return metres
            if (amount := self._with_its_unit(column, text)) is not None:
                return amount
        number = read_number(text, self.decimal)
        if number is None:
            raise _no_number(column, text)
        if column in self.unit_open:
            raise InvalidValueError(
                say("{column} must have a unit; got {value!r}.", column=column, value=text),
                remedy=say("Write it into the first line, like Distance (km) or Duration (min)."),
            )
        factor = self.factor.get(column, 1.0)
        return number if factor == 1.0 else round(number * factor, 6)

    def time(self, column: str, text: str, *, clock: OfDay | None = None, offset: tzinfo | None = None) -> datetime:
        """Read a time; one without an offset has the one beside it, else it is of the clock here.

        Raises
        ------
        InvalidValueError
            If it is none, in two ways possible, without a time of day, or yet to come.
        """
        found = self._apart(column, text)
        if clock is not None and clock.offset is None and found.offset == UTC:
            found = self._day_there(found)
        at = _with_clock(found, self.orders.get(column, "dmy"), clock) or self._of_two_orders(column, found, clock)
        if at is None:
            raise _two_days(column, text, found)
        if found.at is None and clock is None and column not in self.day_columns:
            raise InvalidValueError(
                say("{column} must have a time of day; got {value!r}.", column=column, value=text),
                remedy=say("Add it, like 07:30, or a column with it."),
            )
        # A program wrote the instant: nobody said by whose clock.
        is_instant = not self.verbatim and clock is None and _INSTANT.fullmatch(text.strip()) is not None
        return self._by_its_clock(at, offset, self.zones.get(column), is_instant=is_instant)

    def _apart(self, column: str, text: str) -> Written:
        """Take a time apart.

        Raises
        ------
        InvalidValueError
            If it is none, or the whole column shows that it may be another.
        """
        found = written(text)
        if found is None and lacks_year(text):
            raise InvalidValueError(
                say("{column} must have a year; got {value!r}.", column=column, value=text),
                remedy=say("Write it, or name the file after it, like pain-2026.csv."),
            )
        if found is None:
            raise InvalidValueError(
                say("{column} must be a time; got {value!r}.", column=column, value=text),
                remedy=say("Write it like 2026-05-01T07:30:00+02:00."),
            )
        if column in self.swapped and found.settled and found.is_turnable:
            raise _perhaps_swapped(column, text, found)
        if column in self.years_first and THREE_PAIRS.match(text.strip()):
            raise _perhaps_year_first(column, text)
        return found

    def _by_its_clock(
        self, at: datetime, offset: tzinfo | None, of_column: tzinfo | None, *, is_instant: bool
    ) -> datetime:
        """Give a time the offset of its row, else that of its column, else that of the clock here."""
        if at.tzinfo is None and (offset or of_column) is not None:
            at = at.replace(tzinfo=offset or of_column)
            is_instant = is_instant or (offset is None and of_column == UTC)  # a program counts by it, and no clock
        if at.tzinfo is not None:
            at = fixed(at)
        if self.here is None or self.on_wall:
            return at
        return self.here.local(at) if is_instant else self.here.on_clock(at)

    def _day_there(self, found: Written) -> Written:
        """Take the day of an instant that a program wrote beside a clock time: that is of the clock there."""
        instant = found.in_order("mdy")
        if not found.at or self.here is None or instant is None:  # midnight stands for the day itself
            return replace(found, offset=None)
        there = self.here.local(instant)
        return replace(found, year=there.year, first=there.month, second=there.day, settled=True, offset=None)

    def _of_two_orders(self, column: str, found: Written, clock: OfDay | None) -> datetime | None:
        """Read a date in a column that has both orders, or shows none: as its only day, else as somebody said."""
        if self.orders.get(column, "dmy") is not None or self.here is None:
            return None
        days = {at for order in ORDERS if (at := _with_clock(found, order, clock)) is not None}
        past = {at for at in days if not self.here.in_future(self.here.on_clock(at))}
        if len(past) > 1 and self.here.dates is not None:
            return _with_clock(found, self.here.dates, clock)
        return past.pop() if len(past) == 1 else None

    def lasting_s(self, pace: str, metres: float) -> float | None:
        """Length of a run by its pace, in time a kilometre or a mile; None if it cannot be read. [s]"""
        plain, _, unit = pace.replace("per", "/").partition("/")
        unit = self.pace_for if not unit.strip() else unit.strip()
        seconds = clock_s(plain) or length_of(plain)
        if seconds is not None and seconds >= _HOUR_S and plain.strip().endswith(":00"):
            seconds /= 60  # a spreadsheet made 5:30:00 of 5:30
        each_m = {"mi": METRES_PER_MILE, "mile": METRES_PER_MILE, "km": 1000.0}.get(unit)
        return None if seconds is None or each_m is None else round(seconds * metres / each_m, 1)

    def at_speed_s(self, speed: str, metres: float) -> float | None:
        """Length of a run by its speed; None if that cannot be read, or is not sure to be in km/h. [s]"""
        number, unit = parted_speed(speed)
        amount = read_number(number, self.decimal)
        factor = SPEED_FACTORS.get(unit or self.speed_unit)
        if factor is None and amount is not None and amount >= _LEAST_KMH and not (unit or self.speed_unit):
            factor = SPEED_FACTORS["mph" if self.pace_for == "mi" else "km/h"]
        return None if not amount or factor is None or amount < 0 else round(metres / (amount * factor), 1)

    def made_up(self, column: str, text: str) -> bool:
        """Whether an answer or an amount was made of something that says less or more than a number."""
        if column in UNITLESS and not self.verbatim:
            return plain_amount(text) != text.strip() or (column == "distance_m" and metres_named(text) is not None)
        return not self.verbatim and column in pain_answers.COLUMNS and not self._answer(column, text).as_typed

    def _answer(self, column: str, text: str) -> pain_answers.Answer:
        if column in self.scale_open or pain_answers.is_of_another(text):
            raise InvalidValueError(
                say("{column} must be on a scale of 0 to 10; got {value!r}.", column=column, value=text),
                remedy=say("Write its scale into the first line, like Pain (0-100); 0 is no pain."),
            )
        answer = pain_answers.answer_of(column, text, self.decimal, factor=self.factor.get(column, 1.0))
        if answer is None:
            raise _no_answer(column, text)
        return answer

    def _with_its_unit(self, column: str, text: str) -> float | None:
        """Read an amount that has its unit behind it: 5 km in a column of metres, 62 min."""
        if column in ("duration_s", "minutes", "onset_min") and (seconds := length_of(text)) is not None:
            return seconds if column == "duration_s" else seconds / 60
        number, unit = parted_unit(text)
        factor = FACTORS.get(column, {}).get(unit) if unit else None
        amount = None if factor is None else read_number(number, self.decimal)
        return None if amount is None or factor is None else round(amount * factor, 6)

    def clock_in(self, text: str) -> OfDay | None:
        """Read the time of day of a full time: how a workbook may hold a clock."""
        found = written(text)
        return None if found is None or found.at is None else OfDay(found.at, found.offset)


EXACT = Style()
"""Of tables that machines write: decimal points, times with what they have."""


def _with_clock(found: Written, order: DateOrder | None, clock: OfDay | None) -> datetime | None:
    if order is None and not found.settled:
        return None
    if clock is not None:
        found = replace(found, at=clock.after, offset=clock.offset or found.offset)
    return found.in_order(order or "dmy")


def _perhaps_year_first(column: str, text: str) -> InvalidValueError:
    return InvalidValueError(
        say("{column} may begin with its year; got {value!r}.", column=column, value=text),
        remedy=say("Write it like 2026-05-01."),
    )


def _two_days(column: str, text: str, found: Written) -> InvalidValueError:
    days = sorted({at.date().isoformat() for order in ("dmy", "mdy") if (at := found.in_order(order)) is not None})
    if not days and found.weekdays:
        return InvalidValueError(
            say("{column} must be on the weekday that it names; got {value!r}.", column=column, value=text),
            remedy=say("Correct the day or the date."),
        )
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


def _perhaps_swapped(column: str, text: str, found: Written) -> InvalidValueError:
    return InvalidValueError(
        say(
            "{column} may be {days}; got {value!r}: a spreadsheet may have taken the day for the month.",
            column=column,
            days=_either(found, found.turned()),
            value=text,
        ),
        remedy=say("Import the file as it was before a spreadsheet saved it, or write all dates like 2026-05-13."),
    )


def _either(*readings: Written) -> str:
    days = sorted({at.date().isoformat() for each in readings if (at := each.in_order("mdy")) is not None})
    return f" {say('or')} ".join(days)


def _no_number(column: str, text: str) -> InvalidValueError:
    if column in UNITLESS and is_range(text):
        return InvalidValueError(
            say("{column} must be one amount; got {value!r}.", column=column, value=text),
            remedy=say("Write your best guess, like ca. 6.5."),
        )
    if written(text) is not None or (
        _has_letters(text) and lacks_year(text)
    ):  # a spreadsheet turns 3-4 into the third of April
        return InvalidValueError(
            say("{column} must be a number; the spreadsheet made a date of it: {value!r}.", column=column, value=text),
            remedy=say("Write the number, like 3.5."),
        )
    if may_be_two(text):
        return InvalidValueError(
            say("{column} may be a thousand or a decimal; got {value!r}.", column=column, value=text),
            remedy=say("Write it with a decimal point, like 4.5, and without a sign for the thousands."),
        )
    return InvalidValueError(
        say("{column} must be a number; got {value!r}.", column=column, value=text),
        remedy=say("Write it as one number, like 4.5."),
    )


def _no_answer(column: str, text: str) -> InvalidValueError:
    if not any(letter.isdigit() for letter in text):
        return InvalidValueError(
            say("{column} must be a number; got {value!r}.", column=column, value=text),
            remedy=say("Write a number from 0 to 10."),
        )
    return _no_number(column, text)


def _has_letters(text: str) -> bool:
    return any(letter.isalpha() for letter in text)

"""The cells of one row, as what they mean."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import TypeVar

from afterrun.errors import InvalidValueError
from afterrun.importers.tables.clock import OfDay, offset_said, time_of_day
from afterrun.importers.tables.moments import is_whole
from afterrun.importers.tables.style import EXACT, Style
from afterrun.language import say
from afterrun.records.free_words import is_number_alone, name_folded
from afterrun.records.site import Site
from afterrun.records.symptom_words import symptom_folded, symptoms_in

Value = TypeVar("Value")

BLANKS = " \t\N{NO-BREAK SPACE}"  # other blanks are characters of a note
_SYMPTOM, _QUALITY = "symptom", "quality"


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
        return None if value is None else value.strip(BLANKS)

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


def _parts(text: str, between: str) -> Iterator[str]:
    return (word.strip(BLANKS) for word in re.split(between, text) if word.strip(BLANKS))


def _of_day(style: Style, column: str, text: str) -> OfDay:
    clock = time_of_day(text) or style.clock_in(text)
    if clock is None:
        raise InvalidValueError(
            say("{column} must be a time of day; got {value!r}.", column=column, value=text),
            remedy=say("Write it like 07:30 or 7:30 pm."),
        )
    return clock

"""Times as people write them: taken apart here; whether 5/6/2026 is in May or June is seen from the whole column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from afterrun.importers.here import DateOrder, Here

_MONTHS = (
    *(("jan",), ("feb",), ("mar", "mae", "mrz"), ("apr",), ("may", "mai"), ("jun",), ("jul",), ("aug",)),
    *(("sep",), ("oct", "okt"), ("nov",), ("dec", "dez")),
)
_WEEKDAYS = (
    *("mon", "tue", "wed", "thu", "fri", "sat", "sun", "mo", "tu", "we", "th", "fr", "sa", "su"),
    *("die", "di", "mit", "mi", "don", "do", "fre", "sam", "son", "so"),
)
_DIGITS = re.compile(
    r"(?P<a>\d{1,4})\s*(?P<sep>[./-])\s*(?P<b>\d{1,2})\s*(?P=sep)\s*(?P<c>\d{4}|\d{2})(?!\d)", re.ASCII
)
_DAY_NAMED = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[.\s-]*(?P<month>[a-z]{3,9})[.,\s-]*(?P<year>\d{4})", re.ASCII
)
_NAME_FIRST = re.compile(r"(?P<month>[a-z]{3,9})\.?\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})", re.ASCII)
_WORD = re.compile(r"([a-z]{2,10})[.,]*\s+", re.ASCII)
_OF_DAY = re.compile(
    r"(?:[t,\s]|um|at)*(?P<hour>\d{1,2})(?:\s*[:.h]\s*(?P<minute>\d{2}))?(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?)?\s*(?:uhr|h)?\s*(?P<offset>z|utc|gmt|(?:utc|gmt)?\s*[+-]\d{1,2}(?::?\d{2})?)?",
    re.ASCII,
)
_SERIAL = re.compile(r"[34]\d{4}|[34]\d{4}[.,]\d+", re.ASCII)  # days since 1900 of 1982 to 2036, as spreadsheets count
_SERIAL_BEGINS = datetime(1899, 12, 30)  # noqa: DTZ001 - a day on a calendar, of no zone
_SINCE_1970 = re.compile(r"1\d{9}|1\d{12}", re.ASCII)  # seconds or milliseconds, 2001 to 2033
_CENTURY_TURNS = 70  # 69 is 2069 and 70 is 1970, as POSIX reads two digits
_CLEARLY_SHORTER, _DAYS_THAT_SHOW = 4, 5  # judgement: a diary of days against one of the same days of many months


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A time as it stands in a cell, taken apart.

    ``first`` and ``second`` are the two numbers beside the year where their order is open, else month and day are
    known and ``settled`` is True. ``at`` is the time of day, None where the cell names only a day.
    """

    year: int
    first: int
    second: int
    settled: bool
    at: time | None
    offset: tzinfo | None
    as_americans: bool = False

    def in_order(self, order: DateOrder) -> datetime | None:
        """Put it together, at midnight where it names only a day; None if there is no such day."""
        month, day = (self.first, self.second) if self.settled or order == "mdy" else (self.second, self.first)
        try:
            return datetime.combine(date(self.year, month, day), self.at or time(0), self.offset)
        except ValueError:
            return None


@lru_cache(maxsize=4096)
def written(text: str) -> Written | None:
    """Take a time apart; None if it is none that is known.

    Examples
    --------
    >>> written("01.05.2026 20:00").in_order("dmy").isoformat()
    '2026-05-01T20:00:00'
    >>> written("May 1, 2026, 8:00 PM").in_order("dmy").isoformat(), written("tomorrow")
    ('2026-05-01T20:00:00', None)
    """
    folded = _folded(text)
    return _iso(text.strip()) or _counted(folded) or _spelled(folded)


def order_of(column: Sequence[Written], here: Here) -> tuple[DateOrder | None, bool]:
    """Decide which of two numbers is the day, from the whole column.

    Returns
    -------
    order : {"dmy", "mdy"} or None
        None if nothing shows it, or the column has both.
    shown : bool
        False where it is only likely, and must be told.
    """
    open_ = [each for each in column if not each.settled]
    possible = [order for order in _ORDERS if all(_can_be(each, order, here) for each in open_)]
    if not open_ or len(possible) == 1:
        return (possible[0] if possible else "dmy"), True
    if not possible:
        return None, True
    if here.dates is not None:
        return here.dates, True
    return (_by_span(open_), True) if _by_span(open_) else _by_custom(open_)


_ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy")


def time_of_day(text: str) -> time | None:
    """Read a clock time, also of twelve hours; None if it is none.

    Examples
    --------
    >>> time_of_day("8 pm"), time_of_day("20.30 Uhr"), time_of_day("25:00")
    (datetime.time(20, 0), datetime.time(20, 30), None)
    """
    match = _OF_DAY.fullmatch(_folded(text))
    return None if match is None else _clock(match)


def _can_be(one: Written, order: DateOrder, here: Here) -> bool:
    at = one.in_order(order)
    return at is not None and not here.in_future(here.on_clock(at))


def _by_span(open_: Iterable[Written]) -> DateOrder | None:
    """A diary goes from day to day: read the wrong way, its days lie months apart."""
    spans: dict[DateOrder, timedelta] = {}
    for order in _ORDERS:
        days = sorted({at.date() for each in open_ if (at := each.in_order(order)) is not None})
        if len(days) < _DAYS_THAT_SHOW:
            return None
        spans[order] = days[-1] - days[0]
    shorter = min(_ORDERS, key=spans.__getitem__)
    return shorter if _CLEARLY_SHORTER * spans[shorter] <= max(spans.values()) else None


def _by_custom(open_: Sequence[Written]) -> tuple[DateOrder | None, bool]:
    return ("mdy", False) if all(each.as_americans for each in open_) else (None, True)


def _folded(text: str) -> str:
    # Without the marks over letters: "März" is "marz", and a Mac writes it as two characters anyway.
    plain = unicodedata.normalize("NFKD", text).casefold().strip()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _iso(text: str) -> Written | None:
    try:
        at = datetime.fromisoformat(text.replace(" UTC", "Z").replace("/", "-"))
    except ValueError:
        return None
    if not re.match(r"\d{4}", text):
        return None
    has_time = len(text) > len("2026-05-01")
    of_day = at.time() if has_time else None
    return Written(year=at.year, first=at.month, second=at.day, settled=True, at=of_day, offset=at.tzinfo)


def _counted(text: str) -> Written | None:
    if _SERIAL.fullmatch(text):
        seconds = round(float(text.replace(",", ".")) * 86400)
        at, whole = _SERIAL_BEGINS + timedelta(seconds=seconds), text.isdigit()
        of_day = None if whole else at.time()
        return Written(year=at.year, first=at.month, second=at.day, settled=True, at=of_day, offset=None)
    if _SINCE_1970.fullmatch(text):
        at = datetime.fromtimestamp(int(text[:10]), UTC)
        of_day = at.time()
        return Written(year=at.year, first=at.month, second=at.day, settled=True, at=of_day, offset=UTC)
    return None


def _spelled(text: str) -> Written | None:
    if (word := _WORD.match(text)) and word.group(1).startswith(_WEEKDAYS) and not _month(word.group(1)):
        text = text[word.end() :]
    match = _DIGITS.match(text) or _DAY_NAMED.match(text) or _NAME_FIRST.match(text)
    if match is None:
        return None
    rest = text[match.end() :].strip()
    of_day = _OF_DAY.fullmatch(rest) if rest else None
    clock = None if of_day is None else _clock(of_day)
    if rest and clock is None:
        return None
    offset = None if of_day is None else _offset(of_day.group("offset"))
    if "a" in match.groupdict():
        half = bool(of_day and of_day.group("half"))
        return _of_digits(match, clock, offset, half=half)
    month = _month(match.group("month"))
    if month is None:
        return None
    return Written(
        year=int(match.group("year")),
        first=month,
        second=int(match.group("day")),
        settled=True,
        at=clock,
        offset=offset,
    )


def _of_digits(match: re.Match[str], at: time | None, offset: tzinfo | None, *, half: bool) -> Written | None:
    a, b, c = match.group("a", "b", "c")
    if len(a) == len("2026"):
        return Written(year=int(a), first=int(b), second=int(c), settled=True, at=at, offset=offset)
    if len(a) > len("31"):
        return None
    year = int(c) if len(c) == len("2026") else int(c) + (2000 if int(c) < _CENTURY_TURNS else 1900)
    if match.group("sep") == ".":  # with points the day comes first, wherever they are used
        return Written(year=year, first=int(b), second=int(a), settled=True, at=at, offset=offset)
    # 5/1/2026 8:00 PM: no noughts, slashes and half-days together are how American programs write.
    american = half and match.group("sep") == "/" and not a.startswith("0") and not b.startswith("0")
    return Written(year=year, first=int(a), second=int(b), settled=False, at=at, offset=offset, as_americans=american)


def _month(word: str) -> int | None:
    return next((number for number, names in enumerate(_MONTHS, start=1) if word.startswith(names)), None)


def _clock(match: re.Match[str]) -> time | None:
    hour, minute, second = (int(match.group(part) or 0) for part in ("hour", "minute", "second"))
    if half := match.group("half"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    match = re.search(r"([+-])(\d{1,2}):?(\d{2})?", text)
    if match is None:
        return UTC
    sign, hours, minutes = match.groups()
    return timezone((-1 if sign == "-" else 1) * timedelta(hours=int(hours), minutes=int(minutes or 0)))

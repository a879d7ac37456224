"""Times as people write them, taken apart, each by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from afterrun.importers.here import DateOrder
from afterrun.importers.tables.calendar_words import month_named, weekdays_named, without_marks
from afterrun.importers.tables.clock import names_half, of_clock, offset_said

_LONGEST = 100  # letters of a time, names of days and zones and all: judgement
_DIGITS = re.compile(
    r"(?P<a>\d{1,4})\s*(?P<sep>[./-])\s*(?P<b>\d{1,2})\s*(?P=sep)\s*(?P<c>\d{4}|\d{1,2})(?!\d)\.?", re.ASCII
)
_IN_ORDER = re.compile(r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*日")
_DAY_NAMED = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|o|a)?[.\s-]*(?:(?:de|of)\s+)?(?P<month>[^\W\d_]{3,12})[.,\s-]*"
    r"(?:(?:de|del)\s+)?(?P<year>\d{4}|\d{2}(?!\d|\s*[:h]|\.\d))(?:\s*г\.?)?"
)
_NAME_FIRST = re.compile(r"(?P<month>[^\W\d_]{3,12})\.?\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})")
# Sun May 3 07:30:00 2026, as computers tell the time: the year comes last.
_YEAR_LAST = re.compile(r"([^\W\d_]{3,12} +\d{1,2}) +(\d{1,2}:\d{2}:\d{2})( +[a-z]+| +[+-]\d{4})? +(\d{4})")
_WEEKDAY_LETTER = "[月火水木金土日]"
_WORD = re.compile(rf"([^\W\d_]{{2,10}}|{_WEEKDAY_LETTER})[.,]*\s+")
_WEEKDAY_BESIDE = re.compile(rf"\s*\(\s*(?:[^\W\d_]{{2,10}}\.?|{_WEEKDAY_LETTER})\s*\)")
_SERIAL = re.compile(r"[34]\d{4}|[34]\d{4}[.,]\d+", re.ASCII)  # days since 1900 of 1982 to 2036, as spreadsheets count
_SERIAL_BEGINS = datetime(1899, 12, 30)  # noqa: DTZ001 - a day on a calendar, of no zone
# Seconds since 1970 and parts of them, 2001 to 2033; programs write (parts) of a second behind a point, or none.
_SINCE_1970 = re.compile(r"1\d{9}(?:\d{3}|\d{6}|\d{9})?(?:\.\d+)?", re.ASCII)
_ZONE_BEHIND = re.compile(r"\s*\[?([A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_+-]+){1,2})\]?", re.ASCII)
_ZONE_BESIDE = re.compile(r"\s*\(([A-Z]{3,5}(?:[+-]\d{1,2}(?::?\d{2})?)?)\)$", re.ASCII)
_OF_BROWSERS = re.compile(r"[^\W\d_]{3} ([^\W\d_]{3} \d{2}) (\d{4}) (\d{2}:\d{2}:\d{2} gmt[+-]\d{4})(?: \(.*\))?")
_FIRST_YEAR = 1970
_TIMES_KEPT = 2**16  # a column is looked at as a whole before its rows are read: rows of the largest table (judgement)
MONTHS = 12
_CENTURY_TURNS = 70  # 69 is 2069 and 70 is 1970, as POSIX reads two digits


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A time as it stands in a cell, taken apart.

    ``first`` and ``second`` are the two numbers beside the year where their order is open, else month and day are
    known and ``settled`` is True. ``at`` is the time of day, None where the cell names only a day; 24:00 ends the day.
    ``weekdays`` are the days of the week that it may name, Monday 0; empty where it names none.
    """

    year: int
    first: int
    second: int
    settled: bool
    at: timedelta | None
    offset: tzinfo | None
    as_americans: bool = False
    weekdays: frozenset[int] = frozenset()

    @property
    def is_turnable(self) -> bool:
        """Whether day and month can be each other, and would be another day."""
        return self.first != self.second and max(self.first, self.second) <= MONTHS

    def turned(self) -> Written:
        """The same with day and month for each other."""
        return replace(self, first=self.second, second=self.first)

    def in_order(self, order: DateOrder) -> datetime | None:
        """Put it together, at midnight where it names only a day; None if there is no such day, or it is no Monday."""
        month, day = (self.first, self.second) if self.settled or order == "mdy" else (self.second, self.first)
        try:
            on = date(self.year, month, day)
            if self.weekdays and on.weekday() not in self.weekdays:
                return None
            return datetime.combine(on, time(0), self.offset) + (self.at or timedelta(0))
        except (ValueError, OverflowError):
            return None


@lru_cache(maxsize=_TIMES_KEPT)
def written(text: str) -> Written | None:
    """Take a time apart; None if it is none that is known.

    Examples
    --------
    >>> written("01.05.2026 20:00").in_order("dmy").isoformat()
    '2026-05-01T20:00:00'
    >>> written("May 1, 2026, 8:00 PM").in_order("dmy").isoformat(), written("tomorrow")
    ('2026-05-01T20:00:00', None)
    """
    if len(text.strip()) > _LONGEST:  # to look through a long one may take the square of its length
        return None
    text, zone = _without_zone(text.strip().replace("\u2212", "-"))
    if zone is None and (beside := _ZONE_BESIDE.search(text)):  # 05:30 (UTC)
        zone = offset_said(beside[1])
        if zone is None and not weekdays_named(beside[1].casefold()):
            return None
        text = text[: beside.start()]
    folded = without_marks(text)
    found = _iso(text) or _counted(folded) or _spelled(folded)
    return replace(found, offset=zone) if found is not None and zone is not None and found.offset is None else found


def _without_zone(text: str) -> tuple[str, tzinfo | None]:
    """Take the name of a zone off the end, as computers write it: 2026-05-03T07:30+02:00[Europe/Berlin]."""
    first = text.find("/")
    start = max(text.rfind("[", 0, first), text.rfind(" ", 0, first)) if first > 0 else -1
    named = _ZONE_BEHIND.fullmatch(text[start:]) if start > 0 else None
    zone = None if named is None else offset_said(named[1])
    return (text, None) if zone is None else (text[:start].rstrip(), zone)


def is_whole(text: str) -> bool:
    """Whether a cell holds a day with its time of day, and no clock that a spreadsheet counts from 1899.

    Examples
    --------
    >>> is_whole("2026-05-01 07:30"), is_whole("07:30"), is_whole("1899-12-30 07:30:00")
    (True, False, False)
    """
    found = written(text)
    return found is not None and found.at is not None and found.year >= _FIRST_YEAR


def _iso(text: str) -> Written | None:
    if not re.match(r"\d{4}", text):
        return None
    text = text.replace(" UTC", "Z").replace("/", "-")
    ends_day = re.search(r"[T ]24:00(:00(\.0+)?)?", text)
    if ends_day:
        text = text.replace(ends_day.group(), ends_day.group().replace("24:", "00:"))
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    has_time = len(text) > len("2026-05-01")
    of_day = at - at.replace(hour=0, minute=0, second=0, microsecond=0) if has_time else None
    if ends_day:
        of_day = timedelta(days=1)
    return Written(year=at.year, first=at.month, second=at.day, settled=True, at=of_day, offset=at.tzinfo)


def _counted(text: str) -> Written | None:
    if _SERIAL.fullmatch(text):
        seconds = round(float(text.replace(",", ".")) * 86400)
        at, whole = _SERIAL_BEGINS + timedelta(seconds=seconds), text.isdigit()
        of_day = None if whole else timedelta(seconds=seconds % 86400)
        return Written(year=at.year, first=at.month, second=at.day, settled=True, at=of_day, offset=None)
    if _SINCE_1970.fullmatch(text):
        at = datetime.fromtimestamp(int(text[:10]), UTC)
        of_day = timedelta(seconds=int(text[:10]) % 86400)
        return Written(year=at.year, first=at.month, second=at.day, settled=True, at=of_day, offset=UTC)
    return None


def _spelled(text: str) -> Written | None:
    text = _WEEKDAY_BESIDE.sub("", text)
    plain = _of_text(text)
    if plain is None and (word := _WORD.match(text)) and (weekdays := weekdays_named(word.group(1))):
        beside = _of_text(text[word.end() :])
        return None if beside is None else replace(beside, weekdays=weekdays)
    return plain


def _of_text(text: str) -> Written | None:
    if parts := _OF_BROWSERS.fullmatch(text):
        text = " ".join(parts.groups())
    if last := _YEAR_LAST.fullmatch(text):
        day, clock, zone, year = last.groups()
        text = f"{day} {year} {clock}{zone or ''}"
    match = _DIGITS.match(text) or _IN_ORDER.match(text) or _DAY_NAMED.match(text) or _NAME_FIRST.match(text)
    if match is None:
        return None
    rest = text[match.end() :].strip()
    of_day = of_clock(rest) if rest else None
    if rest and of_day is None:
        return None
    after, offset = (None, None) if of_day is None else (of_day.after, of_day.offset)
    if "a" in match.groupdict():
        return _of_digits(match, after, offset, half=names_half(rest))
    named = match.group("month")
    month = int(named) if named.isdigit() else month_named(named)
    if month is None:
        return None
    year, day_of_month = _year(match.group("year")), int(match.group("day"))
    return Written(year=year, first=month, second=day_of_month, settled=True, at=after, offset=offset)


def _of_digits(match: re.Match[str], at: timedelta | None, offset: tzinfo | None, *, half: bool) -> Written | None:
    a, b, c = match.group("a", "b", "c")
    if len(a) == len("2026") and len(c) < len("2026"):
        return Written(year=int(a), first=int(b), second=int(c), settled=True, at=at, offset=offset)
    if len(a) > len("31") or len(c) == 1:
        return None
    if match.group("sep") == ".":  # with points the day comes first, wherever they are used
        return Written(year=_year(c), first=int(b), second=int(a), settled=True, at=at, offset=offset)
    # 5/1/2026 8:00 PM: no noughts, slashes and half-days together are how American programs write.
    american = half and match.group("sep") == "/" and not a.startswith("0") and not b.startswith("0")
    return Written(
        year=_year(c), first=int(a), second=int(b), settled=False, at=at, offset=offset, as_americans=american
    )


def _year(text: str) -> int:
    if len(text) == len("2026"):
        return int(text)
    return int(text) + (2000 if int(text) < _CENTURY_TURNS else 1900)

"""Times as people write them: taken apart here; whether 5/6/2026 is in May or June is seen from the whole column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from afterrun.importers.here import DateOrder, Here
from afterrun.importers.tables.calendar_words import NOON, ZONES, month_named, part_of_day, weekdays_named

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
_APPROXIMATELY = re.compile(r"(?:ca|circa|about|approx|around|gegen|etwa|ungefahr)\.?\s+|[~≈]\s*")
_KOREAN = (("오전", "a"), ("오후", "p"))
_HALVES = {
    "午前": "a",
    "上午": "a",
    "午後": "p",
    "下午": "p",
    **{unicodedata.normalize("NFKD", word): half for word, half in _KOREAN},
}
"""Halves of the day that stand before the hour, as `without_marks` writes them."""
_OF_DAY = re.compile(
    rf"(?:[t,\s/|–—-]|um|at|kl\.|kl|klo|om|alle|a las|as|a(?=\s)|в(?=\s))*(?P<cjk>{'|'.join(_HALVES)})?\s*"
    r"(?P<hour>\d{1,2})(?:\s*[:.h時]\s*(?P<minute>\d{2})分?|\s+uhr\s+(?P<past>\d{2}))?"
    r"(?P<exact>[:.](?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap](?:\.?\s?m\.?)?)?\s*(?:uhr|h)?\s*"
    r"(?P<offset>z|utc|gmt|(?:utc|gmt)?\s*[+-]\d{1,2}(?::?\d{2})?|[a-z]{2,4}t|mesz|mez)?",
    re.ASCII,
)
# 08:00-09:00 is from when to when; an offset behind a minus stands behind seconds, or says of what it is one.
_FROM_TO = re.compile(r"-\d{1,2}(?::?\d{2})?", re.ASCII)
_WITHOUT_COLON = re.compile(r"([01]?\d|2[0-3])([0-5]\d)\s*(?:h|hrs|uhr|(?P<half>[ap])\.?m\.?)?", re.ASCII)
_OF_A_DAY = re.compile(r"0?[.,]\d+", re.ASCII)
_SERIAL = re.compile(r"[34]\d{4}|[34]\d{4}[.,]\d+", re.ASCII)  # days since 1900 of 1982 to 2036, as spreadsheets count
_SERIAL_BEGINS = datetime(1899, 12, 30)  # noqa: DTZ001 - a day on a calendar, of no zone
# Seconds since 1970 and parts of them, 2001 to 2033; programs write (parts) of a second behind a point, or none.
_SINCE_1970 = re.compile(r"1\d{9}(?:\d{3}|\d{6}|\d{9})?(?:\.\d+)?", re.ASCII)
_ZONE_BEHIND = re.compile(r"\s*\[?([A-Z][A-Za-z_]+(?:/[A-Z][A-Za-z_+-]+){1,2})\]?", re.ASCII)
_ZONE_BESIDE = re.compile(r"\s*\(([A-Z]{3,5}(?:[+-]\d{1,2}(?::?\d{2})?)?)\)$", re.ASCII)
THREE_PAIRS = re.compile(r"(\d\d)([-./])\d\d\2(\d\d)(?!\d)", re.ASCII)
"""A date whose year has two digits, and may stand first or last."""
_RECENT = 10  # years: judgement, of a diary
_OF_BROWSERS = re.compile(r"[^\W\d_]{3} ([^\W\d_]{3} \d{2}) (\d{4}) (\d{2}:\d{2}:\d{2} gmt[+-]\d{4})(?: \(.*\))?")
_OFFSET = re.compile(r"z|(?:utc|gmt)?\s*[+-]?\s*\d{1,2}(?::?\d{2})?|utc|gmt|[a-z]{3,4}")
_FIRST_YEAR = 1970
_HOURS_OF_A_DAY = 24
_TIMES_KEPT = 2**16  # a column is looked at as a whole before its rows are read: rows of the largest table (judgement)
_LARGEST_OFFSET = timedelta(hours=14)
_CENTURY_TURNS = 70  # 69 is 2069 and 70 is 1970, as POSIX reads two digits
_MONTHS, _LEAST_SWAPPED = 12, 2  # judgement: one of each may be a slip
_CLEARLY_SHORTER, _DAYS_THAT_SHOW = 4, 5  # judgement: a diary of days against one of the same days of many months


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
        return self.first != self.second and max(self.first, self.second) <= _MONTHS

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


def order_of(column: Sequence[Written], here: Here) -> tuple[DateOrder | None, bool]:
    """Decide which of two numbers is the day, from the whole column.

    Returns
    -------
    order : {"dmy", "mdy"} or None
        None if nothing shows it, or the column has both.
    shown : bool
        False where it is only likely, and must be told.
    """
    # A slip of the pen is a day in neither order: it costs itself, and says nothing of the others.
    open_ = [each for each in column if not each.settled and any(_can_be(each, order, here) for order in ORDERS)]
    possible = [order for order in ORDERS if all(_can_be(each, order, here) for each in open_)]
    if not open_ or len(possible) == 1:
        return (possible[0] if possible else "dmy"), True
    if not possible:
        return None, True
    if here.dates is not None:
        return here.dates, True
    return (_by_span(open_), True) if _by_span(open_) else _by_custom(open_)


def may_begin_with_years(texts: Iterable[str], here: Here) -> bool:
    """Whether all dates of three pairs of digits may begin with their year, and were long ago if they ended with it.

    Examples
    --------
    >>> here = Here(now=datetime(2026, 11, 28, tzinfo=UTC))
    >>> may_begin_with_years(["26-05-03", "26-05-14"], here), may_begin_with_years(["26-05-25", "03-06-25"], here)
    (True, False)
    """
    pairs = [match for text in texts if (match := THREE_PAIRS.match(text.strip()))]
    if not pairs or here.now is None:
        return False
    recent = range(here.now.year - _RECENT, here.now.year + 1)
    return all(2000 + int(each[1]) in recent and 2000 + int(each[3]) < recent.start for each in pairs)


def may_be_swapped(column: Sequence[Written], here: Here) -> bool:
    """Whether a spreadsheet of another country read a column: the days that can be months became dates, wrongly.

    What is no month (13/05/2026) it left as text, so that all that is text is above twelve, and all dates are not.
    """
    open_ = [each for each in column if not each.settled]
    settled = [each for each in column if each.settled]
    return (
        here.dates is None
        and min(len(open_), len(settled)) >= _LEAST_SWAPPED
        and all(max(each.first, each.second) > _MONTHS for each in open_)
        and all(max(each.first, each.second) <= _MONTHS for each in settled)
        and any(each.is_turnable for each in settled)
    )


ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy")


@dataclass(frozen=True, slots=True)
class OfDay:
    """A time of day: how long after midnight, to 24:00, and its offset where it is written beside it.

    ``is_part`` says that only a part of the day was named, and the hour is one that it usually means.
    """

    after: timedelta
    offset: tzinfo | None = None
    is_part: bool = False


@lru_cache(maxsize=4096)  # a day has few minutes, and each cell is looked at three times
def time_of_day(text: str) -> OfDay | None:
    """Read a clock time, also of twelve hours, without a colon, or as the part of a day that spreadsheets count.

    Examples
    --------
    >>> [str(time_of_day(text).after) for text in ("8 pm", "20.30 Uhr", "0730", "0.3125", "noon", "24:00")]
    ['20:00:00', '20:30:00', '7:30:00', '7:30:00', '12:00:00', '1 day, 0:00:00']
    >>> time_of_day("25:00"), time_of_day("08:00-09:00")
    (None, None)
    """
    folded = _APPROXIMATELY.sub("", without_marks(text))
    if (hour := part_of_day(folded)) is not None:
        return OfDay(timedelta(hours=hour), is_part=hour != NOON)
    if match := _WITHOUT_COLON.fullmatch(folded):
        return _of_day(f"{match[1]}:{match[2]} {match['half'] or ''}".strip())
    found = _of_day(folded) or _of_part(folded)
    if found is None and _OF_A_DAY.fullmatch(folded):
        return OfDay(timedelta(seconds=round(86400 * float(folded.replace(",", ".")))))
    return found


def _of_part(text: str) -> OfDay | None:
    """Read a clock with the part of the day behind it: 7:30 de la tarde, 8 in the evening."""
    words = text.split()
    for first in range(1, len(words)):
        hour = part_of_day(" ".join(words[first:]))
        clock = None if hour is None else _of_day(" ".join(words[:first]))
        if hour is not None and hour < _HOURS_OF_A_DAY and clock is not None:
            is_later = hour > NOON and clock.after < timedelta(hours=NOON)
            return OfDay(clock.after + timedelta(hours=NOON if is_later else 0), clock.offset)
    return None


def offset_said(text: str) -> tzinfo | None:
    """Read the offset or the zone that a column of its own holds; None if it is none.

    Examples
    --------
    >>> offset_said("+02:00"), offset_said("Europe/Berlin").key, offset_said("here")
    (datetime.timezone(datetime.timedelta(seconds=7200)), 'Europe/Berlin', None)
    """
    plain = text.strip()
    if "/" in plain:
        try:
            return ZoneInfo(plain)
        except (OSError, ValueError):  # not there, or no name of a zone
            return None
    folded = without_marks(plain)
    return _offset(folded) if _OFFSET.fullmatch(folded) else None


def is_whole(text: str) -> bool:
    """Whether a cell holds a day with its time of day, and no clock that a spreadsheet counts from 1899.

    Examples
    --------
    >>> is_whole("2026-05-01 07:30"), is_whole("07:30"), is_whole("1899-12-30 07:30:00")
    (True, False, False)
    """
    found = written(text)
    return found is not None and found.at is not None and found.year >= _FIRST_YEAR


def _can_be(one: Written, order: DateOrder, here: Here) -> bool:
    at = one.in_order(order)
    return at is not None and not here.in_future(here.on_clock(at))


def _by_span(open_: Iterable[Written]) -> DateOrder | None:
    """A diary goes from day to day: read the wrong way, its days lie months apart."""
    spans: dict[DateOrder, timedelta] = {}
    for order in ORDERS:
        days = sorted({at.date() for each in open_ if (at := each.in_order(order)) is not None})
        if len(days) < _DAYS_THAT_SHOW:
            return None
        spans[order] = days[-1] - days[0]
    shorter = min(ORDERS, key=spans.__getitem__)
    return shorter if _CLEARLY_SHORTER * spans[shorter] <= max(spans.values()) else None


def _by_custom(open_: Sequence[Written]) -> tuple[DateOrder | None, bool]:
    return ("mdy", False) if all(each.as_americans for each in open_) else (None, True)


def without_marks(text: str) -> str:
    """Write in small letters without the marks over them, as months and parts of a day are known."""
    # Without the marks over letters: "März" is "marz", and a Mac writes it as two characters anyway.
    plain = unicodedata.normalize("NFKD", text).casefold().strip()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


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
    of_day = _of_day(rest) if rest else None
    if rest and of_day is None:
        return None
    after, offset = (None, None) if of_day is None else (of_day.after, of_day.offset)
    if "a" in match.groupdict():
        half = _OF_DAY.fullmatch(rest) if rest else None
        return _of_digits(match, after, offset, half=bool(half and half.group("half")))
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


def _of_day(text: str) -> OfDay | None:
    match = _OF_DAY.fullmatch(text)
    if match is None:
        return None
    hour, minute, second = (
        int(found or 0)
        for found in (match.group("hour"), match.group("minute") or match.group("past"), match.group("second"))
    )
    half = _HALVES.get(match.group("cjk"), match.group("half") or "")
    if half and hour > 12 and half.startswith("a"):
        return None
    if half and hour <= 12:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    after = timedelta(hours=hour, minutes=minute, seconds=second)
    if minute > 59 or second > 59 or after > timedelta(days=1):
        return None
    said = (match.group("offset") or "").strip()
    if not said:
        return OfDay(after)
    if _FROM_TO.fullmatch(said) and not match.group("exact"):
        return None
    offset = _offset(said)
    return None if offset is None else OfDay(after, offset)


def _offset(text: str) -> tzinfo | None:
    if text in ("z", "utc", "gmt"):
        return UTC
    match = re.search(r"([+-])(\d{1,2}):?(\d{2})?", text)
    if match is None:
        hours = ZONES.get(text)
        return None if hours is None else timezone(timedelta(hours=hours))
    sign, hours_, minutes = match.groups()
    length = timedelta(hours=int(hours_), minutes=int(minutes or 0))
    return timezone((-1 if sign == "-" else 1) * length) if length <= _LARGEST_OFFSET else None

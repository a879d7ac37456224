"""Times of day as people write them, with the offset beside them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from afterrun.importers.tables.calendar_words import NOON, ZONES, part_of_day, without_marks

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
_OFFSET = re.compile(r"z|(?:utc|gmt)?\s*[+-]?\s*\d{1,2}(?::?\d{2})?|utc|gmt|[a-z]{3,4}")
_HOURS_OF_A_DAY = 24
_LARGEST_OFFSET = timedelta(hours=14)


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
        return of_clock(f"{match[1]}:{match[2]} {match['half'] or ''}".strip())
    found = of_clock(folded) or _of_part(folded)
    if found is None and _OF_A_DAY.fullmatch(folded):
        return OfDay(timedelta(seconds=round(86400 * float(folded.replace(",", ".")))))
    return found


def of_clock(text: str) -> OfDay | None:
    """Read a clock alone, in small letters and without marks; None if it is none."""
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


def _of_part(text: str) -> OfDay | None:
    """Read a clock with the part of the day behind it: 7:30 de la tarde, 8 in the evening."""
    words = text.split()
    for first in range(1, len(words)):
        hour = part_of_day(" ".join(words[first:]))
        clock = None if hour is None else of_clock(" ".join(words[:first]))
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


def names_half(text: str) -> bool:
    """Whether a clock, in small letters and without marks, says its half of the day in letters: 8 pm."""
    match = _OF_DAY.fullmatch(text)
    return bool(match and match.group("half"))

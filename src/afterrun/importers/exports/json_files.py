"""JSON of an export: read whatever its mark at the beginning and whatever single letter in it is broken."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import partial
from typing import Any

from afterrun.importers.here import Here
from afterrun.importers.parsed import Parsed, refused
from afterrun.importers.tables.moments import written
from afterrun.language import say

# Judgement: JSON grows up to 25-fold in memory. A day with a point each second is 86,400 objects of a dozen values, or
# ten lists of 86,400; a hundred pages of activities are fewer.
MOST_OBJECTS = 250_000
MOST_VALUES = 1_200_000
MOST_POINTS = 200_000
_TIMES_PASSED_OVER = 6  # judgement: as much more may be there, of which only some keys are kept
_ISO_LENGTH = re.compile(
    r"P(?:(?P<days>\d+)D)?T?(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>[\d.]+)M)?(?:(?P<seconds>[\d.]+)S)?"
)
# A letter beyond the first 65,536 is written as two halves; one alone is no letter.
_ESCAPED = re.compile(
    r"\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(?P<half>u[dD][89a-fA-F][\da-fA-F]{2})|.)", re.DOTALL
)
_SECONDS = re.compile(r"([\d.]+)s")
BROKEN = (KeyError, TypeError, ValueError, OverflowError, AttributeError, IndexError)


class TooMuchError(Exception):
    """It holds more than any recording does; it says of what."""


UNREADABLE = (ValueError, TooMuchError)


def read_json(content: bytes, *, keys: Collection[str] | None = None) -> Any:
    """Read it; a broken letter costs itself.

    Parameters
    ----------
    keys : collection of str or None
        All that is kept of objects; one that has none of them is None. Then the file may hold more.

    Raises
    ------
    ValueError
        If it is no JSON.
    TooMuchError
        If it would fill memory.
    """
    _require_small(content, 1 if keys is None else _TIMES_PASSED_OVER)
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = content.decode("utf-16" if utf_16 else "utf-8-sig", errors="replace")
    if "\\ud" in text or "\\uD" in text:
        text = _ESCAPED.sub(lambda found: "\\ufffd" if found["half"] else found[0], text)
    try:
        return json.loads(text, strict=False, object_hook=None if keys is None else partial(_only, keys))
    except RecursionError as error:
        raise ValueError(str(error)) from None


def _only(keys: Collection[str], said: Mapping[str, Any]) -> Mapping[str, Any] | None:
    return {key: value for key, value in said.items() if key in keys} or None


def read_json_lines(content: bytes) -> list[Any]:
    """Read an object a line.

    Raises
    ------
    ValueError
        If a line is none.
    TooMuchError
        If it would fill memory.
    """
    _require_small(content)
    try:
        lines = content.decode("utf-8-sig", errors="replace").splitlines()
        return [json.loads(line, strict=False) for line in lines if line.strip()]
    except RecursionError as error:
        raise ValueError(str(error)) from None


def _require_small(content: bytes, times: int = 1) -> None:
    require_few(content.count(b"{") + content.count(b"["), times * MOST_OBJECTS)
    require_few(content.count(b","), times * MOST_VALUES)


def require_few(count: int, most: int) -> None:
    """Refuse what would fill memory.

    Raises
    ------
    TooMuchError
        If there are more.
    """
    if count > most:
        raise TooMuchError(say("The file holds more than {most} values.", most=most))


def no_json(name: str, error: Exception) -> Parsed:
    """Nothing could be read."""
    if isinstance(error, TooMuchError):
        return refused(name, str(error), say("Export a shorter time."))
    return refused(name, say("This is no JSON: {error}.", error=error), say("Download it again."))


def begins(head: bytes, *words: str) -> bool:
    """Whether a file begins as JSON does, and names all of some keys near its beginning."""
    text = head.replace(b"\0", b"").decode("utf-8-sig", errors="replace").lstrip()
    return text[:1] in ("{", "[") and all(f'"{word}"' in text for word in words)


def length_s(text: str) -> float | None:
    """Read a length of time such as ``PT40M`` or ``2400s``; None if it is none. [s]

    Examples
    --------
    >>> length_s("PT1H2M3.5S"), length_s("2400s"), length_s("soon")
    (3723.5, 2400.0, None)
    """
    if match := _SECONDS.fullmatch(text.strip()):
        return float(match.group(1))
    match = _ISO_LENGTH.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        return None
    days, hours, minutes, seconds = (float(match.group(part) or 0) for part in ("days", "hours", "minutes", "seconds"))
    return 86400 * days + 3600 * hours + 60 * minutes + seconds


def moment_of(value: object, here: Here, *, zone: tzinfo | None = None, timed: bool = False) -> datetime:
    """Read a time of an export: ISO, what people write, or seconds or milliseconds since 1970.

    Parameters
    ----------
    zone : tzinfo or None
        Of a time without an offset; None for that of the journal.
    timed : bool
        A day without a time of day is none.

    Raises
    ------
    ValueError
        If it is none.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        instant = datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC)
        return instant if zone is None else instant.astimezone(zone)
    found = written(str(value).strip())
    at = None if found is None else found.in_order(here.dates or "mdy")
    if found is None or at is None or (timed and found.at is None):
        raise ValueError(str(value))
    if at.tzinfo is not None:
        return at
    return here.on_clock(at) if zone is None else at.replace(tzinfo=zone)


def offset_of(minutes: float) -> tzinfo:
    """Make the offset of so many minutes."""
    return timezone(timedelta(minutes=round(minutes)))

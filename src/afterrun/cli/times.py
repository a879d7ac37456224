"""Times as they are typed: ``07:30``, ``yesterday 21:00``, ``3.5.2026 7:30``, ISO 8601."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from afterrun.errors import InvalidValueError
from afterrun.language import say

_DAYS = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "heute": 0,
    "gestern": -1,
    "vorgestern": -2,
    "morgen": 1,
}
_CLOCK = re.compile(rf"(?:({'|'.join(_DAYS)})[\s,]+)?(\d{{1,2}}):(\d{{2}})\s*([ap]m)?", re.IGNORECASE)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[\s,]+(\d{1,2}):(\d{2}))?")  # one order of day and month
_DAY_ALONE = re.compile(r"\d{4}-?\d{2}-?\d{2}|\d{4}-?W\d{2}(-?\d)?|\d{1,2}\.\d{1,2}\.\d{4}")


def local_now() -> datetime:
    """The time, with the offset of this computer's zone."""
    return datetime.now().astimezone()


def parse_time(text: str, *, now: datetime) -> datetime:
    """Read a time: ISO 8601 (without an offset: this computer's), ``07:30``, ``yesterday 21:00``, ``3.5.2026 7:30``.

    Raises
    ------
    InvalidValueError
        If it is none of these.

    Examples
    --------
    >>> from datetime import UTC
    >>> now = datetime(2026, 5, 2, 8, tzinfo=UTC)
    >>> parse_time("yesterday 21:00", now=now).isoformat(), parse_time("morgen 7:30 pm", now=now).isoformat()
    ('2026-05-01T21:00:00+00:00', '2026-05-03T19:30:00+00:00')
    """
    try:
        if match := _CLOCK.fullmatch(text.strip()):
            day, hour, minute, half = match.groups()
            at = now.replace(hour=_of_24(int(hour), half), minute=int(minute), second=0, microsecond=0)
            at += timedelta(days=_DAYS[(day or "today").lower()])
            return _on_this_clock(at.replace(tzinfo=None)) if _is_of_this_clock(now) else at
        if match := _DOTTED.fullmatch(text.strip()):
            of_month, month, year, hour, minute = (int(part or 0) for part in match.groups())
            return _on_this_clock(datetime(year, month, of_month, hour, minute))  # noqa: DTZ001 - given its zone here
        at = datetime.fromisoformat(text.strip())
    except (ValueError, OverflowError):  # there is no day before the first one
        raise InvalidValueError(
            say("time must be a date and a time, or a time of day; got {text!r}.", text=text),
            remedy=say('Write it like "07:30", "yesterday 21:00" or 2026-05-01T07:30.'),
        ) from None
    return at if at.tzinfo else _on_this_clock(at)


def happened_at(text: str | None, *, now: datetime, day_is_enough: bool = False) -> datetime:
    """Read when something happened; this moment where nothing was typed.

    Raises
    ------
    InvalidValueError
        If it is no time, lies ahead, or is a day where the hour matters.
    """
    if not text:
        return now
    at = parse_time(text, now=now)
    if not day_is_enough and _DAY_ALONE.fullmatch(text.strip()):
        raise InvalidValueError(
            say("time must have a time of day; got {text!r}.", text=text),
            remedy=say('Write it like "{day} 07:30".', day=text.strip()),
        )
    if at > now:
        raise InvalidValueError(
            say("time must not lie ahead; got {text}.", text=text),
            remedy=say('Log it when it has happened. Was it the day before? Write "yesterday 21:00".'),
        )
    return at


def _of_24(hour: int, half: str | None) -> int:
    """Read an hour of the clock that goes to twelve twice.

    Examples
    --------
    >>> _of_24(12, "am"), _of_24(12, "PM"), _of_24(7, "pm"), _of_24(19, None)
    (0, 12, 19, 19)
    """
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + 12 * (half.lower() == "pm")


def _is_of_this_clock(now: datetime) -> bool:
    """Whether it has the offset of this computer's zone, which may have been another one some hours before."""
    try:
        return now.utcoffset() == now.astimezone().utcoffset()
    except (ValueError, OverflowError):  # at an end of the calendar
        return False


def _on_this_clock(at: datetime) -> datetime:
    from afterrun.lab.zones import on_clock_of  # its records cost what --help may not

    return on_clock_of(at, None)

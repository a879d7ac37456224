"""Times as a form sends them: without an offset, by the clock the person lives by."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from afterrun.errors import InvalidValueError
from afterrun.lab.zones import on_clock_of
from afterrun.language import say, spoken
from afterrun.records.rules import EARLIEST, LATEST

_CLOCKS_AGREE = timedelta(minutes=5)


def minute_of(now: datetime) -> datetime:
    """Drop the seconds: nobody's pain is known to the second."""
    return now.replace(second=0, microsecond=0)


def of_our_years(at: datetime, field: str) -> datetime:
    """Return a time if a record may be of its year: it can be counted with then.

    Raises
    ------
    InvalidValueError
        If not.
    """
    if not EARLIEST.year <= at.year < LATEST.year:
        raise InvalidValueError(
            say(
                "{name} must lie between 2000 and 2100; got {at}.",
                name=spoken(field.replace("_", " ")),
                at=at.isoformat(),
            ),
            remedy=say("Pick it from the calendar."),
            field=field,
        )
    return at


def read_local(text: str, now: datetime, *, zone: tzinfo | None = None) -> datetime:
    """Read a form's date and time; the offset is the one that was in force on that day in the zone, or here.

    Raises
    ------
    InvalidValueError
        If it is no time, or lies in the future.
    """
    try:
        at = of_our_years(datetime.fromisoformat(text), "time")
    except ValueError:
        raise InvalidValueError(
            say("time must be a date and a time; got {text!r}.", text=text),
            remedy=say("Pick it from the calendar."),
            field="time",
        ) from None
    at = at if at.tzinfo else _local(at, now, zone)
    if at > now:
        raise InvalidValueError(
            say("time must not lie ahead; got {text}.", text=text),
            remedy=say("Log it when it has happened."),
            field="time",
        )
    return at


def day_of(text: str, now: datetime, *, zone: tzinfo | None = None) -> datetime:
    """Read a form's day: its first minute here; today where nothing was typed.

    Raises
    ------
    InvalidValueError
        If it is no day, or lies ahead.
    """
    try:
        day = of_our_years(datetime.fromisoformat(text), "day") if text else now.replace(tzinfo=None)
    except ValueError:
        raise InvalidValueError(
            say("day must be a date; got {text!r}.", text=text), remedy=say("Pick it from the calendar."), field="day"
        ) from None
    start = _local(day.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None), now, zone)
    if start > now:
        raise InvalidValueError(
            say("day must not lie ahead; got {text}.", text=text), remedy=say("Log it on that day."), field="day"
        )
    return start


def _local(at: datetime, now: datetime, zone: tzinfo | None) -> datetime:
    """Take the zone, for its summer time; the offset of ``now`` where that is told by somebody else."""
    if now.astimezone(zone).utcoffset() != now.utcoffset():
        return at.replace(tzinfo=now.tzinfo)
    return on_clock_of(at.replace(tzinfo=zone) if zone else at, zone)


def by_our_clock(at: datetime, *, sent_at: datetime | None, now: datetime) -> datetime:
    """Return the minute of a time that another clock wrote, keeping its offset.

    Parameters
    ----------
    at : datetime
        As written.
    sent_at : datetime or None
        What that clock says now: if it is wrong now, it was wrong then, and by as much. None if a person wrote ``at``.
    now : datetime
        Our clock.

    Raises
    ------
    InvalidValueError
        If it lies ahead all the same.
    """
    of_our_years(at, "time")
    wrong_by = timedelta(0) if sent_at is None else of_our_years(sent_at, "sent_at") - now
    if abs(wrong_by) > _CLOCKS_AGREE:
        at -= wrong_by
    if now < at <= now + _CLOCKS_AGREE:
        at = now.astimezone(at.tzinfo)
    if at > now:
        raise InvalidValueError(
            say("time must not lie ahead; got {at:%Y-%m-%d %H:%M}.", at=at),
            remedy=say("Log it when it has happened."),
            field="time",
        )
    return minute_of(at)

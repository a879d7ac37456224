"""Reminders as a calendar that a phone subscribes to (RFC 5545). It says when, and nothing of the pain."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time

_FOLD_BYTES = 75
_LASTS, _RUN_LASTS = "PT10M", "PT1H"
_REFRESH = "PT1H"


def calendar(
    events: Iterable[tuple[str, datetime]],
    *,
    name: str,
    text: str,
    link: str = "",
    daily: tuple[datetime, time, bool] | None = None,
    daily_key: str = "daily",
    runs: Iterable[tuple[str, datetime, str]] = (),
    now: datetime,
) -> str:
    """Write the calendar.

    Parameters
    ----------
    events : iterable of (str, datetime)
        Key and time of each; the key only goes in as a hash.
    name : str
        Of the calendar.
    text : str
        Title of every event.
    link : str
        Where it leads, or empty.
    daily : (datetime, time, bool) or None
        Since which day, when on the clock of wherever the phone is, and whether today's is left out. It goes on when
        the phone cannot fetch the calendar anew.
    daily_key : str
        Key of that one.
    runs : iterable of (str, datetime, str)
        Key, time and title of each planned run.
    now : datetime
        When it was written.

    Returns
    -------
    str
        Lines of at most 75 bytes, ended by CR LF.
    """
    body: list[str] = []
    for key, at in events:
        start = [f"DTSTART:{_utc(at)}", f"DURATION:{_LASTS}"]
        body += _event(key, start, text, link, now)
    if daily is not None:
        since, clock, skipped = daily
        start = [f"DTSTART:{since:%Y%m%d}T{clock:%H%M%S}", f"DURATION:{_LASTS}", "RRULE:FREQ=DAILY"]
        start += [f"EXDATE:{now:%Y%m%d}T{clock:%H%M%S}"] if skipped else []
        body += _event(daily_key, start, text, link, now)
    for key, at, title in runs:
        body += _event(key, [f"DTSTART:{_utc(at)}", f"DURATION:{_RUN_LASTS}"], title, link, now)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Afterrun//Afterrun//EN",
        "METHOD:PUBLISH",
        f"NAME:{_escaped(name)}",
        f"X-WR-CALNAME:{_escaped(name)}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}",
        f"X-PUBLISHED-TTL:{_REFRESH}",
        *body,
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(key: str, start: Sequence[str], text: str, link: str, now: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{hashlib.sha256(key.encode()).hexdigest()[:32]}@afterrun.invalid",
        f"DTSTAMP:{_utc(now)}",
        *start,
        f"SUMMARY:{_escaped(text)}",
        *([f"URL:{link}"] if link else []),
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(text)}",
        "TRIGGER:PT0S",
        "END:VALARM",
        "END:VEVENT",
    ]


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Break a line after 75 bytes, never inside a letter; what follows begins with a blank."""
    part, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _FOLD_BYTES:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + width
    yield part

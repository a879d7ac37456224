"""The clock a person lives by: the zone chosen for the journal, else this computer's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from afterrun.records import Event, Run
from afterrun.records.kinds import Record


def on_clock_of(at: datetime, zone: tzinfo | None) -> datetime:
    """Tell a time by the clock of a zone, None for this computer's, with the offset in force there at that time.

    One without an offset is by the clock of this computer. Offsets and not zones are what times carry: Python counts
    between two times of one zone by the clock on the wall, an hour wrong across summer time.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> on_clock_of(datetime(2026, 7, 1, 5, tzinfo=UTC), ZoneInfo("Europe/Berlin")).isoformat()
    '2026-07-01T07:00:00+02:00'
    """
    # Through UTC: a time that the zone's clock left out is one it showed. Of a time without an offset in that hour
    # ``astimezone`` tells another one than ``timestamp``.
    instant = at.astimezone(UTC) if at.tzinfo else datetime.fromtimestamp(at.timestamp(), UTC)
    there = instant.astimezone(zone)
    return there.replace(tzinfo=timezone(there.utcoffset() or timedelta(0)))


def lived(record: Record, zone: tzinfo | None) -> Record:
    """Tell a device's run or other activity by the clock the person lives by, where the device told only UTC.

    The time itself is the same, and so is the record; only what a clock showed is guessed, and may be wrong abroad.
    """
    if isinstance(record, Run) and record.start.utcoffset() == timedelta(0):
        return replace(record, start=on_clock_of(record.start, zone))
    if isinstance(record, Event) and record.at.utcoffset() == timedelta(0):
        return replace(record, at=on_clock_of(record.at, zone))
    return record

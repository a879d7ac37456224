"""When a check-in is worth a reminder: 2, 24 and 48 h after a run, and in the morning; never for what is rated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from afterrun.records import Diary, Run, Site

AFTER_RUN_H = (2, 24, 48)
# A reminder -> the hours after the run in which a report does what it asks for, and after which it is no use.
_WINDOWS_H = {2: (0.0, 8.0), 24: (12.0, 36.0), 48: (36.0, 60.0)}
_LOOK_BACK = timedelta(days=4)
_MORNING_LASTS = timedelta(hours=4)
_DAY_BEGINS = time(4)
_GAP = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Wishes:
    """When somebody wants to be reminded.

    Parameters
    ----------
    after_run_h : tuple of int
        Some of `AFTER_RUN_H`. [h]
    morning : time or None
        On the clock of the day; None: not in the morning.
    quiet : tuple of time
        From, to: nothing in between; equal for no quiet hours.
    """

    after_run_h: tuple[int, ...] = ()
    morning: time | None = None
    quiet: tuple[time, time] = (time(22), time(7))


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder.

    Parameters
    ----------
    key : str
        Names it for good: the same run and hour is the same reminder.
    at, until : datetime
        From when it is due, and until when it is of use.
    daily : bool
        Whether it is a morning's, and not about a run.
    """

    key: str
    at: datetime
    until: datetime
    daily: bool = False


def reminders(diary: Diary, *, wishes: Wishes, now: datetime) -> list[Reminder]:
    """List the reminders that are still of use, earliest first; today's morning, and the runs of the last days.

    Nothing is listed for what was rated meanwhile, at the site with most reports.

    Parameters
    ----------
    diary : Diary
        Everything recorded.
    wishes : Wishes
        When somebody wants to be reminded.
    now : datetime
        Reports and runs after it are not looked at. Its offset is the one of the quiet hours and the mornings.
    """
    sites = diary.sites()
    rated = _rated(diary, sites[0] if sites else None, now)
    found = [*_after_runs(diary, rated, wishes, now), *_mornings(rated, wishes, now)]
    moved = (_out_of_quiet_hours(each, wishes.quiet) for each in found)
    return sorted((each for each in moved if each.at < each.until and now < each.until), key=lambda each: each.at)


def due(found: list[Reminder], *, now: datetime, last: datetime | None) -> tuple[list[Reminder], bool]:
    """Take those that are due, and say whether to speak up: two within two hours are one.

    Parameters
    ----------
    found : list of Reminder
        Not sent yet.
    now : datetime
        The time.
    last : datetime or None
        When somebody was last reminded.
    """
    taken = [each for each in found if each.at <= now < each.until]
    lately = last is not None and timedelta(0) <= now - last < _GAP
    return taken, bool(taken) and not lately


def quiet_until(at: datetime, quiet: tuple[time, time]) -> datetime:
    """Return the end of the quiet hours that a time lies in; the time itself if it lies in none.

    Examples
    --------
    >>> from datetime import UTC
    >>> quiet_until(datetime(2026, 5, 1, 23, 30, tzinfo=UTC), (time(22), time(7))).isoformat()
    '2026-05-02T07:00:00+00:00'
    >>> quiet_until(datetime(2026, 5, 1, 7, tzinfo=UTC), (time(22), time(7))).isoformat()
    '2026-05-01T07:00:00+00:00'
    """
    start, end = quiet
    clock = at.timetz().replace(tzinfo=None)
    inside = start <= clock < end if start <= end else clock >= start or clock < end
    if not inside:
        return at
    ends = at.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
    return ends if clock < end else ends + timedelta(days=1)


def _rated(diary: Diary, site: Site | None, now: datetime) -> list[datetime]:
    return [report.at for report in diary.pain if report.site == site and report.at <= now]


def _after_runs(diary: Diary, rated: list[datetime], wishes: Wishes, now: datetime) -> Iterator[Reminder]:
    for run in diary.runs:
        if now - _LOOK_BACK <= run.end <= now:
            for hours in wishes.after_run_h:
                low, high = (run.end + timedelta(hours=each) for each in _WINDOWS_H[hours])
                if not any(low <= at < high for at in rated):
                    at = (run.end + timedelta(hours=hours)).astimezone(now.tzinfo)
                    yield Reminder(f"run {_minute(run)} +{hours}h", at, high.astimezone(now.tzinfo))


def _minute(run: Run) -> str:
    return datetime.fromtimestamp(run.start.timestamp() // 60 * 60, run.start.tzinfo).isoformat(timespec="minutes")


def _mornings(rated: list[datetime], wishes: Wishes, now: datetime) -> Iterator[Reminder]:
    if wishes.morning is None:
        return
    begun = datetime.combine(now.date(), _DAY_BEGINS, now.tzinfo)
    if not any(begun <= at for at in rated):
        at = datetime.combine(now.date(), wishes.morning, now.tzinfo)
        yield Reminder(f"morning {now.date().isoformat()}", at, at + _MORNING_LASTS, daily=True)


def _out_of_quiet_hours(reminder: Reminder, quiet: tuple[time, time]) -> Reminder:
    return replace(reminder, at=quiet_until(reminder.at, quiet))

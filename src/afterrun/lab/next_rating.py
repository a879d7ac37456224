"""Which check-in would tell most now: the one a day, or two days, after a run that has none yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from afterrun.records import Diary, Run, Site

# Delayed soreness peaks one to two days after a load; around +24 h and +48 h a report says most about a run.
_WINDOWS_H = ((12.0, 36.0), (36.0, 60.0))
_LOOK_BACK = timedelta(days=4)  # after it both windows of a run have passed


@dataclass(frozen=True, slots=True)
class NextRating:
    """A report worth having.

    Parameters
    ----------
    run : Run
        The run it would be about.
    at : datetime
        The middle of its window: 24 or 48 h after the end of the run.
    due : bool
        Whether the window is open now and still without a report.
    """

    run: Run
    at: datetime
    due: bool


def next_rating(diary: Diary, *, site: Site | None, now: datetime) -> NextRating | None:
    """Find the rating that is due, else the next to come; None if the last run is too long ago.

    Parameters
    ----------
    diary : Diary
        Everything recorded.
    site : Site or None
        Where the pain is; None if nothing was reported yet.
    now : datetime
        Nothing after it is looked at.
    """
    since = now - _LOOK_BACK - timedelta(days=1)
    reports = [report.at for report in diary.pain if report.at >= since and report.site == site]
    recent = [run for run in diary.runs if now - _LOOK_BACK <= run.end <= now]
    found = [rating for run in reversed(recent) for rating in _open(run, reports, now)]
    due = [rating for rating in found if rating.due]
    return due[0] if due else min(found, key=lambda rating: rating.at, default=None)


def _open(run: Run, reports: list[datetime], now: datetime) -> list[NextRating]:
    """List the windows after a run that have not passed and have no report, the nearest first."""
    found = []
    for low, high in _WINDOWS_H:
        start, end = run.end + timedelta(hours=low), run.end + timedelta(hours=high)
        if now < end and not any(start <= at < end for at in reports if at <= now):
            found.append(NextRating(run, start + (end - start) / 2, due=start <= now))
    return found

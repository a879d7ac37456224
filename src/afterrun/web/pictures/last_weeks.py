"""The last eight weeks of one place at a glance: the mean of each day, and the runs at the foot. Raw."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import fmean

from afterrun.records import PainReport, Run
from afterrun.records.pain import DURING_RUN

WEEKS = 8  # long enough to see a course, short enough for a day to be a dot: judgement
_DAYS = 7 * WEEKS
_WEEK, _WEEK_BEFORE = range(7), range(7, 14)  # days ago
_JOINED_DAYS = 2  # what lay between is not known where it is longer, as on the timeline
# The picture, in the units of its viewBox.
WIDE, HIGH = 336.0, 84.0
_LEFT, _TOP, _FOOT = 16.0, 6.0, 66.0


@dataclass(frozen=True, slots=True)
class LastWeeks:
    """What is drawn and told.

    Parameters
    ----------
    week, week_before : float or None
        Mean report of the last seven days, and of the seven before; None without one. [NRS]
    reports, reports_before : int
        How many each rests on.
    days : tuple of (int, float)
        Days ago and that day's mean, the oldest first. [d, NRS]
    runs : tuple of int
        Days ago of each run. [d]
    reported_days : int
        On how many of the last seven days something was reported.
    hidden, hidden_before : int
        How many of the reports of each week a painkiller may have made smaller.
    hidden_days : frozenset of int
        Days ago on which any report was such a one. [d]
    """

    week: float | None
    week_before: float | None
    reports: int
    reports_before: int
    days: tuple[tuple[int, float], ...]
    runs: tuple[int, ...]
    reported_days: int = 0
    hidden: int = 0
    hidden_before: int = 0
    hidden_days: frozenset[int] = frozenset()

    @property
    def lines(self) -> list[str]:
        """The days as points of SVG lines, one for each stretch without a gap."""
        found: list[list[tuple[float, float]]] = []
        last: int | None = None
        for ago, nrs in self.days:
            if last is None or last - ago > _JOINED_DAYS:
                found.append([])
            found[-1].append(place(ago, nrs))
            last = ago
        return [" ".join(f"{x},{y}" for x, y in points) for points in found]

    @property
    def dots(self) -> list[tuple[float, float, bool]]:
        """Where each day lies, and whether a painkiller may have hidden some of it."""
        return [(*place(ago, nrs), ago in self.hidden_days) for ago, nrs in self.days]


def place(days_ago: float, nrs: float) -> tuple[float, float]:
    """Turn days ago and points into a place in the picture.

    Examples
    --------
    >>> place(0, 0), place(56, 10)
    ((330.0, 66.0), (16.0, 6.0))
    """
    x = _LEFT + (WIDE - 6 - _LEFT) * (1 - days_ago / _DAYS)
    return round(x, 1), round(_FOOT - (_FOOT - _TOP) * nrs / 10, 1)


def last_weeks(
    reports: Sequence[PainReport],
    runs: Sequence[Run],
    now: datetime,
    hides: Callable[[datetime], bool] = lambda at: False,
) -> LastWeeks | None:
    """Sum up what was reported at one place; None where nothing was for eight weeks.

    Parameters
    ----------
    reports : sequence of PainReport
        Of one place and one symptom; those during a run are left out, they are another thing.
    runs : sequence of Run
        All.
    now : datetime
        Nothing after it is looked at.
    hides : callable
        Whether a painkiller may have hidden pain at a time.
    """
    since = now - timedelta(days=_DAYS + 1)  # of ten years the most are older: no day is worked out for them
    of_late = [each for each in reports if since < each.at <= now and _is_at_rest(each)]
    by_day: dict[int, list[float]] = defaultdict(list)
    hidden: Counter[int] = Counter()
    for each in of_late:
        if (days := _days_ago(each.at, now)) < _DAYS:
            by_day[days].append(each.nrs)
            hidden[days] += hides(each.at)
    if not by_day:
        return None
    week, before = ([nrs for days in week for nrs in by_day.get(days, ())] for week in (_WEEK, _WEEK_BEFORE))
    return LastWeeks(
        week=fmean(week) if week else None,
        week_before=fmean(before) if before else None,
        reports=len(week),
        reports_before=len(before),
        days=tuple((days, fmean(by_day[days])) for days in sorted(by_day, reverse=True)),
        runs=tuple(days for run in runs if run.end <= now and (days := _days_ago(run.end, now)) < _DAYS),
        reported_days=sum(days in by_day for days in _WEEK),
        hidden=sum(hidden[days] for days in _WEEK),
        hidden_before=sum(hidden[days] for days in _WEEK_BEFORE),
        hidden_days=frozenset(days for days, n in hidden.items() if n),
    )


def _is_at_rest(report: PainReport) -> bool:
    return report.moment != DURING_RUN


def _days_ago(at: datetime, now: datetime) -> int:
    return (now.date() - at.astimezone(now.tzinfo).date()) // timedelta(days=1)

"""Weeks in which next to no pain was reported: counted, whatever a model makes of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from statistics import fmean

from afterrun.findings import Painless
from afterrun.lab.preparing import Prepared
from afterrun.records import PainReport

_WEEK = timedelta(weeks=1)
# Judgements: a week with a faint day still is one without pain, and a faint day is no pain that came back.
_FEWEST_REPORTS = 3
_MOST_NOT_ZERO = 1 / 7
_FAINT_NRS = 2.0
_FEWEST_WEEKS, _MOST_WEEKS_SINCE = 2, 6
_YEAR = 52


def painless_of(prepared: Prepared, now: datetime) -> Painless | None:
    """Find the last weeks in a row without pain, if there was pain before them and they are not long over.

    Weeks are counted back from now. Nought under a painkiller says nothing; pain under one, and pain during a run, is
    pain.
    """
    hidden = set(prepared.hidden)
    reports = [report for report in prepared.all_reports if report.nrs > 0 or report not in hidden]
    weeks = _weeks(reports, now)
    quiet = [_is_quiet(week) for week in weeks]
    since = quiet.index(True) if True in quiet else len(quiet)
    count = next((i for i, is_quiet in enumerate(quiet[since:]) if not is_quiet), len(quiet) - since)
    if count < _FEWEST_WEEKS or since > _MOST_WEEKS_SINCE:
        return None
    start, end = now - (since + count) * _WEEK, now - since * _WEEK
    after = [report.nrs for week in weeks[:since] for report in week]
    if _worst(report.nrs for report in reports if report.at <= start) <= _FAINT_NRS:
        return None
    if since and _worst(after) <= _FAINT_NRS:
        return None  # not known to be back
    within = [report.nrs for week in weeks[since : since + count] for report in week]
    return Painless(
        start=start,
        end=end,
        weeks=count,
        reports=len(within),
        zeros=within.count(0),
        worst_nrs=max(within),
        runs=sum(start < run.start <= end for run in prepared.runs),
        since_nrs=fmean(after) if after else None,
    )


def _weeks(reports: Sequence[PainReport], now: datetime) -> list[Sequence[PainReport]]:
    """Cut the last year into weeks, the newest first."""
    at = [report.at for report in reports]
    return [
        reports[bisect_right(at, now - (week + 1) * _WEEK) : bisect_right(at, now - week * _WEEK)]
        for week in range(_YEAR)
    ]


def _is_quiet(week: Sequence[PainReport]) -> bool:
    not_zero = [report.nrs for report in week if report.nrs > 0]
    return (
        len(week) >= _FEWEST_REPORTS and len(not_zero) <= _MOST_NOT_ZERO * len(week) and _worst(not_zero) <= _FAINT_NRS
    )


def _worst(nrs: Iterable[float]) -> float:
    return max(nrs, default=0.0)

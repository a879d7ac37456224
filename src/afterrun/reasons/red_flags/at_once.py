"""Pain that came at once, after weeks with next to none, and has been about as high as on its first days since.

The averages of weeks go up then as well, and nothing need grow. A bone that hurts more from day to day is not as high
on its first days as later, whatever came before.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf
from statistics import fmean

from afterrun.reasons.red_flags.straight_line import weekly_rise

_WEEK = timedelta(weeks=1)
# All of these are judgements, counted in docs/red-flags.md.
_QUIET_FOR, _QUIET_REPORTS = timedelta(weeks=2), 6
_FAINT_NRS, _QUIET_NRS = 2.0, 1.0  # at most, and on average
_FIRST_DAYS, _FIRST_REPORTS = timedelta(days=3), 2
_KNOWN_AFTER, _KNOWN_REPORTS = timedelta(days=9), 8  # before that nobody can say whether it grows
_CHANCE_NRS = 1.0  # by which a week lies above a few days without being higher; the worst of weeks by twice that
_GROWN_NRS = 0.5  # in a week: a step of weeks that go up, elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class AtOnce:
    """What came at once.

    Parameters
    ----------
    at : datetime
        The first report of it.
    since_nrs : float
        The mean of the reports from then on. [NRS]
    stays : bool
        Whether it is known not to have grown since; else nobody can say yet.
    """

    at: datetime
    since_nrs: float
    stays: bool


def came_at_once(at: Sequence[datetime], nrs: Sequence[float]) -> AtOnce | None:
    """Find the first pain after quiet weeks, if it was there from the first days on.

    Parameters
    ----------
    at, nrs : sequences
        Reports of pain at one place in the order of time, the last weeks of them. [NRS]
    """
    for first, told in enumerate(nrs):
        since = slice(first, None)
        if told > _FAINT_NRS and _quiet(at, nrs, first) and _as_on_its_first_days(at[since], nrs[since]):
            return AtOnce(at=at[first], since_nrs=fmean(nrs[since]), stays=_stays(at[since], nrs[since]))
    return None


def _quiet(at: Sequence[datetime], nrs: Sequence[float], end: int) -> bool:
    """Whether the weeks up to a report knew next to no pain, the last of them as well."""
    if at[end] - at[0] < _QUIET_FOR:
        return False
    return all(
        len(part) >= fewest and _is_quiet(part)
        for length, fewest in ((_QUIET_FOR, _QUIET_REPORTS), (_WEEK, _QUIET_REPORTS // 2))
        for part in [nrs[bisect_left(at, at[end] - length) : end]]
    )


def _is_quiet(nrs: Sequence[float]) -> bool:
    return max(nrs) <= _FAINT_NRS and fmean(nrs) <= _QUIET_NRS


def _stretches(at: Sequence[datetime], nrs: Sequence[float], length: timedelta) -> Iterator[Sequence[float]]:
    """Stretches that end at each report but those of the first days."""
    return (nrs[bisect_right(at, end - length) : i + 1] for i, end in enumerate(at) if end >= at[0] + _FIRST_DAYS)


def _as_on_its_first_days(at: Sequence[datetime], nrs: Sequence[float]) -> bool:
    """Whether no week has been higher than the first days, and no report by far."""
    early = nrs[: bisect_right(at, at[0] + _FIRST_DAYS)]
    return (
        len(early) >= _FIRST_REPORTS
        and at[-1] - at[0] >= _FIRST_DAYS
        and max(map(fmean, _stretches(at, nrs, _WEEK))) <= fmean(early) + _CHANCE_NRS
        and max(nrs) <= max(early) + 2 * _CHANCE_NRS
    )


def _stays(at: Sequence[datetime], nrs: Sequence[float]) -> bool:
    if at[-1] - at[0] < _KNOWN_AFTER or len(nrs) < _KNOWN_REPORTS:
        return False
    if any(map(_is_quiet, _stretches(at, nrs, _FIRST_DAYS))):
        return False  # rest may have eased it, and running bring it back
    days, mean = bisect_right(at, at[0] + _FIRST_DAYS), fmean(nrs)
    higher = [i for i, told in enumerate(nrs) if told >= mean]  # a bone may hurt for a while after each run alone
    return (
        fmean(nrs[days:]) <= fmean(nrs[:days]) + _GROWN_NRS
        and _at_most_a_week(at, nrs) < _GROWN_NRS
        and _at_most_a_week([at[i] for i in higher], [nrs[i] for i in higher]) < _GROWN_NRS
    )


def _at_most_a_week(at: Sequence[datetime], nrs: Sequence[float]) -> float:
    """How much it may well go up in a week: the slope of a straight line and one standard error. [NRS]"""
    line = weekly_rise(at, nrs)
    return inf if line is None else sum(line)

"""Pain that grows from week to week on a bone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import fmean

from afterrun.findings import Flag
from afterrun.language import say
from afterrun.reasons.red_flags.rule import TOLD_FOR, WITHIN_DAYS, Place, Rule
from afterrun.reasons.red_flags.signs import is_pain
from afterrun.records import PainReport, Site

_BONES = ("shin", "forefoot", "midfoot", "arch", "heel", "ankle", "toes", "hip", "groin", "thigh", "foot")
_WEEK = timedelta(weeks=1)
_WEEKS = 4  # three steps up
_LEAST_REPORTS = 3  # a week; fewer are a chance of the day
_LEAST_STEP_NRS = (
    0.5  # each week is more than the one before; all of these are judgements, counted in docs/red-flags.md
)
_LEAST_RISE_NRS = 3.0  # a point a week
_LEAST_NOW_NRS = 4.0


def is_bone(site: Site) -> bool:
    """Whether it lies on a bone that runs load."""
    return site.region.startswith(_BONES)


def growth_nrs(reports: Sequence[PainReport], now: datetime) -> float | None:
    """Find how much higher a week is than that of three weeks before, if each week was higher than the last.

    Weeks end at a report of the last two weeks; looked at are their means and their worst reports.
    """
    since = now - TOLD_FOR - _WEEKS * _WEEK
    pain = [report for report in reports if report.at > since and is_pain(report)]
    if not pain or pain[-1].at - pain[0].at < (_WEEKS - 1) * _WEEK:
        return None
    at, nrs = [report.at for report in pain], [report.nrs for report in pain]
    ends = dict.fromkeys(end for end in at if end > now - TOLD_FOR)
    risen = (_risen(at, nrs, end, of) for end in ends for of in (fmean, max))
    return max((rise for rise in risen if rise is not None), default=None)


def _risen(
    at: Sequence[datetime], nrs: Sequence[float], end: datetime, of: Callable[[Sequence[float]], float]
) -> float | None:
    bounds = [bisect_right(at, end - week * _WEEK) for week in range(_WEEKS, -1, -1)]
    if any(b - a < _LEAST_REPORTS for a, b in pairwise(bounds)):
        return None
    told = [of(nrs[a:b]) for a, b in pairwise(bounds)]
    if any(b - a < _LEAST_STEP_NRS for a, b in pairwise(told)):
        return None
    rise = told[-1] - told[0]
    return rise if rise >= _LEAST_RISE_NRS and told[-1] >= _LEAST_NOW_NRS else None


def _growing(place: Place) -> Flag | None:
    if not is_bone(place.site) or growth_nrs(place.reports, place.now) is None:
        return None
    return Flag(
        WITHIN_DAYS,
        say(
            "It has grown from week to week for three weeks. Have a clinician look at it within days, and do not run "
            "or hop on it until then."
        ),
    )


GROWING = Rule(
    name="growing-week-by-week",
    find=_growing,
    rests_on="A clinical page of Medscape (a tired bone hurts in exercise first, later at rest), second-hand; a point "
    "a week over three weeks is a judgement",
)

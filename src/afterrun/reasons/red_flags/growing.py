"""Pain that grows over the weeks on a bone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import fmean

from afterrun.findings import Flag, Growth
from afterrun.language import say
from afterrun.reasons.red_flags.at_once import AtOnce, came_at_once
from afterrun.reasons.red_flags.rule import SOON, TOLD_FOR, WITHIN_DAYS, Place, Rule
from afterrun.reasons.red_flags.signs import is_pain, plain
from afterrun.reasons.red_flags.straight_line import weekly_rise
from afterrun.records import Run, Site

_BONES = ("shin", "forefoot", "midfoot", "arch", "heel", "ankle", "toes", "hip", "groin", "thigh", "foot", "knee")
_SELDOM_BONE = ("knee",)  # most of what grows there in a few weeks is not the bone: only what grows slowly counts
_WEEK = timedelta(weeks=1)
# All of these are judgements, counted in docs/red-flags.md.
_LEAST_RISE_NRS = 3.0
_LEAST_NOW_NRS = 4.0
# Fast: three steps up in a row, a point a week, by the mean or by the worst of each week.
_WEEKS, _LEAST_REPORTS, _LEAST_STEP_NRS = 4, 3, 0.5  # fewer reports are a chance of the day
# Slowly: over five to nine weeks by the mean, which may stand still or dip a little on the way.
_SLOW_WEEKS, _SLOW_REPORTS, _DIP_NRS = range(5, 10), 2, 0.5
_LEAST_REST = timedelta(days=7)  # without a run, and twice as long as usual
_AFTER_A_RUN = timedelta(days=5)  # as long as a run answers for elsewhere
_AS_MUCH = 0.5  # of the share of the next week's reports that come after a run
_ILL = re.compile(
    r"\b(flu|influenza|fever\w*|covid|corona|illness|ill|sick|infection|body aches)\b|"
    r"grippe|fieber|\bkrank|infekt|gliederschmerz"
)
_ACHES_FOR = timedelta(days=10)  # and a week that such days lie in: what hurts then hurts all over
# A question costs a tap, so it comes earlier.
_ASKED_AFTER, _ASKED_REPORTS = timedelta(days=10), 8
_ASKED_RISE_NRS, _ERRORS = 0.75, 2.0
_MORE_NRS = 1.0  # than before a pause: less is a chance of the days


def growth_words(found: Growth) -> str:
    """Say the numbers: what is told of the mean elsewhere does not contradict them then."""
    told = {"first": found.weeks_nrs[0], "last": found.weeks_nrs[-1], "n": len(found.weeks_nrs)}
    if found.worst:
        return say("the worst of a week went up from {first:.2g} to {last:.2g} of 10 over {n} weeks", **told)
    return say("the average of a week went up from {first:.2g} to {last:.2g} of 10 over {n} weeks", **told)


def is_bone(site: Site) -> bool:
    """Whether it lies on a bone that runs load."""
    return site.region.startswith(_BONES)


def went_up(place: Place, *, slowly: bool = False) -> Growth | None:
    """Find the largest rise from a week to one some weeks later, little by little or at once.

    Weeks end at a report of the last two weeks. Looked at are three weeks in which each was higher than the last, by
    its mean or its worst report, and up to eight in which the means went up on the whole; the latter alone if
    ``slowly``. A week of rest among weeks of runs eases a bone and does not mend it: of the eight it is left out, and
    what they begin with is held against the week before it. Nor
    has it grown where somebody runs again: the worst of a week with runs is not held against that of one without. A
    week does not end in the days of a flu that was noted, nor in a pause in which it came and had gone again before
    somebody ran on.
    """
    at, nrs = _pain_lately(place)
    if not at or at[-1] - at[0] < (_WEEKS - 1) * _WEEK:
        return None
    if max(nrs) < _LEAST_NOW_NRS or max(nrs) - min(nrs) < _LEAST_RISE_NRS:
        return None  # nor can a week, and every page asks
    ill = [(event.at, event.at + _ACHES_FOR) for event in place.events if _ILL.search(plain(event.kind))]
    ill += [(a, b + _WEEK) for a, b in _pauses(place.runs) if _came_and_went(at, nrs, a, b)]
    ends = dict.fromkeys(end for end in at if end > place.now - TOLD_FOR and not any(a <= end <= b for a, b in ill))
    rests = [(a, b + _WEEK) for a, b in _pauses(place.runs)]  # what rest eased comes back in the week after
    grown = [found for end in ends for found in _slowly(at, nrs, end, rests)]
    if not slowly:
        after = _after_runs(at, place.runs)
        grown += [found for end in ends for found in _fast(at, nrs, end, after)]
    return max(grown, key=lambda found: found.rise_nrs, default=None)


def at_once(place: Place, *, slowly: bool = False) -> AtOnce | None:
    """Find what came at once, where weeks went up by it."""
    return came_at_once(*_pain_lately(place)) if went_up(place, slowly=slowly) else None


def growth(place: Place, *, slowly: bool = False) -> Growth | None:
    """Find the largest rise by weeks that grew; see `went_up`. What came at once did not."""
    found = went_up(place, slowly=slowly)
    return None if found and came_at_once(*_pain_lately(place)) else found


def may_grow(place: Place) -> float | None:
    """How much a straight line through reports has gone up by, where it likely does: no growth yet, a reason to ask.

    Weeks take a month to show that they grow. A bone that hurts much already is asked about before.
    """
    at, nrs = _pain_lately(place)
    if not at or at[-1] <= place.now - _WEEK or at[-1] - at[0] < _ASKED_AFTER or len(at) < _ASKED_REPORTS:
        return None
    line = weekly_rise(at, nrs)
    if line is None or fmean(_between(at, nrs, at[-1] - _WEEK, at[-1])) < _LEAST_NOW_NRS:
        return None
    slope, error = line
    risen = slope * ((at[-1] - at[0]) / _WEEK)
    return risen if risen >= _ASKED_RISE_NRS and slope > _ERRORS * error else None


def _pain_lately(place: Place) -> tuple[list[datetime], list[float]]:
    since = place.now - TOLD_FOR - _SLOW_WEEKS[-1] * _WEEK
    pain = [report for report in place.reports if report.at > since and is_pain(report)]
    return [report.at for report in pain], [report.nrs for report in pain]


def _fast(at: Sequence[datetime], nrs: Sequence[float], end: datetime, after: Sequence[bool]) -> Iterator[Growth]:
    weeks = _by_week(at, end, _WEEKS, _LEAST_REPORTS)
    if not weeks:
        return
    means = [fmean(nrs[week]) for week in weeks]
    if _goes_up(means):
        yield Growth(weeks_nrs=tuple(means))
    worst = [max(nrs[week]) for week in weeks]
    first, second = (fmean(after[week]) for week in weeks[:2])
    if _goes_up(worst) and first >= _AS_MUCH * second:
        yield Growth(weeks_nrs=tuple(worst), worst=True)


def _goes_up(told: Sequence[float]) -> bool:
    return all(b - a >= _LEAST_STEP_NRS for a, b in pairwise(told)) and _enough(told)


def _slowly(
    at: Sequence[datetime], nrs: Sequence[float], end: datetime, rests: Sequence[tuple[datetime, datetime]]
) -> Iterator[Growth]:
    for weeks in _SLOW_WEEKS:
        found = _by_week(at, end, weeks, _SLOW_REPORTS)
        if not found:
            return  # nor are more weeks told of
        told = [fmean(nrs[week]) for week in found]
        told[0] = max(told[0], _before_rest(at, nrs, rests, _middle(end, weeks, 0)))
        eased = _eased(rests, end, weeks)
        told = [mean for mean, rested in zip(told, eased, strict=True) if not rested]
        if len(told) < _WEEKS:
            continue
        goes_up = all(b - a >= -_DIP_NRS for a, b in pairwise(told))
        from_low_to_high = told[0] <= min(told) + _DIP_NRS and told[-1] >= max(told) - _DIP_NRS
        if goes_up and from_low_to_high and _enough(told):
            yield Growth(weeks_nrs=tuple(told))


def _after_runs(at: Sequence[datetime], runs: Sequence[Run]) -> list[bool]:
    """Whether each report is of the days after a run."""
    ends = sorted(run.end for run in runs)
    last = [bisect_right(ends, each) - 1 for each in at]
    return [i >= 0 and each - ends[i] <= _AFTER_A_RUN for each, i in zip(at, last, strict=True)]


def _pauses(runs: Sequence[Run]) -> list[tuple[datetime, datetime]]:
    """Stretches without a run among runs that are closer."""
    ends = sorted(run.end for run in runs)
    gaps = sorted(b - a for a, b in pairwise(ends))
    usual = gaps[len(gaps) // 2] if gaps else timedelta(0)
    long = max(_LEAST_REST, 2 * usual)
    return [(a, b) for a, b in pairwise(ends) if b - a >= long]


def _came_and_went(at: Sequence[datetime], nrs: Sequence[float], first: datetime, last: datetime) -> bool:
    """Whether the pain of a pause was not there before it, nor afterwards with runs again.

    A bone does the opposite: rest eases it, and running brings it back. Like this hurts a flu that nobody noted.
    """
    before, meanwhile, after = (
        _between(at, nrs, *each) for each in ((first - _WEEK, first), (first, last), (last, last + _WEEK))
    )
    if min(map(len, (before, meanwhile, after))) < _LEAST_REPORTS:
        return False
    came = max(meanwhile) >= max(*before, *after) + _MORE_NRS
    went = fmean(after) <= fmean(before) + _MORE_NRS
    return came and went and max(fmean(before), fmean(after)) < _LEAST_NOW_NRS


def _between(at: Sequence[datetime], nrs: Sequence[float], after: datetime, until: datetime) -> Sequence[float]:
    return nrs[bisect_right(at, after) : bisect_right(at, until)]


def _eased(rests: Sequence[tuple[datetime, datetime]], end: datetime, weeks: int) -> list[bool]:
    """Whether each week lies mostly in such a stretch; never the first and the last, which are compared."""
    inner = range(1, weeks - 1)
    return [week in inner and any(a <= _middle(end, weeks, week) <= b for a, b in rests) for week in range(weeks)]


def _middle(end: datetime, weeks: int, week: int) -> datetime:
    return end - (weeks - week - 0.5) * _WEEK


def _before_rest(
    at: Sequence[datetime], nrs: Sequence[float], rests: Sequence[tuple[datetime, datetime]], when: datetime
) -> float:
    """Mean of the week before a stretch of rest that holds a time; 0 where there is none, or nobody reported then.

    What a week of rest eased is back with the runs: it has grown if it is more than it was before.
    """
    weeks = (_between(at, nrs, a - _WEEK, a) for a, b in rests if a <= when <= b)
    return max((fmean(week) for week in weeks if week), default=0.0)


def _by_week(at: Sequence[datetime], end: datetime, weeks: int, fewest: int) -> list[slice]:
    """Find the reports of some weeks, the last one ending at a time; none where a week has too few."""
    bounds = [bisect_right(at, end - week * _WEEK) for week in range(weeks, -1, -1)]
    if any(b - a < fewest for a, b in pairwise(bounds)):
        return []
    return [slice(a, b) for a, b in pairwise(bounds)]


def _enough(told: Sequence[float]) -> bool:
    return told[-1] - told[0] >= _LEAST_RISE_NRS and told[-1] >= _LEAST_NOW_NRS


def growth_at(place: Place) -> Growth | None:
    """Find the growth that is told of a place: where weeks are seldom a bone's, only what grew slowly."""
    return growth(place, slowly=_is_seldom_bone(place.site))


def _is_seldom_bone(site: Site) -> bool:
    return site.region.startswith(_SELDOM_BONE)


def _growing(place: Place) -> Flag | None:
    if not is_bone(place.site):
        return None
    if found := growth_at(place):
        return Flag(
            WITHIN_DAYS,
            say(
                "It has grown over the last weeks: {numbers}. Have a clinician look at it within days, and do not run "
                "or hop on it until then.",
                numbers=growth_words(found),
            ),
        )
    sudden = at_once(place, slowly=_is_seldom_bone(place.site))
    if sudden is None:
        return None
    told = {"days": (place.now - sudden.at).days, "nrs": sudden.since_nrs}
    if not sudden.stays:
        return Flag(
            WITHIN_DAYS,
            say(
                "It came on suddenly {days} days ago, after weeks with next to no pain: about {nrs:.2g} of 10 since "
                "then. Whether it grows is not known yet. Have a clinician look at it within days, and do not run or "
                "hop on it until then.",
                **told,
            ),
        )
    return Flag(
        SOON,
        say(
            "It came on suddenly {days} days ago, after weeks with next to no pain: about {nrs:.2g} of 10 since then, "
            "and no higher now than on the first days. A bone can begin like that too: if one spot hurts when you "
            "press it, or it hurts at night or on hopping, have a clinician look at it within days, and do not run "
            "until then. Otherwise leave out the runs that hurt, and have it looked at if it is no better in two "
            "weeks.",
            **told,
        ),
    )


GROWING = Rule(
    name="growing-week-by-week",
    sign="earlier-each-run",
    over_weeks=True,
    find=_growing,
    rests_on="A clinical page of Medscape (a tired bone hurts in exercise first, later at rest), second-hand; all the "
    "numbers are judgements",
)

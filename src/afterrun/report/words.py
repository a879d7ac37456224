"""Numbers as one would say them: half points of pain, half-days, no more precision than there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterrun.language import mark, number, say, say_n, spoken
from afterrun.records.measured import SLEEP, WEIGHT
from afterrun.units import HOURS_PER_DAY, distance_words

if TYPE_CHECKING:
    from afterrun.findings import Interval, ReferenceRun
    from afterrun.records import Event, PainReport

PAIN = "pain"


def nrs_words(report: PainReport) -> str:
    """Say how much of what is where; what is not pain is called by its name.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from afterrun.records import PainReport, Site
    >>> at, site = datetime(2026, 1, 1, tzinfo=UTC), Site.parse("left-calf")
    >>> nrs_words(PainReport(at=at, site=site, nrs=3))
    '3 at left calf'
    >>> nrs_words(PainReport(at=at, site=site, nrs=3, symptom="tightness"))
    'tightness 3 at left calf'
    """
    much = say("{nrs:g} at {place}", nrs=report.nrs, place=report.site.words)
    return much if report.symptom == PAIN else f"{spoken(report.symptom)} {much}"


def amount_words(event: Event) -> str:
    """Say an amount with its unit, where the kind has one.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from afterrun.records import Event
    >>> amount_words(Event(at=datetime(2026, 1, 1, tzinfo=UTC), kind="sleep", amount=7.5))
    '7.5 h of sleep'
    """
    if event.amount is None:
        return ""
    if event.kind == SLEEP:
        return say("{hours} h of sleep", hours=number(event.amount))
    return say("{weight} kg", weight=number(event.amount)) if event.kind == WEIGHT else ""


def meant_by_pain(symptom: str) -> str:
    """Say what is meant where the sentences speak of pain, if it is something else.

    Examples
    --------
    >>> meant_by_pain("pain"), meant_by_pain("tightness")
    ('', 'What you report here is tightness. Where it says pain below, tightness is meant.')
    """
    if symptom == PAIN:
        return ""
    return say("What you report here is {what}. Where it says pain below, {what} is meant.", what=spoken(symptom))


def runs_words(n: int) -> str:
    """Count runs.

    Examples
    --------
    >>> runs_words(0), runs_words(1), runs_words(2)
    ('0 runs', '1 run', '2 runs')
    """
    return say_n("{n} run", "{n} runs", n)


def reports_words(n: int, ratings: int = 0) -> str:
    """Count reports, and how many of them are ratings before and after something done.

    Examples
    --------
    >>> reports_words(0), reports_words(1), reports_words(2)
    ('0 reports', '1 report', '2 reports')
    >>> reports_words(9, 4)
    '9 reports (4 of them rated before or after something you did)'
    """
    counted = say_n("{n} report", "{n} reports", n)
    if not ratings:
        return counted
    return say("{counted} ({n} of them rated before or after something you did)", counted=counted, n=ratings)


def half_points(nrs: float) -> float:
    """Round to half points; never a negative zero.

    Examples
    --------
    >>> half_points(2.3), half_points(-0.1)
    (2.5, 0.0)
    """
    return round(nrs * 2) / 2 + 0.0


def points(nrs: float) -> str:
    """Round to half points of the 0-10 scale.

    Examples
    --------
    >>> points(2.3), points(0.2), points(-0.1)
    ('2.5', '0', '0')
    """
    return number(half_points(nrs))


def points_words(nrs: float, form: str = "g") -> str:
    """Count points, in halves; with ``"+g"`` the sign is said as well.

    Examples
    --------
    >>> points_words(0.4), points_words(1.1), points_words(2), points_words(-1, "+g")
    ('0.5 points', '1 point', '2 points', '-1 point')
    """
    n = half_points(nrs)
    return say("{n} point", n=number(n, form)) if abs(n) == 1 else say("{n} points", n=number(n, form))


def points_and_range(interval: Interval) -> str:
    """Say how many points, and their range; "more" or "less" goes well after it.

    Examples
    --------
    >>> from afterrun.findings import Interval
    >>> points_and_range(Interval(median=0.9, lo=0.4, hi=1.6))
    'about 1 point (probably 0.5 to 1.5)'
    >>> points_and_range(Interval(median=2.1, lo=1.9, hi=2.2))
    'about 2 points'
    """
    return _about(points_words(interval.median), points(interval.lo), points(interval.hi))


def points_range(interval: Interval) -> str:
    """Say a middle and its range, of ten.

    Examples
    --------
    >>> from afterrun.findings import Interval
    >>> points_range(Interval(median=2.1, lo=0.9, hi=3.4))
    'about 2 (probably 1 to 3.5)'
    >>> points_range(Interval(median=0.1, lo=0.0, hi=0.2))
    'about 0'
    """
    return _about(*map(points, (interval.median, interval.lo, interval.hi)))


def fall_range(interval: Interval) -> str:
    """Say by how many points something falls, and the range; where it may rise, which end is which.

    Examples
    --------
    >>> from afterrun.findings import Interval
    >>> fall_range(Interval(median=2.1, lo=0.9, hi=3.4)), fall_range(Interval(median=0.1, lo=-0.6, hi=0.4))
    ('about 2 (probably 1 to 3.5)', 'about 0 (probably 0.5 more to 0.5 less)')
    >>> fall_range(Interval(median=-1.1, lo=-1.6, hi=0.1))
    'about 1 more (probably 1.5 more to 0)'
    """
    if half_points(interval.lo) >= 0:
        return points_range(interval)
    return _about(*map(_more_or_less, (interval.median, interval.lo, interval.hi)))


def _more_or_less(fall_nrs: float) -> str:
    if not half_points(fall_nrs):
        return points(fall_nrs)
    told = mark("{n} less") if fall_nrs > 0 else mark("{n} more")
    return say(told, n=points(abs(fall_nrs)))


def _about(middle: str, low: str, high: str) -> str:
    if low == high:
        return say("about {middle}", middle=middle)
    return say("about {middle} (probably {low} to {high})", middle=middle, low=low, high=high)


def days(hours: float) -> str:
    """Round to half-days.

    Examples
    --------
    >>> days(3), days(13), days(25), days(60)
    ('a few hours', 'half a day', '1 day', '2.5 days')
    """
    halves = _half_days(hours)
    if halves <= 1:
        return say("half a day") if halves else say("a few hours")
    return say("1 day") if halves == 2 else say("{n:g} days", n=halves / 2)


def _half_days(hours: float) -> int:
    return round(hours * 2 / HOURS_PER_DAY)


def days_range(interval: Interval) -> str:
    """Say a middle time and its range.

    Examples
    --------
    >>> from afterrun.findings import Interval
    >>> days_range(Interval(median=26, lo=14, hi=40))
    'about 1 day (probably half a day to 1.5 days)'
    >>> days_range(Interval(median=12, lo=9, hi=24))  # once is enough
    'about half a day to 1 day'
    """
    middle, low, high = (days(each) for each in (interval.median, interval.lo, interval.hi))
    if low != high and middle in (low, high):
        return say("about {low} to {high}", low=low, high=high)
    if low != high and min(_half_days(interval.lo), _half_days(interval.hi)) > 2:
        low = number(_half_days(interval.lo) / 2)
    return _about(middle, low, high)


def percent(share: float) -> str:
    """Round to 5 %, and never to certainty.

    Examples
    --------
    >>> percent(0.62), percent(0.999), percent(0.001)
    ('60 %', 'over 95 %', 'under 5 %')
    """
    if share > 0.95:
        return say("over 95 %")
    return say("under 5 %") if share < 0.05 else say("{n} %", n=5 * round(20 * share))


def ratio_range(interval: Interval) -> str:
    """Say a ratio as a share of what was.

    Examples
    --------
    >>> from afterrun.findings import Interval
    >>> ratio_range(Interval(median=0.71, lo=0.52, hi=0.96))
    'about 70 % (probably 50 to 95 %)'
    """
    middle, low, high = (5 * round(20 * each) for each in (interval.median, interval.lo, interval.hi))
    return (
        say("about {middle} %", middle=middle)
        if low == high
        else say("about {middle} % (probably {low} to {high} %)", middle=middle, low=low, high=high)
    )


def length(run: ReferenceRun) -> str:
    """Say how long a run was: by its distance, or by its minutes where that is not known.

    Examples
    --------
    >>> from afterrun.findings import ReferenceRun
    >>> length(ReferenceRun(distance_m=6431, duration_s=2200)), length(ReferenceRun(distance_m=None, duration_s=2200))
    ('6.4 km', '37 min')
    """
    if run.distance_m is not None:
        return distance_words(run.distance_m)
    return say("{minutes:.0f} min", minutes=(run.duration_s or float("nan")) / 60)


def week_words(week_nrs: float, before_nrs: float | None) -> str:
    """Say the mean of the last seven days and of the seven before, as numbers: whether that is a change, others say."""
    if before_nrs is None:
        return say("The last 7 days: {week} of 10 on average.", week=points(week_nrs))
    return say(
        "The last 7 days: {week} of 10 on average. The 7 before: {before}.",
        week=points(week_nrs),
        before=points(before_nrs),
    )

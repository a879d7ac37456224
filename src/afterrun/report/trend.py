"""Whether it is getting better: of what a run does and, without runs, of the pain of every day.

"It is getting" is of now: where the last month alone does not show it, only that it is better, or worse, than it was.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from afterrun.findings.verdicts import looks_worse
from afterrun.language import say
from afterrun.report.changed import day_of
from afterrun.report.words import half_points, percent, points_and_range, points_words, ratio_range

if TYPE_CHECKING:
    from datetime import date

    from afterrun.findings import Interval, Trend

_LIKELY, _PROBABLY = 0.95, 0.8
_LATELY = timedelta(days=45)  # of a trend since then, the last month is most
_HARDLY_NRS = 0.5  # a month: less is no change to tell


def came_back(trend: Trend) -> str:
    """Say that it had been better in between, if it had; else nothing."""
    if trend.came_back is None:
        return ""
    return say(
        "It had been better: in the weeks around {day} a run caused {share} of what it does now. It came back.",
        day=day_of(trend.came_back.lowest_on),
        share=ratio_range(trend.came_back.share),
    )


def of_runs(trend: Trend, *, grew: bool, on: date) -> str:
    """Say whether a run hurts less than it did; the chance and the range beside it are of the same thing.

    Parameters
    ----------
    trend : Trend
        With its chance.
    grew : bool
        Whether what was reported has grown: then it is never "not known whether better".
    on : date
        Today.
    """
    chance, since = trend.prob_improving or 0.0, day_of(trend.since)
    if chance >= _LIKELY and grew:
        return say("All the same a run hurts less than it did on {since}: over 95 % sure.", since=since)
    if chance >= _LIKELY:
        return _less_after_runs(trend, now=_lately(trend, on))
    if chance <= 1 - _LIKELY:
        return _more_after_runs(trend, now=grew or _lately(trend, on))
    if looks_worse(round(1 - chance, 3)):
        return say(
            "It may be getting worse. The chance that a run hurts more than on {since}: {chance}.",
            since=since,
            chance=percent(1 - chance),
        )
    if grew:
        return say(
            "Whether your runs do more than before is not known yet. The chance that a run hurts less than on {since}: "
            "{chance}.",
            since=since,
            chance=percent(chance),
        )
    return say(
        "Not known yet whether it is getting better. The chance that a run hurts less than on {since}: {chance}.",
        since=since,
        chance=percent(chance),
    )


def of_every_day(trend: Trend, *, grew: bool, on: date, known_only: bool) -> str:
    """Say how the pain of every day has gone, if it may be told; else nothing.

    Parameters
    ----------
    trend : Trend
        Of the site.
    grew : bool
        Whether what was reported has grown: what is told beside that is no doubt about "better".
    on : date
        Today.
    known_only : bool
        Whether to say nothing where it went neither way for sure.
    """
    change = trend.baseline_nrs_per_30_days
    if change is None:
        return ""
    if change.lo > -_HARDLY_NRS and change.hi < _HARDLY_NRS and not (known_only or grew):
        return say(
            "The pain of every day has hardly changed since {since}: by less than half a point a month.",
            since=day_of(trend.since),
        )
    if change.hi < 0 and grew:
        return say(
            "All the same a usual day hurts less than it did on {since}: over 95 % sure.", since=day_of(trend.since)
        )
    if change.hi < 0:
        return _less_every_day(trend, points_and_range(change.turned), now=_lately(trend, on))
    if change.lo > 0:
        return _more_every_day(trend, points_and_range(change), now=grew or _lately(trend, on))
    return "" if known_only or grew else _either_way(change, day_of(trend.since))


def _lately(trend: Trend, on: date) -> bool:
    return on - trend.since < _LATELY


def _less_after_runs(trend: Trend, *, now: bool) -> str:
    since, last_month = day_of(trend.since), trend.prob_improving_last_30_days or 0.0
    if now or last_month >= _LIKELY:
        return say("It is getting better: over 95 % sure that a run hurts less than it did on {since}.", since=since)
    less = say("It is better than it was: over 95 % sure that a run hurts less than it did on {since}.", since=since)
    return f"{less} {_still_better(last_month)}"


def _more_after_runs(trend: Trend, *, now: bool) -> str:
    since, last_month = day_of(trend.since), _other(trend.prob_improving_last_30_days)
    if now or last_month >= _LIKELY:
        return say("It is getting worse: over 95 % sure that a run hurts more than it did on {since}.", since=since)
    more = say("It is worse than it was: over 95 % sure that a run hurts more than it did on {since}.", since=since)
    return f"{more} {_still_worse(last_month)}"


def _less_every_day(trend: Trend, less: str, *, now: bool) -> str:
    since, last_month = day_of(trend.since), trend.prob_baseline_falling_last_30_days or 0.0
    if now or last_month >= _LIKELY:
        return say(
            "It is getting better: since {since} a usual day hurts {less} less each month.", since=since, less=less
        )
    was = say(
        "It is better than it was: since {since} a usual day has come to hurt {less} less each month, on average.",
        since=since,
        less=less,
    )
    return f"{was} {_still_better(last_month)}"


def _more_every_day(trend: Trend, more: str, *, now: bool) -> str:
    since, last_month = day_of(trend.since), _other(trend.prob_baseline_falling_last_30_days)
    if now or last_month >= _LIKELY:
        return say(
            "It is getting worse: since {since} a usual day hurts {more} more each month.", since=since, more=more
        )
    was = say(
        "It is worse than it was: since {since} a usual day has come to hurt {more} more each month, on average.",
        since=since,
        more=more,
    )
    return f"{was} {_still_worse(last_month)}"


def _other(chance: float | None) -> float:
    """Turn a chance round; of one that is not known nothing is likely."""
    return 0.0 if chance is None else round(1 - chance, 3)


def _still_better(chance: float) -> str:
    if chance >= _PROBABLY:
        return say("It is probably still getting better.")
    return say("Whether it is still getting better is not known yet.")


def _still_worse(chance: float) -> str:
    if chance >= _PROBABLY:
        return say("It is probably still getting worse.")
    return say("Whether it is still getting worse is not known yet.")


def _either_way(change: Interval, since: str) -> str:
    less, more = points_words(-change.lo), points_words(change.hi)
    if not half_points(change.lo):
        return say(
            "Not known yet whether it is getting better: since {since}, a usual day may have come to hurt up to {more} "
            "more each month, or no more at all.",
            since=since,
            more=more,
        )
    if not half_points(change.hi):
        return say(
            "Not known yet whether it is getting better: since {since}, a usual day may have come to hurt up to {less} "
            "less each month, or no less at all.",
            since=since,
            less=less,
        )
    return say(
        "Not known yet whether it is getting better: since {since}, a usual day may have come to hurt anything from "
        "{less} less to {more} more each month.",
        since=since,
        less=less,
        more=more,
    )

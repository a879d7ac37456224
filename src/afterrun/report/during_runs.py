"""Pain during runs, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterrun.language import say, say_n
from afterrun.report.run_features import which_runs
from afterrun.report.words import points_range
from afterrun.units import distance_words

if TYPE_CHECKING:
    from afterrun.findings import DuringRuns, Interval

_AT_ONCE_M = 150.0  # a minute of running: from there on it starts "at once"
_MOVES_M = 300.0  # a month; less is hardly seen beside where one looks at the watch: judgement


def during_runs(found: DuringRuns | None, *, may_try: bool = True) -> tuple[str, ...]:
    """Say on how many runs it hurt, how much, from where on, and on which; nothing where nothing was reported.

    Parameters
    ----------
    found : DuringRuns or None
        As in `Answers`.
    may_try : bool
        As for `which_runs`.
    """
    if found is None:
        return ()
    texts = [_how_often(found)]
    if found.worst_nrs is not None:
        texts.append(say("At worst it is usually {worst} of 10.", worst=points_range(found.worst_nrs)))
    if found.starts_min is not None:
        texts.append(_starts_by_time(found.starts_min))
    elif found.starts_m is not None:
        texts.append(_starts(found.starts_m))
    if found.starts_m_per_30_days is not None:
        texts.append(_moves(found.starts_m_per_30_days))
    return (*texts, *which_runs(found.features, may_try=may_try))


def _how_often(found: DuringRuns) -> str:
    if not found.n:
        return say_n(
            "No pain during the one run on which you noted how it felt.",
            "No pain during the {n} runs on which you noted how it felt.",
            found.of_runs,
        )
    return say_n(
        "Pain during the one run on which you noted how it felt.",
        "Pain during {hurt} of the {n} runs on which you noted how it felt.",
        found.of_runs,
        hurt=found.n,
    )


def _starts(start: Interval) -> str:
    if start.median < _AT_ONCE_M:
        return say("It now starts at once, or nearly so.")
    middle, low, high = (distance_words(each) for each in (start.median, start.lo, start.hi))
    if low == high:
        return say("It now starts after {middle}.", middle=middle)
    return say("It now starts after {middle} (probably {low} to {high}).", middle=middle, low=low, high=high)


def _starts_by_time(start: Interval) -> str:
    """Where the paces show that it is how long, and not how far."""
    middle, low, high = (round(each) for each in (start.median, start.lo, start.hi))
    if middle < 1:
        return say("It now starts at once, or nearly so.")
    if low == high:
        return say_n(
            "It now starts after {n} minute, however fast you run.",
            "It now starts after {n} minutes, however fast you run.",
            middle,
        )
    return say(
        "It now starts after {middle} minutes (probably {low} to {high}), however fast you run.",
        middle=middle,
        low=low,
        high=high,
    )


def _moves(month: Interval) -> str:
    """A move is told where the whole range is worth it."""
    if month.hi < -_MOVES_M:
        far, low, high = (distance_words(-each) for each in (month.median, month.hi, month.lo))
        return say(
            "It starts earlier and earlier: by {far} a month (probably {low} to {high}).", far=far, low=low, high=high
        )
    if month.lo > _MOVES_M:
        far, low, high = (distance_words(each) for each in (month.median, month.lo, month.hi))
        return say(
            "It starts later and later: by {far} a month (probably {low} to {high}).", far=far, low=low, high=high
        )
    return say("Whether it starts earlier than it did, or later, is not known yet.")

"""A sudden change in words: when, how much, and what else was new around then, as a coincidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import floor
from typing import TYPE_CHECKING

from afterrun.language import mark, say, spoken
from afterrun.report.words import percent, points_and_range, ratio_range

if TYPE_CHECKING:
    from afterrun.findings import Change, DateInterval, Interval, NewThing

_LIKELIER = 0.6  # below it a chance would only say what was assumed before the data
_PLAIN_RATIO = 3.5  # beyond it a share in percent is more digits than there is knowledge
_NEW = {
    "phase-began": mark("{name} began"),
    "phase-ended": mark("{name} ended"),
    "event-first": mark("the first {name}"),
    "care-first": mark("the first {name}"),
    "shoe-first": mark("the shoe {name}"),
    "surface-first": mark("the surface {name}"),
    "longest-run": mark("your longest run so far"),
    "run-after-gap": mark("the first run after a break"),
}


def changed(change: Change | None) -> tuple[str, ...]:
    """Say whether something changed from one day to the next.

    Parameters
    ----------
    change : Change or None
        None where nobody looked.
    """
    if change is None:
        return ()
    if change.verdict == "no-sign":
        return (say("No sign that anything changed from one day to the next."),)
    if change.verdict == "changed" and change.date is not None:
        first = _began(change.date) if change.struck else _when(change.date)
        return (first, *_how_much(change), *_also(change.also))
    text = say("Not known yet whether anything changed from one day to the next.")
    if change.probability > _LIKELIER:
        text += " " + say("The chance that it did: {chance}.", chance=percent(change.probability))
    return (text,)


def _began(at: DateInterval) -> str:
    low, high = day_of(at.lo), day_of(at.hi)
    if low == high:
        return say("It began on {low}: over 95 % sure. Before it, your runs did not hurt afterwards.", low=low)
    return say(
        "It began between {low} and {high}: over 95 % sure. Before it, your runs did not hurt afterwards.",
        low=low,
        high=high,
    )


def _when(at: DateInterval) -> str:
    middle, low, high = (day_of(each) for each in (at.median, at.lo, at.hi))
    if low == high:
        return say("Something changed around {middle}: over 95 % sure.", middle=middle)
    return say(
        "Something changed around {middle} (probably between {low} and {high}): over 95 % sure.",
        middle=middle,
        low=low,
        high=high,
    )


def _how_much(change: Change) -> tuple[str, ...]:
    if change.struck:
        return ()
    if change.response_ratio is not None:
        return (say("The same run has caused {much} since, against before.", much=_times(change.response_ratio)),)
    step = change.baseline_step_nrs
    if step is None:
        return (say("How much it changed cannot be said: how your pain goes up after runs is not clear enough."),)
    if change.direction == "worse":
        return (say("Without a run the pain has been {step} higher since.", step=points_and_range(step)),)
    return (say("Without a run the pain has been {step} lower since.", step=points_and_range(step.turned)),)


def _times(ratio: Interval) -> str:
    """Say a ratio: as a share where that says enough, else how many times at least."""
    if ratio.hi < _PLAIN_RATIO:
        return say("{ratio} of the pain", ratio=ratio_range(ratio))
    least = floor(2 * ratio.lo) / 2
    return say("more pain") if least <= 1 else say("at least {least:g} times the pain", least=least)


def _also(items: Sequence[NewThing]) -> tuple[str, ...]:
    if not items:
        return (say("Nothing else that you logged was new within two weeks of it."),)
    told = [f"{say(_NEW[item.what], name=spoken(str(item.name)))} ({day_of(item.at)})" for item in items]
    return (
        say(
            "Also new within two weeks of it: {told}. At the same time does not mean because of it.",
            told=", ".join(told),
        ),
    )


def day_of(at: date) -> str:
    """Say a day: 3 May."""
    return say("{day} {at:%B}", day=at.day, at=at)

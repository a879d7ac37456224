"""What a self-test says, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from afterrun.language import number, say

if TYPE_CHECKING:
    from afterrun.reasons.self_tests import Guide, News


def news_told(news: News | None, guide: Guide) -> str:
    """Say whether a result is news."""
    if guide.error is None:
        return say(
            "Nobody has measured how much this test varies from day to day: whether a change is real is not known."
        )
    if news is None:
        return say("The first of its kind: the next one can be compared with it.")
    unit = say(guide.values.unit)
    change = number(round(abs(news.change), 1))
    error = number(guide.error)
    if news.verdict == "within-error":
        return say(
            "{change} {unit} away from last time. The test itself is off by up to {error} {unit}: nothing new.",
            change=change,
            unit=unit,
            error=error,
        )
    if news.verdict == "more":
        return say(
            "{change} {unit} more than last time. The test itself is off by up to {error} {unit}, so this is a change.",
            change=change,
            unit=unit,
            error=error,
        )
    return say(
        "{change} {unit} less than last time. The test itself is off by up to {error} {unit}, so this is a change.",
        change=change,
        unit=unit,
        error=error,
    )


def guide_told(guide: Guide) -> Iterator[str]:
    """Say how it is done, step by step, and when not to."""
    for place, step in enumerate(guide.steps, start=1):
        yield say("{place}. {step}", place=place, step=say(step))
    yield say(guide.safety)
    yield say(
        "Result: {low:g} to {high:g} {unit}.", low=guide.values.low, high=guide.values.high, unit=say(guide.values.unit)
    )

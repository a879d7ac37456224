"""Results of one test side by side: against the one before, after a run against rest, one leg against the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from afterrun.reasons.self_tests.guide import Guide
from afterrun.reasons.self_tests.news import News, Verdict, news_of, verdict_on
from afterrun.records import SelfTest

_AFTER, _AT_REST = ("+24h", "+2h"), ("rest", "before-run")
_CLOSE = timedelta(days=14)  # apart, at most, to be of one calf: judgement
_SAME_DAY = timedelta(hours=12)  # legs are tested one after the other; judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two results of one test.

    Parameters
    ----------
    one, other : SelfTest
        The one looked at, and what it is held against.
    change : float
        The one minus the other, in the unit of the test.
    verdict : str
        As of `News`.
    """

    one: SelfTest
    other: SelfTest
    change: float
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One test on one side.

    Parameters
    ----------
    guide : Guide
        Of the test.
    last : SelfTest
        The newest result.
    news : News or None
        Against the one before of the same moment.
    after_run : Difference or None
        The newest after a run against the nearest at rest, of that leg, within two weeks.
    other_leg : Difference or None
        The newest against the other leg at the same moment of the same day; told once, for the leg with less.
    """

    guide: Guide
    last: SelfTest
    news: News | None
    after_run: Difference | None
    other_leg: Difference | None


def compared(results: Sequence[SelfTest], guide: Guide, now: datetime) -> tuple[Compared, ...]:
    """Put the results of one test side by side, one a side.

    Parameters
    ----------
    results : sequence of SelfTest
        Of any test, in order of time.
    guide : Guide
        Of the test.
    now : datetime
        Nothing after it is looked at.
    """
    own = [each for each in results if each.test == guide.name and each.at <= now]
    sides = dict.fromkeys(each.side for each in own)
    return tuple(_of_side([each for each in own if each.side == side], own, guide) for side in sides)


def _of_side(mine: Sequence[SelfTest], own: Sequence[SelfTest], guide: Guide) -> Compared:
    last = mine[-1]
    return Compared(
        guide=guide,
        last=last,
        news=news_of(own, last, guide),
        after_run=_after_run(mine, guide),
        other_leg=_other_leg(last, own, guide),
    )


def _after_run(mine: Sequence[SelfTest], guide: Guide) -> Difference | None:
    """Of the day after where there is one: at two hours less is known to have changed."""
    for moment in _AFTER:
        after = [each for each in mine if each.when == moment]
        rests = [each for each in mine if each.when in _AT_REST and after and _apart(each, after[-1]) <= _CLOSE]
        if rests:
            return _difference(after[-1], min(rests, key=lambda each: _apart(each, after[-1])), guide)
    return None


def on_other_leg(result: SelfTest, results: Sequence[SelfTest]) -> list[SelfTest]:
    """Results of the same test on the other leg, at the same moment of the same day.

    Parameters
    ----------
    result : SelfTest
        Of one leg.
    results : sequence of SelfTest
        Of any test, in order of time.
    """
    return [
        each
        for each in results
        if each.test == result.test
        and {each.side, result.side} == {"left", "right"}
        and each.when == result.when
        and _apart(each, result) <= _SAME_DAY
    ]


def _other_leg(last: SelfTest, own: Sequence[SelfTest], guide: Guide) -> Difference | None:
    others = on_other_leg(last, own)
    if not others or (last.value, str(last.side)) > (others[-1].value, str(others[-1].side)):
        return None
    return _difference(last, others[-1], guide)


def _apart(one: SelfTest, other: SelfTest) -> timedelta:
    return abs(one.at - other.at)


def _difference(one: SelfTest, other: SelfTest, guide: Guide) -> Difference:
    change = one.value - other.value
    return Difference(one=one, other=other, change=change, verdict=verdict_on(change, guide))

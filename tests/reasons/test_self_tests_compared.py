"""Results of a self-test side by side: after a run against rest, and one leg against the other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterrun.reasons.self_tests import compared, guide_named
from afterrun.records import SelfTest
from afterrun.report.own_tests import compared_told

AT = datetime(2026, 5, 1, 8, tzinfo=UTC)
NOW = AT + timedelta(days=90)


def result(
    value: float, *, day: float = 0, test: str = "lunge-bent", side: str = "left", when: str = "rest"
) -> SelfTest:
    return SelfTest(at=AT + timedelta(days=day), test=test, value=value, side=side, when=when)


def told(results: list[SelfTest], test: str = "lunge-bent") -> str:
    found = compared(sorted(results, key=lambda each: each.at), guide_named(test), NOW)
    return " ".join(text for each in found for text in compared_told(each))


@pytest.mark.parametrize(
    ("after", "verdict", "said"),
    [
        (9.0, "less", "stiffer after runs. It does not show that this is what hurts"),
        (10.0, "within-error", "it need not be shorter"),
        (14.0, "more", "does not fit a calf that is stiffer"),
    ],
)
def test_after_a_run_against_rest(after: float, verdict: str, said: str) -> None:
    results = [result(11.5), result(after, day=3, when="+24h")]
    (found,) = compared(results, guide_named("lunge-bent"), NOW)
    assert found.after_run is not None
    assert found.after_run.verdict == verdict
    assert said in told(results)


def test_what_is_weeks_apart_or_of_the_other_leg_is_not_held_against_it() -> None:
    apart = [result(11.5), result(5, day=20, when="+24h")]
    other = [result(11.5, side="right"), result(5, day=3, when="+24h")]
    for results in (apart, other):
        assert all(each.after_run is None for each in compared(results, guide_named("lunge-bent"), NOW))


def test_the_nearest_at_rest_counts() -> None:
    results = [result(15), result(9.5, day=8), result(9, day=9, when="+24h")]
    (found,) = compared(results, guide_named("lunge-bent"), NOW)
    assert found.after_run is not None
    assert found.after_run.other.value == 9.5


@pytest.mark.parametrize(("right", "said"), [(12.0, "2.5 cm less than the other leg"), (10.0, "Both legs are alike")])
def test_legs_are_compared_once(right: float, said: str) -> None:
    text = told([result(9.5), result(right, day=0.01, side="right")])
    assert text.count(said) == 1


def test_legs_of_different_days_are_not_compared() -> None:
    text = told([result(5), result(12, day=2, side="right")])
    assert "leg" not in text


def test_nothing_is_told_where_nobody_measured_the_error() -> None:
    results = [
        result(50, test="toe-spread-hold"),
        result(5, day=1, test="toe-spread-hold", when="+24h"),
        result(60, day=0.01, test="toe-spread-hold", side="right"),
    ]
    text = told(results, "toe-spread-hold")
    assert "less than" not in text
    assert "not known" in text or "first of its kind" in text


@pytest.mark.parametrize(("raises", "said"), [(40, "clearly more"), (25, "about the same"), (8, "clearly fewer")])
def test_heel_raises_stand_beside_those_of_others(raises: float, said: str) -> None:
    text = told([result(raises, test="heel-raise-straight")], "heel-raise-straight")
    assert said in text
    assert "24 (men) or 21 (women)" in text


def test_what_is_later_than_now_is_not_looked_at() -> None:
    assert compared([result(5, day=100)], guide_named("lunge-bent"), NOW) == ()

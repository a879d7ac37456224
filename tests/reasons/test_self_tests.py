"""Self-tests: guides that hold their results, and results that are news only beyond what a test is off by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from afterrun.errors import InvalidValueError
from afterrun.reasons.self_tests import GUIDES, guide_named, news_of
from afterrun.records import SelfTest
from afterrun.report.self_tests import guide_told, news_told

AT = datetime(2026, 5, 1, 8, tzinfo=UTC)


def result(value: float, *, day: int = 0, test: str = "lunge-bent", side: str = "left", when: str = "rest") -> SelfTest:
    return SelfTest(at=AT + timedelta(days=day), test=test, value=value, side=side, when=when)


@pytest.mark.parametrize("name", GUIDES)
def test_every_guide_says_how_when_not_and_what_it_may_give(name: str) -> None:
    guide = guide_named(name)
    assert guide.name == name
    assert len(guide.steps) >= 2
    assert guide.safety
    assert (guide.error is None) == (guide.source == "")  # a number has a source
    assert len(list(guide_told(guide))) == len(guide.steps) + 2
    for value in (guide.values.low, guide.values.high):
        guide.require(result(value, test=name))
    with pytest.raises(InvalidValueError, match="value must be"):
        guide.require(result(guide.values.high + 1, test=name))


@pytest.mark.parametrize(
    ("value", "verdict"), [(11.0, "within-error"), (9.7, "within-error"), (9.5, "less"), (13.5, "more")]
)
def test_a_change_is_news_only_beyond_the_error(value: float, verdict: str) -> None:
    guide = guide_named("lunge-bent")
    news = news_of([result(11.5)], result(value, day=7), guide)
    assert news is not None
    assert news.verdict == verdict
    assert ("nothing new" in news_told(news, guide)) == (verdict == "within-error")


def test_only_like_is_compared_with_like() -> None:
    guide = guide_named("lunge-bent")
    others = [
        result(5, side="right"),
        result(5, when="+24h"),
        result(5, test="paper-grip"),
        result(5, day=9),  # later
    ]
    assert news_of(others, result(11, day=7), guide) is None
    assert "first of its kind" in news_told(None, guide)
    news = news_of([result(3), result(11, day=3), *others], result(11.5, day=7), guide)
    assert news is not None
    assert news.change == pytest.approx(0.5)


def test_where_nobody_measured_the_error_no_change_is_told() -> None:
    guide = guide_named("toe-spread-hold")
    news = news_of([result(5, test=guide.name)], result(60, day=7, test=guide.name), guide)
    assert news is not None
    assert news.verdict == "error-unknown"
    assert "not known" in news_told(news, guide)
    assert "more" not in news_told(news, guide)


def test_what_looks_for_danger_is_no_self_test() -> None:
    assert not {"bone-press", "single-leg-hop", "calf-girth"} & set(GUIDES)


@pytest.mark.parametrize("changes", [{"side": "middle"}, {"test": " "}, {"value": float("inf")}])
def test_a_result_that_cannot_be_is_refused(changes: dict[str, object]) -> None:
    told: dict[str, object] = {"at": AT, "test": "lunge-bent", "value": 9.0, "side": "left"}
    with pytest.raises(InvalidValueError):
        SelfTest(**(told | changes))  # type: ignore[arg-type]


def test_an_unknown_test_names_those_there_are() -> None:
    with pytest.raises(InvalidValueError, match="lunge-bent"):
        guide_named("splits")

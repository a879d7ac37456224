"""Nothing is told of a response that is not told, a trend is told since something changed, and little is not none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import numpy as np
import pytest

from afterrun.associations.changes import change_of
from afterrun.findings import Answers, Change, Interval
from afterrun.lab.answers import Answer, answer
from afterrun.lab.changes import sudden_change
from afterrun.lab.reporting import report_html
from afterrun.records import Diary, PainReport, Run, Site
from afterrun.report.changed import changed
from afterrun.report.sentences import BETTER, CHANGED, SETS_OFF, WHEN, sentences
from afterrun.response.fit import Fit
from tests.lab.test_changes import NOW as STRUCK_NOW
from tests.lab.test_changes import struck, struck_diary

pytestmark = pytest.mark.usefixtures("unexplained")

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
KNEE = Site.parse("left-knee")


def said(found: Answer, topic: str) -> str:
    return " ".join(sentence.text for sentence in sentences(found.told) if sentence.topic == topic)


def struck_and_healing() -> Diary:
    """Nothing for three weeks, then each run hurts the day after, by a fifth less each week."""
    rng = np.random.default_rng(2)
    first = NOW - timedelta(weeks=9)
    runs = tuple(
        Run(start=first + timedelta(days=7 * week + day), duration_s=2400, distance_m=6000.0 + 300 * day)
        for week in range(9)
        for day in (0, 3)
    )

    def nrs(at: datetime) -> float:
        after = [(at - run.end) / timedelta(days=1) for run in runs if first + timedelta(weeks=3) < run.end < at]
        rises = sum(6 * 0.8 ** ((at - first).days / 7 - 3) * np.exp(-(((lag - 1) / 0.6) ** 2)) for lag in after)
        return float(np.clip(round(rises + rng.normal(0, 0.2)), 0, 10))

    times = [first + timedelta(days=d, hours=h) for d in range(62) for h in (1, 12)]
    return Diary(runs=runs, pain=tuple(PainReport(at=at, site=KNEE, nrs=nrs(at)) for at in times))


@cache
def healing() -> Answer:
    return answer(struck_and_healing(), now=NOW)


def test_painless_weeks_then_struck_then_healing_is_getting_better() -> None:
    """The weeks before it struck are no part of the trend: counted in, they would make it look worse."""
    found = healing()
    assert found.told.response is not None
    assert found.told.response.detected > 0.9
    change, trend = found.told.changes, found.told.trend
    assert change is not None
    assert change.date is not None
    assert (change.verdict, change.struck) == ("changed", True)
    assert trend is not None
    assert (trend.changed, trend.since) == (True, change.date.median)
    assert said(found, BETTER).startswith("It is getting better: over 95 % sure")
    assert "Since then, the same run" in said(found, BETTER)
    assert "It began between" in said(found, CHANGED)
    page = report_html(found, struck_and_healing(), now=NOW)
    assert "getting worse" not in page


def test_a_response_as_it_struck_neither_heals_nor_worsens() -> None:
    """Nothing before and the same ever since: what is told is since, and of that nothing is known to change."""
    trend = struck().told.trend
    assert trend is not None
    assert trend.changed
    ratio = trend.response_ratio_per_30_days
    assert ratio is not None
    assert ratio.lo < 1 < ratio.hi
    assert said(struck(), BETTER).startswith("Not known yet whether it is getting better.")


def of_more(found: Answer, *, stroke: bool = False, **fields: Any) -> Change:
    """Tell the change of an answer as if more, or less, of it were so."""
    fit = found.model.fit
    assert fit is not None
    weighed = change_of(fit, np.random.default_rng(0))
    assert weighed is not None
    weighed = replace(weighed, struck=stroke, step=np.full(100, np.log(3.0)))
    return sudden_change(struck_diary().until(STRUCK_NOW), found.prepared, weighed, **fields)


def test_no_share_of_a_response_that_is_not_told() -> None:
    told = of_more(struck(), ratio_told=False)
    assert (told.verdict, told.what, told.response_ratio) == ("changed", "response", None)
    words = " ".join(changed(told))
    assert "of the pain" not in words
    assert "times the pain" not in words
    assert "How much it changed cannot be said" in words
    assert of_more(struck(), ratio_told=True).response_ratio is not None


def test_that_runs_did_nothing_before_is_not_told_where_it_is_not_known_whether_they_do_now() -> None:
    words = " ".join(changed(of_more(struck(), stroke=True, ratio_told=False)))
    assert words.startswith("Something changed")
    assert "did not hurt afterwards" not in words
    assert "did not hurt afterwards" in " ".join(changed(of_more(struck(), stroke=True, ratio_told=True)))


def test_what_struck_has_no_share_of_what_was_nothing() -> None:
    change = struck().told.changes
    assert change is not None
    assert (change.struck, change.response_ratio) == (True, None)
    assert "cannot be said" not in " ".join(changed(change))


def test_little_is_not_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A response that is there but too little to matter is told as little, with everything that is known of it."""
    monkeypatch.setattr("afterrun.lab.response_told.RESPONSE_AREA_NRS_DAYS", 1000.0)
    found = answer(struck_and_healing(), now=NOW)
    assert found.told.response is not None
    assert (found.told.response.detected > 0.9, found.told.response.matters) == (True, 0.0)
    assert said(found, SETS_OFF).startswith("Your runs raise the pain here (left knee), but by little: over 95 % sure.")
    assert "do not rise" not in said(found, SETS_OFF)
    assert found.told.trend == healing().told.trend


def but(answers: Answers, **fields: Any) -> Answers:
    """The answers with another response."""
    assert answers.response is not None
    return replace(answers, response=replace(answers.response, **fields))


@pytest.mark.parametrize(
    ("detected", "matters", "words"),
    [
        (0.04, 0.02, "If your runs raise the pain here (left knee), it is by little. The chance that it matters is"),
        (0.8, 0.05, "If your runs raise the pain here (left knee), it is by little."),
        (0.8, 0.5, "Not known yet whether your runs raise the pain here (left knee). The chance is 80 %."),
        (0.92, 0.5, "Your runs probably raise the pain here (left knee): 90 % sure."),
        (0.92, 0.1, "Your runs raise the pain here (left knee), but by little: 90 % sure."),
        (0.99, 0.1, "Your runs raise the pain here (left knee), but by little: over 95 % sure."),
        (0.99, 0.2, "Your runs raise the pain here (left knee): over 95 % sure."),
    ],
)
def test_any_and_by_how_much_are_two_questions(detected: float, matters: float, words: str) -> None:
    """That runs do nothing at all is never said."""
    told = sentences(but(healing().told, detected=detected, matters=matters))
    text = " ".join(sentence.text for sentence in told if sentence.topic == SETS_OFF)
    assert text.startswith(words)
    assert "do not rise" not in text


def test_the_models_own_chance_reaches_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Fit, "prob_responds", property(lambda _: 0.04))
    found = answer(struck_and_healing(), now=NOW)
    assert "raise the pain here (left knee): over" not in said(found, SETS_OFF)
    assert "The chance is under 5 %." in said(found, SETS_OFF)
    assert found.told.response is not None
    assert found.told.response.peak_h is None


def test_what_never_gets_to_half_a_point_is_not_told_to_be_gone() -> None:
    gone = "It is gone (less than half a point)"
    assert gone in " ".join(s.text for s in sentences(healing().told) if s.topic == WHEN)
    faint = but(healing().told, peak_nrs=Interval(median=0.4, lo=0.2, hi=0.8))
    assert gone not in " ".join(s.text for s in sentences(faint) if s.topic == WHEN)

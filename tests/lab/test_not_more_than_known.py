"""Nothing is told of a response that is not told, no line is drawn through a bend, and little is not none."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import numpy as np
import pytest

from afterrun.findings import Answers, Interval
from afterrun.lab.answers import Answer, answer
from afterrun.lab.changes import sudden_change
from afterrun.lab.reporting import report_html
from afterrun.lab.story import build_story
from afterrun.records import Diary, PainReport, Run, Site
from afterrun.report.changed import changed
from afterrun.report.sentences import BETTER, SETS_OFF, WHEN, sentences
from afterrun.response.fit import Fit
from tests.lab.test_changes import NOW as STRUCK_NOW
from tests.lab.test_changes import struck, struck_diary

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


def reasons(found: Answer, field: str) -> list[str]:
    """Names of the checks that failed and speak of a field."""
    checks = found.told.checks
    return [check.name for check in checks if check.passed is False and field in check.name]


def test_painless_weeks_then_struck_then_healing_is_not_getting_worse() -> None:
    diary = struck_and_healing()
    found = answer(diary, now=NOW)
    response = found.told.response
    assert response is not None
    assert response.detected > 0.9
    assert found.told.trend is None
    assert reasons(found, "struck-later") == ["struck-later"]
    assert said(found, BETTER).startswith("Your diary opens with runs that did not hurt afterwards.")
    page = report_html(found, diary, now=NOW)
    assert "getting worse" not in page
    assert "a month ago" not in page


def test_a_likely_sudden_change_leaves_no_trend() -> None:
    found = struck()
    assert found.told.trend is None
    assert reasons(found, "steady") == ["steady"]
    assert said(found, BETTER).startswith("Something probably changed from one day to the next.")


def test_no_share_of_a_response_that_is_not_told() -> None:
    found = struck()
    fit = found.model.fit
    assert fit is not None
    told = sudden_change(struck_diary().until(STRUCK_NOW), found.prepared, fit, seed=0, ratio_told=False)
    assert told is not None
    assert (told.verdict, told.what, told.response_ratio) == ("changed", "response", None)
    words = " ".join(changed(told))
    assert "of the pain" not in words
    assert "times the pain" not in words
    assert "How much it changed cannot be said" in words


def ask_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask so much of a response that the one there is is too little to matter."""
    for module in ("afterrun.lab.answers", "afterrun.checks.response_detected"):
        monkeypatch.setattr(f"{module}.RESPONSE_AREA_NRS_DAYS", 1000.0)


def test_little_is_not_none_and_has_no_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    ask_too_much(monkeypatch)
    found = answer(build_story(now=NOW).diary, now=NOW)
    assert found.model.fit is not None
    assert found.model.fit.prob_responds > 0.9
    assert said(found, SETS_OFF).startswith("If your runs raise the pain here (right forefoot, outer side), it is by")
    checks = found.told.checks
    texts = " ".join([*(check.text for check in checks), *(sentence.text for sentence in sentences(found.told))])
    assert "do not rise" not in texts
    assert "If your reports rise after runs, it is by little." in texts
    items = found.told.interventions
    assert [item.prevention.response_ratio for item in items] == [None] * 4
    trend = found.told.trend
    assert trend is not None
    assert trend.response_ratio_per_30_days is None
    assert "of the pain" not in texts


@cache
def story() -> Answers:
    return answer(build_story(now=NOW).diary, now=NOW).told


def but(answers: Answers, **fields: Any) -> Answers:
    """The answers with another response."""
    assert answers.response is not None
    return replace(answers, response=replace(answers.response, **fields))


@pytest.mark.parametrize(
    ("detected", "matters", "begin"),
    [
        (0.04, 0.02, "If your runs raise the pain here (right forefoot, outer side), it is by little."),
        (0.8, 0.05, "If your runs raise the pain here (right forefoot, outer side), it is by little."),
        (0.8, 0.5, "Not known yet whether your runs raise the pain here"),
        (0.99, 0.05, "Your runs raise the pain here (right forefoot, outer side), but by little: over 95 % sure."),
        (0.99, 0.9, "Your runs raise the pain here (right forefoot, outer side): over 95 % sure."),
    ],
)
def test_any_and_by_how_much_are_two_questions(detected: float, matters: float, begin: str) -> None:
    """That runs do nothing at all is never said."""
    told = sentences(but(story(), detected=detected, matters=matters))
    first = next(each.text for each in told if each.topic == SETS_OFF)
    assert first.startswith(begin)


def test_the_models_own_chance_reaches_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    ask_too_much(monkeypatch)
    monkeypatch.setattr(Fit, "prob_responds", property(lambda _: 0.04))
    found = answer(build_story(now=NOW).diary, now=NOW)
    assert said(found, SETS_OFF).startswith("Your reports do not rise after runs")


def test_what_never_gets_to_half_a_point_is_not_told_to_be_gone() -> None:
    gone = "It is gone (less than half a point)"
    assert gone in " ".join(s.text for s in sentences(story()) if s.topic == WHEN)
    faint = but(story(), peak_nrs=Interval(median=0.4, lo=0.2, hi=0.8))
    assert gone not in " ".join(s.text for s in sentences(faint) if s.topic == WHEN)

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import numpy as np
import pytest

from afterrun.checks.registry import MAY_WITHHOLD, Check
from afterrun.lab.answers import Answer, answer
from afterrun.lab.story import SITE, build_story
from afterrun.records import Diary, PainReport, Run
from afterrun.report.sentences import BETTER, SETS_OFF, WHEN, sentences

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@cache
def story() -> Answer:
    return answer(build_story(now=NOW).diary, now=NOW)


def said(found: Answer, topic: str) -> str:
    return " ".join(s.text for s in found.sentences if s.topic == topic)


def diary(*, runs: int, reports: int, nrs: float = 0.0) -> Diary:
    first = NOW - timedelta(days=60)
    return Diary(
        runs=tuple(
            Run(start=first + timedelta(days=7 * i), duration_s=2000, distance_m=5000.0 + 100 * i) for i in range(runs)
        ),
        pain=tuple(PainReport(at=first + timedelta(hours=20 * i + 5), site=SITE, nrs=nrs) for i in range(reports)),
    )


def test_the_story_is_told_with_ranges() -> None:
    found = story()
    assert "over 95 % sure" in said(found, SETS_OFF)
    assert "about 1 day" in said(found, WHEN)
    assert "seems to ease pain that is there" in said(found, "What you tried")
    assert "whether it prevents pain after runs is not known yet" in said(found, "What you tried")


def test_three_reports_say_how_many_are_needed() -> None:
    text = said(answer(diary(runs=5, reports=3), now=NOW), SETS_OFF)
    assert "Not known yet" in text
    assert "3 pain reports (at least 10 needed)" in text


def test_no_run_asks_for_runs() -> None:
    found = answer(diary(runs=0, reports=30, nrs=2.0), now=NOW)
    assert "Add your runs" in said(found, SETS_OFF)
    assert found.json["response"] is None


def test_no_response_is_said_as_such() -> None:
    rng = np.random.default_rng(3)
    base = diary(runs=8, reports=65)
    noisy = tuple(
        PainReport(at=report.at, site=SITE, nrs=float(n))
        for report, n in zip(base.pain, rng.integers(0, 3, 65), strict=True)
    )
    found = answer(Diary(runs=base.runs, pain=noisy), now=NOW)
    response: Any = found.json["response"]
    assert response["detected"] < 0.9
    assert response["peak_h"] is None
    assert "expect" not in said(found, SETS_OFF)
    assert not said(found, WHEN)


@pytest.mark.parametrize("word", ["diagnos", "injury risk", "posterior", "credible"])
def test_no_word_a_runner_would_have_to_look_up(word: str) -> None:
    texts = [s.text for s in story().sentences] + [s.text for s in answer(diary(runs=5, reports=3), now=NOW).sentences]
    assert not any(word in text.lower() for text in texts)


def test_better_only_when_sure() -> None:
    trend: Any = story().json["trend"]
    text = said(story(), BETTER)
    assert ("is getting better: over 95 %" in text) == (trend["prob_improving"] >= 0.95)


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("helps", "eases pain that is there, by about 2 (probably 1.5 to 2.5) points within the hour: over 95 % sure"),
        ("worsens", "makes pain that is there worse"),
        ("no-worthwhile-effect", "less than a point"),
        ("not-yet-known", "seems to ease pain that is there, by about 2"),
    ],
)
def test_relief_in_words(verdict: str, words: str) -> None:
    answers = dict(story().json)
    relief = {
        "n": 9,
        "drop_nrs": {"median": 2.0, "lo": 1.5, "hi": 2.5},
        "lasts_h": {"median": 4.0, "lo": 2.0, "hi": 8.0},
        "prob_helps": 0.99,
        "verdict": verdict,
        "evidence": "paired-before-after",
        "longer": None,
    }
    answers["interventions"] = [answers["interventions"][0] | {"relief": relief}]
    assert words in " ".join(sentence.text for sentence in sentences(answers) if sentence.topic == "What you tried")


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("may-help", "could look alike; a trial would tell"),
        ("may-worsen", "could look alike; a trial would tell"),
        ("no-worthwhile-effect", "hurt about as much afterwards"),
        ("not-yet-known", "about 12 more runs would be needed"),
    ],
)
def test_prevention_in_words(verdict: str, words: str) -> None:
    answers = dict(story().json)
    prevention = {
        "n_with": 4,
        "n_without": 8,
        "response_ratio": {"median": 0.6, "lo": 0.4, "hi": 0.9},
        "prob_helps": 0.9,
        "verdict": verdict,
        "evidence": "observational",
        "more_runs_needed": 12,
    }
    answers["interventions"] = [answers["interventions"][2] | {"prevention": prevention}]
    told = " ".join(sentence.text for sentence in sentences(answers) if sentence.topic == "What you tried")
    assert words in told
    assert "it prevents" not in told.replace("whether it prevents", "")


@pytest.mark.parametrize("check", [check for check, claims in MAY_WITHHOLD.items() if "response" in claims])
@pytest.mark.parametrize("passed", [False, None])
def test_whatever_withholds_the_response_is_named_as_the_reason(check: Check, passed: bool | None) -> None:
    name = getattr(check, "__name__", "").replace("_", "-")
    others = [{"name": "clock", "passed": False, "text": "Something else.", "remedies": []}]
    reason = {"name": name, "passed": passed, "text": "The reason.", "remedies": ["What to do.", "And more."]}
    (first, *_) = sentences(story().json | {"safety": [], "response": None, "checks": [*others, reason]})
    assert first.text.endswith("The reason. What to do.")
    failed = reason | {"name": "enough-data", "passed": False, "text": "What failed."}
    (first, *_) = sentences(story().json | {"safety": [], "response": None, "checks": [reason, failed]})
    assert ("What failed." in first.text) == (passed is None)

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import numpy as np
import pytest

from afterrun.checks.registry import MAY_WITHHOLD
from afterrun.checks.registry import Check as WithholdingCheck
from afterrun.findings import (
    Check,
    Everyday,
    Explanation,
    Growth,
    Interval,
    Intervention,
    Prevention,
    Relief,
    RunFeature,
    Trigger,
    Verdict,
)
from afterrun.findings.explanation import ExplanationVerdict
from afterrun.lab.answers import Answer, answer
from afterrun.lab.story import SITE, build_story
from afterrun.records import Diary, PainReport, Run
from afterrun.report.sentences import BETTER, SETS_OFF, WHEN, WHICH, sentences
from afterrun.report.trend import of_every_day
from afterrun.report.tried import eases_days
from tests.told import of, with_prevention, with_relief

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@cache
def story() -> Answer:
    return answer(build_story(now=NOW).diary, now=NOW)


def said(found: Answer, topic: str) -> str:
    return " ".join(s.text for s in sentences(found.told) if s.topic == topic)


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
    assert "it eases pain that is there, by about 1.5" in said(found, "What you tried")
    assert "whether it prevents pain after runs is not known yet" in said(found, "What you tried")


def test_three_reports_say_how_many_are_needed() -> None:
    text = said(answer(diary(runs=5, reports=3), now=NOW), SETS_OFF)
    assert "Not known yet" in text
    assert "14 pain reports (you have 3)" in text


def test_no_run_asks_for_runs() -> None:
    found = answer(diary(runs=0, reports=30, nrs=2.0), now=NOW)
    assert "Add your runs" in said(found, SETS_OFF)
    assert found.told.response is None


@pytest.mark.usefixtures("one_shape")
def test_no_response_is_said_as_such() -> None:
    rng = np.random.default_rng(3)
    base = diary(runs=8, reports=65)
    noisy = tuple(
        PainReport(at=report.at, site=SITE, nrs=float(n))
        for report, n in zip(base.pain, rng.integers(0, 3, 65), strict=True)
    )
    found = answer(Diary(runs=base.runs, pain=noisy), now=NOW)
    response = found.told.response
    assert response is not None
    assert response.detected < 0.9
    assert response.peak_h is None
    assert "expect" not in said(found, SETS_OFF)
    assert not said(found, WHEN)


@pytest.mark.parametrize("word", ["diagnos", "injury risk", "posterior", "credible"])
def test_no_word_a_runner_would_have_to_look_up(word: str) -> None:
    texts = [s.text for s in sentences(story().told)] + [
        s.text for s in sentences(answer(diary(runs=5, reports=3), now=NOW).told)
    ]
    assert not any(word in text.lower() for text in texts)


def test_better_only_when_sure() -> None:
    trend = story().told.trend
    assert trend is not None
    text = said(story(), BETTER)
    better = ("is getting better: over 95 %", "is better than it was: over 95 %")
    assert any(words in text for words in better) == ((trend.prob_improving or 0.0) >= 0.95)


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("helps", "eases pain that is there, by about 2 points (probably 1.5 to 2.5) within the hour: over 95 % sure"),
        ("worsens", "makes pain that is there worse"),
        ("no-worthwhile-effect", "less than a point"),
        ("not-yet-known", "seems to ease pain that is there, by about 2"),
    ],
)
def test_relief_in_words(verdict: Verdict, words: str) -> None:
    relief = Relief(n=9, drop_nrs=of(1.5, 2.0, 2.5), lasts_h=of(2.0, 4.0, 8.0), prob_helps=0.99, verdict=verdict)
    told = sentences(with_relief(story().told, 0, relief))
    assert words in " ".join(sentence.text for sentence in told if sentence.topic == "What you tried")


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        ("may-help", "could look alike; a trial would tell"),
        ("may-worsen", "could look alike; a trial would tell"),
        ("no-worthwhile-effect", "hurt about as much afterwards"),
        ("not-yet-known", "about 12 more runs would be needed"),
    ],
)
def test_prevention_in_words(verdict: Verdict, words: str) -> None:
    prevention = Prevention(
        n_with=4,
        n_without=8,
        response_ratio=of(0.4, 0.6, 0.9),
        prob_helps=0.9,
        verdict=verdict,
        more_runs_needed=12,
    )
    answers = with_prevention(story().told, 2, prevention)
    told = " ".join(sentence.text for sentence in sentences(answers) if sentence.topic == "What you tried")
    assert words in told
    assert "it prevents" not in told.replace("whether it prevents", "")


def test_what_is_clear_of_the_things_tried_is_told_before_what_is_not() -> None:
    tried = story().told.interventions
    assert {each.relief.verdict for each in tried[:2] if each.relief} == {"helps", "no-worthwhile-effect"}
    for given in (tried, tried[::-1]):
        told = sentences(replace(story().told, interventions=given))
        first = next(sentence.text for sentence in told if sentence.topic == "What you tried")
        assert "eases pain that is there, by about" in first


def test_what_was_kept_up_is_told_once() -> None:
    """By its days, beside the runs: "1.5 points less" and "whether it is less is not known" were both said."""
    kept = Trigger(
        kind="orthotic",
        kind_site=None,
        symptom="pain",
        site=story().told.site,
        n=62,
        comparable=62,
        kind_of="phase",
        lag_days=None,
        rate_ratio=of(0.5, 0.6, 0.7),
        rise_nrs=of(-2.2, -1.6, -1.0),
        came_before=False,
        verdict="may-help",
    )
    counted = Everyday(n_days_with=62, n_days_without=63)
    for everyday, told in ((replace(counted, drop_nrs=of(0.9, 1.5, 2.1)), False), (counted, True)):
        runs = Prevention(n_with=0, n_without=9)
        orthotic = Intervention(intervention="orthotic", variant=None, relief=None, prevention=runs, everyday=everyday)
        answers = replace(story().told, triggers=(kept,), interventions=(orthotic,))
        assert any("while you kept it up" in each.text for each in sentences(answers)) == told


@pytest.mark.parametrize("check", [check for check, claims in MAY_WITHHOLD.items() if "response" in claims])
@pytest.mark.parametrize("passed", [False, None])
def test_whatever_withholds_the_response_is_named_as_the_reason(check: WithholdingCheck, passed: bool | None) -> None:
    def first(*checks: Check) -> str:
        return sentences(replace(story().told, safety=(), response=None, checks=checks))[0].text

    elsewhere = Check(name="scale-ends", passed=False, text="Something else.")
    name = getattr(check, "__name__", "").replace("_", "-")
    reason = Check(name=name, passed=passed, text="The reason.", remedies=("What to do.", "And more."))
    assert first(elsewhere, reason).endswith("The reason. What to do.")
    failed = Check(name="enough-data", passed=False, text="What failed.")
    assert ("What failed." in first(reason, failed)) == (passed is None)


GREW = Growth(weeks_nrs=(1.5, 2.5, 3.6, 4.9))


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.45, "Whether your runs do more than before is not known yet. The chance that a run hurts less than on"),
        (0.97, "All the same a run hurts less than it did on"),
        (0.02, "It is getting worse: over 95 % sure"),
    ],
)
def test_what_has_grown_by_the_record_is_not_called_not_known(chance: float, words: str) -> None:
    found = story()
    assert found.told.trend is not None
    grown = replace(
        found.told,
        data=replace(found.told.data, growth=GREW),
        trend=replace(found.told.trend, prob_improving=chance, came_back=None),
    )
    text = said(replace(found, told=grown), BETTER)
    assert text.startswith("It has grown over the last weeks: the average of a week went up from 1.5 to 4.9 of 10")
    assert words in text
    assert "whether it is getting better" not in text


def test_of_what_has_grown_and_no_trend_is_told_that_runs_may_do_more() -> None:
    found = story()
    grown = replace(found.told, data=replace(found.told.data, growth=GREW), trend=None)
    assert said(replace(found, told=grown), BETTER).endswith("Whether your runs do more than before is not known yet.")


def test_where_no_response_is_found_it_is_told_that_every_day_hurts_more() -> None:
    found = story()
    assert found.told.trend is not None
    assert found.told.response is not None
    worse = replace(
        found.told,
        response=replace(found.told.response, detected=0.3),
        trend=replace(
            found.told.trend,
            prob_improving=None,
            response_ratio_per_30_days=None,
            baseline_nrs_per_30_days=of(0.5, 0.8, 1.1),
        ),
    )
    assert "It is worse than it was: since" in said(replace(found, told=worse), BETTER)
    assert "about 1 point (probably 0.5 to 1) more each month" in said(replace(found, told=worse), BETTER)


@pytest.mark.parametrize(
    ("change", "falling", "days", "words"),
    [
        (of(-1.5, -1.0, -0.5), 0.96, 90, "It is getting better: since"),
        (of(-1.5, -1.0, -0.5), 0.5, 30, "It is getting better: since"),
        (of(-1.5, -1.0, -0.5), 0.9, 90, "less each month, on average. It is probably still getting better."),
        (of(-1.5, -1.0, -0.5), 0.7, 90, "on average. Whether it is still getting better is not known yet."),
        (of(0.5, 1.0, 1.5), 0.04, 90, "It is getting worse: since"),
        (of(0.5, 1.0, 1.5), 0.1, 90, "more each month, on average. It is probably still getting worse."),
        (of(0.5, 1.0, 1.5), None, 90, "on average. Whether it is still getting worse is not known yet."),
    ],
)
def test_that_every_day_is_getting_better_or_worse_is_of_the_last_month(
    change: Interval, falling: float | None, days: int, words: str
) -> None:
    told = story().told
    assert told.trend is not None
    since, on = told.as_of.date() - timedelta(days=days), told.as_of.date()
    trend = replace(
        told.trend, since=since, baseline_nrs_per_30_days=change, prob_baseline_falling_last_30_days=falling
    )
    assert words in of_every_day(trend, grew=False, on=on, known_only=False)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (of(-1.5, -1.0, -0.5), "All the same a usual day hurts less than it did on"),
        (of(0.5, 1.0, 1.5), "It is getting worse: since"),
        (of(-0.4, 0.1, 0.4), ""),
        (of(-1.0, 0.1, 1.0), ""),
    ],
)
def test_beside_what_has_grown_no_day_is_said_to_get_better(change: Interval, words: str) -> None:
    told = story().told
    assert told.trend is not None
    trend = replace(told.trend, since=told.as_of.date() - timedelta(days=90), baseline_nrs_per_30_days=change)
    text = of_every_day(trend, grew=True, on=told.as_of.date(), known_only=False)
    assert text.startswith(words)
    assert bool(text) == bool(words)


@pytest.mark.parametrize(
    ("drop", "words"),
    [
        (of(0.4, 1.5, 2.2), "was about 1.5 points (probably 0.5 to 2) less with it. Whether that is a point or more"),
        (of(-2.4, -1.5, -0.6), "was about 1.5 points (probably 0.5 to 2.5) more with it. Whether that is a point"),
        (of(-0.6, 0.3, 1.4), "is not known yet: anything from 1.5 points less to 0.5 points more."),
    ],
)
def test_of_what_was_kept_up_is_said_which_way_it_went(drop: Interval, words: str) -> None:
    told = eases_days(Everyday(n_days_with=60, n_days_without=60, switches=1, drop_nrs=drop, prob_helps=0.6))
    assert words in told
    assert ("one switch only" in told) == (drop.lo > 0 or drop.hi < 0)


def _favouring(name: str, weight: float = 0.99, alike: tuple[str, ...] = ()) -> tuple[Explanation, ...]:
    verdict: ExplanationVerdict = "favoured" if weight >= 0.95 else "undecided"
    return (
        Explanation(name=name, weight=weight, prior=0.1, log_score=-1.0, alike=alike, at_work=weight, verdict=verdict),
    )


@pytest.mark.parametrize("matters", [0.02, 0.3])
def test_where_the_length_of_runs_tells_nothing_and_their_pace_does_the_two_are_told_together(matters: float) -> None:
    found = story()
    shown = found.told.response
    assert shown is not None

    def text(explanations: tuple[Explanation, ...], detected: float = 0.2) -> str:
        response = replace(shown, detected=detected, matters=matters)
        return said(replace(found, told=replace(found.told, response=response, explanations=explanations)), SETS_OFF)

    told = text(_favouring("speed"))
    assert "Your diary favours how fast you ran over everything else" in told
    assert "by little" not in told
    assert "Not known yet whether your runs" not in told
    for others in (
        _favouring("distance"),
        _favouring("none"),
        _favouring("speed", 0.8),
        _favouring("speed", 0.99, ("ascent",)),
    ):
        assert "favours" not in text(others)
    assert "favours" not in text(_favouring("speed"), detected=0.99)


def test_no_kind_of_run_stands_out_is_not_said_beside_a_kind_that_is_favoured() -> None:
    found = story()
    unknown = RunFeature(
        feature="rest-gap", level=None, against=None, n=20, n_against=20, response_ratio=of(0.7, 1.0, 1.4)
    )
    told = replace(found.told, run_features=(unknown,), explanations=_favouring("rest-gap"))
    text = said(replace(found, told=told), WHICH)
    assert text.startswith("Your diary favours how many days you rested before")
    assert "No kind of run" not in text
    plain = replace(told, explanations=_favouring("distance"))
    assert "No kind of run stands out so far." in said(replace(found, told=plain), WHICH)


@pytest.mark.parametrize(
    ("improving", "words"),
    [
        (0.03, "It is worse than it was: over 95 %"),
        (0.06, "It may be getting worse. The chance that a run hurts more than on 12 October: 95 %."),
        (0.2, "It may be getting worse. The chance that a run hurts more than on 12 October: 80 %."),
        (0.21, "Not known yet whether it is getting better."),
        (0.94, "Not known yet whether it is getting better."),
        (0.97, "It is better than it was: over 95 %"),
    ],
)
def test_what_points_to_worse_is_not_told_as_a_doubt_about_better(improving: float, words: str) -> None:
    """The plan of the same diary says that the same run probably hurts more, from the same chance on."""
    told = story().told
    assert told.trend is not None
    since = told.as_of.date() - timedelta(days=90)
    trend = replace(told.trend, prob_improving=improving, since=since, prob_improving_last_30_days=0.5, came_back=None)
    words = words.replace("12 October", f"{since.day} {since:%B}")
    assert words in " ".join(s.text for s in sentences(replace(told, trend=trend)) if s.topic == BETTER)


@pytest.mark.parametrize(
    ("improving", "last_month", "days", "words"),
    [
        (0.97, 0.96, 90, "It is getting better: over 95 %"),
        (0.97, 0.5, 30, "It is getting better: over 95 %"),
        (0.97, 0.9, 90, "It is probably still getting better."),
        (0.97, 0.7, 90, "Whether it is still getting better is not known yet."),
        (0.97, None, 90, "Whether it is still getting better is not known yet."),
        (0.03, 0.04, 90, "It is getting worse: over 95 %"),
        (0.03, 0.1, 90, "It is probably still getting worse."),
        (0.03, 0.6, 90, "Whether it is still getting worse is not known yet."),
    ],
)
def test_that_it_is_getting_better_or_worse_is_of_the_last_month(
    improving: float, last_month: float | None, days: int, words: str
) -> None:
    """Somebody whose healing has stopped is better than before, and that is all that is known."""
    told = story().told
    assert told.trend is not None
    trend = replace(
        told.trend,
        prob_improving=improving,
        since=told.as_of.date() - timedelta(days=days),
        prob_improving_last_30_days=last_month,
        came_back=None,
    )
    assert words in " ".join(s.text for s in sentences(replace(told, trend=trend)) if s.topic == BETTER)

"""A share of what `make off-model` does with people whose response has a course: their truths, and the judging."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from benchmarks.felt import after, after_all, said, wander, waves
from benchmarks.off_model import kinds_named
from benchmarks.off_model_courses import creeping, growing, relapse, slowing, struck, turning
from benchmarks.off_model_lives import DESIGNS, FIRST, KINDS, Truth, live, on_design
from benchmarks.off_model_told import Outcome, judged, line, outcome
from benchmarks.telling import Told
from tests.shares import many

Figure = Callable[[str], None]

OWN = "26 weeks, habits of their own"
RUNS_D = np.arange(3.5, 182.0, 3.5)
RNG = np.random.default_rng


def design_of(kind: str) -> str:
    return "26 weeks x 1" if on_design(KINDS[kind], DESIGNS["26 weeks x 1"]) else OWN


def test_what_is_felt_after_a_load_peaks_at_one_and_not_before_it() -> None:
    lag = np.linspace(-2, 14, 3201)
    course = after(lag, 0.3, 1.2)
    assert course.max() == pytest.approx(1, abs=1e-3)
    assert (course[lag <= 0] == 0).all()
    once = after_all(np.array([1.0, 9.0]), np.array([0.5]), np.array([3.0]), rise_d=0.3, fade_d=1.2)
    assert once == pytest.approx(3 * after(np.array([0.5, 8.5]), 0.3, 1.2))
    assert after_all(lag, np.zeros(0), np.zeros(0), rise_d=0.3, fade_d=1.2).sum() == 0


def test_ups_and_downs_have_the_size_they_are_told_to_have() -> None:
    t = np.arange(0, 20000.0)
    assert waves(t, 0.7, 4.0, RNG(0)).std() == pytest.approx(0.7, rel=0.05)
    steps = np.diff(wander(t, 1.0, RNG(0))[::30])
    assert steps.std() == pytest.approx(1.0, rel=0.1)
    assert said(np.array([-0.4, 3.4, 12.0])).tolist() == [0, 3, 10]


def test_courses_go_as_they_are_told_to() -> None:
    def response(make: Any, *days: float) -> list[float]:
        return list(np.exp(make(RUNS_D, 182.0, RNG(0)).log_response(np.array(days))))

    first = float(RUNS_D[np.searchsorted(RUNS_D, 56.0)])
    assert response(struck, first - 0.1, first, first + 30, first + 60) == pytest.approx([0, 1, 0.8, 0.64])
    assert response(growing, 182, 152, 122) == pytest.approx([1, 1 / 1.3, 1 / 1.69])
    assert response(relapse, 0, 30, 60, 2 / 3 * 182 + 21, 180) == pytest.approx([1, 0.6, 0.36, 1, 1])
    assert response(slowing, 0, 30, 60, 182) == pytest.approx([1, 0.5, 0.5, 0.5])
    assert response(turning, 0, 30) == pytest.approx([1, 0.7])
    assert response(turning, 121)[0] == pytest.approx(1.3 * response(turning, 91)[0])
    coming = creeping(RUNS_D, 182.0, RNG(0))
    assert coming.changed_d is not None
    start, end = coming.changed_d
    assert np.exp(coming.log_response(np.array([start, (start + end) / 2, end, 182]))) == pytest.approx([0, 0.5, 1, 1])


@pytest.mark.parametrize("kind", KINDS)
def test_a_diary_of_each_kind_and_its_truth(kind: str) -> None:
    design = DESIGNS[design_of(kind)]
    lived = live(KINDS[kind], design, 0)
    assert lived == live(KINDS[kind], design, 0)
    assert lived.diary != live(KINDS[kind], design, 1).diary
    assert lived.diary.pain[-1].at < lived.now
    assert len(lived.diary.pain) > 100
    truth = lived.truth
    assert truth.responds is (truth.ratio_since is not None) is (truth.rise_24h_nrs > 0)
    assert truth.changed is None or truth.changed[0] <= truth.changed[1] < lived.now
    assert len(truth.log_response) == len(lived.diary.runs)
    assert max(truth.log_response) <= 0
    assert len(truth.area_nrs_days) == round(DESIGNS[design_of(kind)].days) + 1
    assert truth.responds is (truth.ratio_from(FIRST.date()) is not None)


@pytest.mark.parametrize(
    ("kind", "since", "month"),
    [
        ("struck", (0.7, 0.9), (0.7, 0.9)),
        ("growing", (1.1, 1.4), (1.1, 1.4)),
        ("relapse", (1, 1), (1, 1)),
        ("slowing", (0.8, 0.95), (1, 1)),
        ("turning", (0.8, 1), (1.1, 1.4)),
        ("creeping", (1, 1), (1, 1)),
        ("steady", (1, 1), (1, 1)),
        ("team", (1, 1), (1, 1)),
    ],
)
def test_the_ratio_a_month_on_the_scale_that_is_answered_on(
    kind: str, since: tuple[float, float], month: tuple[float, float]
) -> None:
    truth = live(KINDS[kind], DESIGNS[design_of(kind)], 3).truth
    for ratio, (low, high) in ((truth.ratio_since, since), (truth.ratio_month, month)):
        assert ratio is not None
        assert low - 1e-6 <= ratio <= high + 1e-6


def test_eight_weeks_without_pain_and_then_some() -> None:
    diary = live(KINDS["struck"], DESIGNS["30 weeks x 2"], 1).diary
    early = [report.nrs for report in diary.pain if report.at < FIRST + timedelta(days=55)]
    later = [report.nrs for report in diary.pain if report.at > FIRST + timedelta(days=60)]
    assert np.mean(np.array(early) == 0) > 0.8
    assert np.mean(later) > np.mean(early) + 0.5


@pytest.mark.parametrize("kind", ["dealt-doses", "dealt-days"])
def test_what_is_dealt_out_stays_in_its_week(kind: str) -> None:
    dealt, plain = KINDS[kind], KINDS[kind].__class__(**{**fields_of(kind), "dealt": None})
    design = DESIGNS[design_of(kind)]
    (one, other) = (live(each, design, 2).diary for each in (dealt, plain))
    assert one.pain == other.pain
    assert one.runs != other.runs
    assert weekly(one.runs) == weekly(other.runs)
    assert not live(dealt, design, 2).truth.responds


def fields_of(kind: str) -> dict[str, Any]:
    return {name: getattr(KINDS[kind], name) for name in KINDS[kind].__slots__}


def weekly(runs: Any) -> list[tuple[int, float]]:
    return sorted(((run.end - FIRST) // timedelta(days=7), run.distance_m) for run in runs)


TRUTH = Truth(
    responds=True,
    rise_24h_nrs=2.0,
    ratio_since=0.8,
    ratio_month=1.2,
    changed=(datetime(2026, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 4, 9, tzinfo=UTC)),
)


def told(chance: float = 0.5, lo: float = 0.7, hi: float = 1.1) -> dict[str, Any]:
    return {
        "response": {"detected": 0.99, "rise_nrs": {"24": {"lo": 1.0, "median": 1.5, "hi": 1.9}}},
        "trend": {
            "prob_improving": chance,
            "response_ratio_per_30_days": {"lo": lo, "median": lo, "hi": hi},
            "response_ratio_last_30_days": {"lo": 1.15, "median": 1.2, "hi": 1.3},
        },
        "changes": {"verdict": "changed", "date": {"lo": "2026-02-20", "median": "2026-02-24", "hi": "2026-02-28"}},
        "said": [],
    }


def test_an_outcome_is_judged() -> None:
    found = judged(told(), TRUTH)
    assert (found.response, found.sure, found.denied, found.way) == (True, True, False, False)
    assert (found.rise_held, found.ratio_held_since, found.ratio_held_month) == (False, True, True)
    assert judged(told(), replace(TRUTH, ratio_month=0.8)).ratio_held_month is False
    assert (found.changed, found.day_held) == (True, True)
    better, worse = judged(told(chance=0.96), TRUTH), judged(told(lo=1.05, hi=1.4), TRUTH)
    assert (better.way, better.way_wrong_since, better.getting) == (True, False, False)
    assert (worse.way, worse.way_wrong_since) == (True, True)
    for way, wrong in (("better", True), ("worse", False)):
        now = judged(told() | {"said": [f"It is getting {way}: over 95 % sure that a run hurts"]}, TRUTH)
        assert (now.getting, now.getting_wrong) == (True, wrong)
    new = Truth(responds=True, rise_24h_nrs=2.0, ratio_since=0.8, ratio_month=np.inf, changed=None)
    assert judged(told(), new).ratio_held_month is None
    assert judged(told() | {"said": ["It is getting better: over 95 % sure"]}, new).getting_wrong
    nobody = Truth(responds=False, rise_24h_nrs=0.0, ratio_since=None, ratio_month=None, changed=None)
    assert judged(told(chance=0.96), nobody).way_wrong_since
    assert judged(told(), nobody).day_held is None
    back = replace(TRUTH, area_nrs_days=(4.0, 1.0, *[2.0] * 30))
    for day, wrong in ((FIRST, True), (FIRST + timedelta(days=1), False)):
        dated = told(lo=1.05, hi=1.4)
        dated["trend"]["since"] = day.date().isoformat()
        assert judged(dated, back).way_wrong_since == wrong
    struck = replace(TRUTH, area_nrs_days=(*[0.0] * 57, *[2.0] * 30))
    assert struck.ratio_from(date(2026, 3, 2)) == 1.0
    assert struck.ratio_from(FIRST.date()) == np.inf
    nothing: Told = {
        "said": [
            "If your runs raise the pain here (left knee), it is by little. The chance that it matters is under 5 %."
        ]
    }
    assert judged(nothing, TRUTH).denied
    assert judged(nothing, TRUTH).rise_held is None


def test_a_line_tells_shares_and_of_how_many() -> None:
    people = [judged(told(), TRUTH), judged({}, TRUTH)]
    text = line("x", people)
    assert text.startswith("x: 2 people; response > .95 0.50")
    assert "rise at 24 h held 0.00 of 1" in text
    assert "day held - of 0" in line("x", people[1:])


def test_kinds_are_named_with_commas_or_without() -> None:
    assert kinds_named(["struck,growing", "no response, flares"]) == ["struck", "growing", "no response, flares"]
    with pytest.raises(ValueError, match="nonsense"):
        kinds_named(["struck,nonsense"])


def test_one_of_a_kind_is_asked_and_judged() -> None:
    assert isinstance(outcome(DESIGNS["story"], "level", 0), Outcome)


@pytest.mark.parametrize("people", [many(10)])
@pytest.mark.parametrize("kind", ["level-step", "level-waves", "level", "dealt-days"])
def test_no_response_is_told_where_there_is_none(kind: str, people: int, figure: Figure) -> None:
    found = [outcome(DESIGNS["26 weeks x 1"], kind, seed) for seed in range(people)]
    figure(line(kind, found))
    assert sum(each.sure for each in found) <= 1

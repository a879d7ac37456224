from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import numpy as np
import pytest

from afterrun.associations.changes import Change as Weighed
from afterrun.checks import Gate
from afterrun.findings import Change, Everyday, Intervention, Prevention
from afterrun.lab.answers import Answer, answer
from afterrun.lab.changes import _new_around, not_denied
from afterrun.lab.run_features import WhichRuns
from afterrun.lab.story import QUIET_WEEKS, WEEKS, build_story
from afterrun.lab.trend import trend_of
from afterrun.records import Diary, Event, PainReport, Phase, Run, Site
from afterrun.report.sentences import CHANGED, sentences
from afterrun.response.curve import curve_now
from tests.told import of

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FIRST = NOW - timedelta(days=91)
STRUCK = FIRST + timedelta(days=50)
HEEL = Site("left", "heel")


def struck_diary() -> Diary:
    """Three runs a week that do nothing for fifty days, and hurt for two days from then on."""
    rng = np.random.default_rng(5)
    runs = tuple(
        Run(
            start=FIRST + timedelta(days=7 * week + day, hours=8),
            duration_s=1800,
            distance_m=5000.0 + 900 * (week == 7),
        )
        for week in range(13)
        for day in (0, 2, 5)
    )

    def nrs(at: datetime) -> float:
        since = [(at - run.end) / timedelta(days=1) for run in runs if run.end < at and run.start > STRUCK]
        felt = sum(3.5 * np.exp(-(((s - 0.9) / 0.7) ** 2)) for s in since) + rng.normal(0.3, 0.5)
        return float(np.clip(np.round(felt), 0, 10))

    times = [FIRST + timedelta(days=d, hours=h) for d in range(91) for h in (-1, 12)]
    return Diary(
        runs=runs,
        pain=tuple(PainReport(at=at, site=HEEL, nrs=nrs(at)) for at in times),
        phases=(
            Phase(intervention="new-shoes", start=STRUCK - timedelta(days=4)),
            Phase(intervention="calf-raises", start=FIRST + timedelta(days=5), end=FIRST + timedelta(days=12)),
        ),
        events=(Event(at=FIRST + timedelta(days=1), kind="long-drive"), Event(at=STRUCK, kind="long-drive")),
    )


@cache
def struck() -> Answer:
    return answer(struck_diary(), now=NOW)


def test_one_day_it_struck() -> None:
    change = struck().told.changes
    assert change is not None
    assert change.verdict == "changed"
    assert (change.what, change.direction) == ("response", "worse")
    assert change.date is not None
    assert abs(change.date.median - STRUCK.date()) <= timedelta(days=4)
    assert change.date.lo <= change.date.median <= change.date.hi
    assert change.struck
    assert change.response_ratio is None  # of nothing there is no ratio
    assert change.baseline_step_nrs is None


def test_what_was_new_then_is_listed_and_what_was_not_is_not() -> None:
    change = struck().told.changes
    assert change is not None
    told = {(item.what, item.name) for item in change.also}
    assert told == {("phase-began", "new-shoes"), ("longest-run", None)}
    text = " ".join(s.text for s in sentences(struck().told) if s.topic == CHANGED)
    assert "It began between 12 October and 14 October: over 95 % sure. Before it, your runs did not hurt" in text
    assert "new shoes began" in text
    assert "does not mean because of it" in text


def test_a_surface_that_was_new_then_is_listed_and_the_one_of_before_is_not() -> None:
    diary = struck_diary()
    runs = tuple(replace(run, surface="sand" if run.start > STRUCK else "road") for run in diary.runs)
    told = [(new.what, new.name) for new in _new_around(replace(diary, runs=runs), STRUCK)]
    assert ("surface-first", "sand") in told
    assert ("surface-first", "road") not in told


def calm_diary() -> Diary:
    """The same runs, hurting from the first one on as much as later, and no more."""
    diary = struck_diary()
    first = STRUCK - timedelta(days=3)
    return replace(
        diary,
        runs=tuple(run for run in diary.runs if run.start > first),
        pain=tuple(report for report in diary.pain if report.at > STRUCK),
        phases=(),
        events=(),
    )


def test_where_nothing_changed_no_change_is_said() -> None:
    change = answer(calm_diary(), now=NOW).told.changes
    assert change is not None
    assert change.verdict != "changed"
    assert change.date is None
    assert change.also == ()


def test_in_the_story_it_struck_after_eight_weeks() -> None:
    change = answer(build_story(now=NOW).diary, now=NOW).told.changes
    assert change is not None
    assert change.date is not None
    began = NOW.date() - timedelta(weeks=WEEKS - QUIET_WEEKS)
    assert (change.verdict, change.what, change.struck) == ("changed", "response", True)
    assert change.date.lo <= began <= change.date.hi


def test_a_short_diary_says_why_it_is_silent() -> None:
    found = answer(struck_diary(), now=FIRST + timedelta(days=12)).told
    assert found.response is not None
    assert found.changes is None
    assert any(check.name == "changes" for check in found.checks)


def test_what_was_not_looked_for_is_not_denied() -> None:
    """Sixteen days are enough to see runs begin to hurt, and too few for a change of all days."""
    change = answer(struck_diary(), now=FIRST + timedelta(days=16)).told.changes
    assert change is not None
    assert change.probability < 0.2
    assert change.verdict == "not-yet-known"


def _insoles(**everyday: Any) -> Intervention:
    found, runs = Everyday(n_days_with=60, n_days_without=60, **everyday), Prevention(n_with=20, n_without=20)
    return Intervention(intervention="insoles", variant=None, relief=None, prevention=runs, everyday=found)


@pytest.mark.parametrize(
    ("everyday", "verdict"),
    [
        ({"switches": 1, "drop_nrs": of(0.4, 1.4, 2.2)}, "not-yet-known"),
        ({"switches": 1, "drop_nrs": of(-0.5, 0.1, 0.6), "verdict": "no-worthwhile-effect"}, "no-sign"),
        ({"switches": 9, "drop_nrs": of(0.4, 1.4, 2.2)}, "no-sign"),
        ({"switches": 1}, "no-sign"),
    ],
    ids=["may ease", "does nothing", "now and then", "not compared"],
)
def test_that_nothing_changed_is_not_said_beside_what_may_have_changed_every_day(
    everyday: dict[str, Any], verdict: str
) -> None:
    assert not_denied(Change(probability=0.1, verdict="no-sign"), [_insoles(**everyday)]).verdict == verdict


@pytest.mark.parametrize(("before_end_d", "told"), [(9.0, False), (30.0, True)])
def test_since_a_change_of_a_few_days_ago_no_trend_is_told(before_end_d: float, told: bool) -> None:
    model = struck().model
    assert model.fit is not None
    data = model.prepared.data
    day = data.span_d[1] - before_end_d
    change = Weighed(prob=0.6, what="response", struck=False, date_d=(day - 2, day, day + 2), step=np.zeros(1))
    trend = trend_of(replace(model, judged=Gate(())), curve_now(model.fit.draws, data), change, WhichRuns(), None)
    assert trend.changed
    assert (trend.prob_improving is not None) == told
    assert (trend.response_ratio_per_30_days is not None) == told
    assert (trend.baseline_nrs_per_30_days is not None) == told

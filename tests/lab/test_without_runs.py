"""A place that hurts, and no run: what needs none is told without one."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.lab.answers import Answer, answer
from afterrun.lab.forecasting import ProposedRun, forecast_site
from afterrun.records import Care, Diary, Event, Run
from afterrun.report.sentences import BETTER, SETS_OFF, sentences
from tests.lab.trial.people import HEAD, daily_reports, day
from tests.trials.daily import ups_and_downs

WEEKS = 12


def felt(
    *, per_month: float = 0.0, step: float = 0.0, level: float = 5.0, seed: int = 0, weeks: int = WEEKS
) -> list[float]:
    rng = np.random.default_rng(seed)
    t_d = np.arange(7.0 * WEEKS)
    line = level + per_month * (t_d - t_d.mean()) / 30 + step * (t_d >= 40)
    return list(line + 0.7 * rng.standard_normal(len(t_d)) + ups_and_downs(t_d, 0.5, 4.0, rng))


def answered(diary: Diary) -> Answer:
    return answer(diary, now=day(7 * WEEKS))


def said(found: Answer, topic: str) -> str:
    return " ".join(sentence.text for sentence in sentences(found.told) if sentence.topic == topic)


def test_a_level_that_falls_is_told() -> None:
    found = answered(Diary(pain=daily_reports(felt(per_month=-1.2))))
    assert found.told.response is None
    trend = found.told.trend
    assert trend is not None
    assert (trend.response_ratio_per_30_days, trend.prob_improving) == (None, None)
    assert trend.baseline_nrs_per_30_days is not None
    assert trend.baseline_nrs_per_30_days.lo < -1.2 < trend.baseline_nrs_per_30_days.hi < 0
    assert trend.baseline_nrs is not None
    assert trend.baseline_nrs.lo < 3.3 < trend.baseline_nrs.hi
    assert "It is getting better" in said(found, BETTER)
    assert "There is no run in the diary" in said(found, SETS_OFF)
    assert "On a usual day" in said(found, SETS_OFF)
    detected = found.told.check("response-detected")
    assert detected is not None
    assert detected.passed is None
    assert "do not rise" not in " ".join(check.text for check in found.told.checks)


def test_a_level_that_fell_and_stays_is_better_than_it_was() -> None:
    """A line through all of it still falls."""
    fell = [usual + max(2 - 3 * n / 30, -1.5) for n, usual in enumerate(felt(seed=2))]
    found = answered(Diary(pain=daily_reports(fell)))
    trend = found.told.trend
    assert trend is not None
    assert trend.baseline_nrs_per_30_days is not None
    assert trend.baseline_nrs_per_30_days.hi < 0
    assert said(found, BETTER).startswith("It is better than it was: since")
    assert said(found, BETTER).endswith("Whether it is still getting better is not known yet.")


def test_two_weeks_tell_no_trend() -> None:
    """What is left of the range is what was assumed of everybody: half a point a month."""
    found = answer(Diary(pain=daily_reports(felt(level=1.0)[:14])), now=day(14))
    trend, learned = found.told.trend, found.told.check("level-trend-learned")
    assert trend is not None
    assert learned is not None
    assert (trend.baseline_nrs_per_30_days, learned.passed) == (None, False)
    assert "not known yet" in said(found, BETTER)
    assert "points" not in said(found, BETTER)


def test_a_level_that_stays_is_not_said_to_change() -> None:
    found = answered(Diary(pain=daily_reports(felt(seed=3))))
    assert "getting worse" not in said(found, BETTER)
    assert "It is getting better" not in said(found, BETTER)
    assert found.told.changes is not None
    assert found.told.changes.verdict != "changed"


def test_a_step_of_the_level_is_a_change() -> None:
    found = answered(Diary(pain=daily_reports(felt(step=-5.0, level=7.0, seed=5))))
    change = found.told.changes
    assert change is not None
    assert (change.verdict, change.what, change.direction) == ("changed", "baseline", "better")
    assert change.date is not None
    assert abs((change.date.median - day(40).date()).days) <= 3


def test_events_and_care_need_no_run() -> None:
    values = felt(seed=1)
    events = tuple(Event(at=day(7 * week + 3.5), kind="red-wine") for week in range(WEEKS))
    for week in range(WEEKS):
        values[7 * week + 4] += 3.0
    care = tuple(
        Care(at=day(2 * n + 0.5), intervention="massage", site=HEAD, pain_before=5.0, pain_after=3.0) for n in range(40)
    )
    found = answered(Diary(pain=daily_reports(values), events=events, care=care))
    assert found.told.triggers is not None
    assert "red-wine" in [trigger.kind for trigger in found.told.triggers]
    (tried,) = found.told.interventions
    assert tried.relief is not None
    assert tried.relief.verdict == "helps"


def test_the_days_ahead_are_foreseen_without_a_run_and_not_with_one() -> None:
    run = ProposedRun(start=day(7 * WEEKS) + timedelta(hours=9), distance_m=5000, pace_s_per_km=360)
    for runs in ((), (Run(start=day(20), duration_s=1800, distance_m=5000),)):
        diary = Diary(pain=daily_reports(felt()), runs=runs)
        found = forecast_site(diary, now=day(7 * WEEKS), run=run)
        assert found.without_run is not None
        assert abs(found.without_run.at[0].expected_nrs - 5) < 1.5
        assert found.with_run is None


def test_few_reports_say_nothing_still() -> None:
    found = answered(Diary(pain=daily_reports(felt()[:8]))).told
    assert (found.response, found.trend, found.triggers, found.changes) == (None,) * 4

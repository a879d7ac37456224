"""Scores of forecasts: proper, fixed when told, and matched with the run that was run."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from afterrun.findings import ForecastSkill
from afterrun.journal import Journal
from afterrun.lab.on_record import plan_to_put_on_record, skill_of, to_put_on_record
from afterrun.lab.planning import plan_of
from afterrun.lab.preparing import prepare
from afterrun.plan.skill import Scored, bell, gain_range, naive, share_inside
from afterrun.records import Diary, PainReport, Run, Site, ToldForecast
from afterrun.report.forecasts import skill_told
from tests.lab.test_planning import NOW, model
from tests.told import of

SITE = Site.parse("left-heel")
LEVELS = np.arange(11.0)
AT = datetime(2026, 3, 2, 8, tzinfo=UTC)


def scored(chances: np.ndarray, came: np.ndarray) -> Scored:
    flat = np.full_like(chances, 1 / chances.shape[1])
    return Scored(chances=chances, last=flat, mean=flat, came=came, week=np.arange(len(came)) // 7)


def test_ranges_hold_what_they_say_of_whole_points_too() -> None:
    rng = np.random.default_rng(0)
    chances = np.stack([bell(m, 0.7, LEVELS) for m in rng.uniform(0, 6, 4000)])
    came = np.array([rng.choice(11, p=row) for row in chances])
    for level in (0.5, 0.8, 0.9, 0.95):
        assert scored(chances, came).held(level) == pytest.approx(level, abs=0.02)
        assert scored(np.stack([bell(9.0, 0.3, LEVELS)] * 4000), came).held(level) < 0.1


def test_what_a_range_is_expected_to_hold_is_its_level_however_few_answers_there_are() -> None:
    for chances in (bell(0.2, 0.5, LEVELS), bell(9.8, 3.0, LEVELS), np.array([0.97, 0.03]), np.full(4, 0.25)):
        every = np.arange(len(chances))
        for level in (0.5, 0.8, 0.95):
            inside = share_inside(np.tile(chances, (len(chances), 1)), every, level)
            assert chances @ inside == pytest.approx(level, abs=1e-9)


def test_who_knows_more_gains_and_the_range_is_of_weeks() -> None:
    rng = np.random.default_rng(1)
    chances = np.stack([bell(m, 0.6, LEVELS) for m in rng.uniform(1, 6, 200)])
    found = scored(chances, np.array([rng.choice(11, p=row) for row in chances]))
    gain = found.gain_over(found.last)
    assert gain.mean() > 0.5
    assert found.gain_over(chances) == pytest.approx(np.zeros(200))
    low, high = np.quantile(gain_range(gain, found.week, rng), [0.05, 0.95])
    assert low < gain.mean() < high


def test_naive_guesses_are_of_the_answers_before() -> None:
    last, mean = naive(np.array([1.0, 1.0, 5.0]), LEVELS)
    assert last.argmax() == 5
    assert mean.argmax() == 2
    assert last.sum() == pytest.approx(1)


def reports(nrs: list[float], *, every_h: float = 12.0) -> tuple[PainReport, ...]:
    return tuple(PainReport(at=AT + timedelta(hours=every_h * i), site=SITE, nrs=n) for i, n in enumerate(nrs))


def told(hours: float, *, says: tuple[str, ...] = ("6 2:1000", "12 2:1000"), **run: object) -> ToldForecast:
    return ToldForecast(at=AT + timedelta(hours=hours), site=SITE, says=says, **run)  # type: ignore[arg-type]


def score(diary: Diary) -> ForecastSkill | None:
    now = AT + timedelta(days=200)
    return skill_of(diary, prepare(diary, site=SITE, now=now), seed=0)


def test_only_reports_after_a_forecast_count_and_only_near_a_time_it_told_of() -> None:
    pain = reports([2.0] * 10)
    assert score(Diary(pain=pain)) is None
    found = score(Diary(pain=pain, forecasts=(told(30.0),)))  # reports at 36 and 48 h lie in it
    assert found is not None
    assert (found.n, found.log_score_gain_over_persistence, found.calibration_90) == (1, None, None)
    elsewhere = replace(told(30.0), site=Site.parse("left-knee"))
    assert score(Diary(pain=pain, forecasts=(elsewhere,))) is None


def test_a_forecast_without_a_run_is_no_forecast_of_the_days_after_one() -> None:
    pain, start = reports([2.0] * 10), AT + timedelta(hours=31)
    run = Run(start=start, duration_s=1800, distance_m=5000)
    assert score(Diary(pain=pain, runs=(run,), forecasts=(told(30.0),))) is None
    planned = told(30.0, run_start=start + timedelta(hours=2), run_m=4500.0)
    found = score(Diary(pain=pain, runs=(run,), forecasts=(planned,)))
    assert found is not None
    assert found.n == 1
    for other in (replace(planned, run_m=9000.0), replace(planned, run_start=start + timedelta(hours=20))):
        assert score(Diary(pain=pain, runs=(run,), forecasts=(other,))) is None


@pytest.mark.parametrize("says", [("nonsense",), ("6 2:x",), ("6 2.25:1000",), (), ("x 2:1",)])
def test_what_cannot_be_read_is_not_scored(says: tuple[str, ...]) -> None:
    assert score(Diary(pain=reports([2.0] * 10), forecasts=(told(30.0, says=says),))) is None


def test_a_good_season_is_told_as_better_and_a_blind_one_is_not() -> None:
    rng = np.random.default_rng(3)
    nrs = [float(n) for n in rng.integers(0, 6, 120)]
    pain = reports(nrs)
    knows = tuple(told(12.0 * i - 6, says=(f"6 {n:g}:900 {n + 1:g}:100",)) for i, n in enumerate(nrs) if i > 10)
    found = score(Diary(pain=pain, forecasts=knows))
    assert found is not None
    assert not found.no_better
    assert skill_told(found)[0].startswith("The forecasts are better")
    wrong = tuple(replace(each, says=("6 9:1000",)) for each in knows)
    blind = score(Diary(pain=pain, forecasts=wrong))
    assert blind is not None
    assert blind.no_better
    assert "worse than a simple guess" in skill_told(blind)[0]
    assert "too narrow" in skill_told(blind)[-1]


def test_no_better_is_said_first() -> None:
    skill = ForecastSkill(
        n=40,
        log_score_gain_over_persistence=of(-0.1, 0.1, 0.3),
        log_score_gain_over_own_mean=of(0.1, 0.2, 0.3),
        calibration_50=0.5,
        calibration_80=0.8,
        calibration_90=0.9,
        calibration_95=0.95,
    )
    assert skill_told(skill)[0].startswith("So far the forecasts are no better")
    assert "36 of 40 did" in skill_told(skill)[-1], "as many as in the table"
    assert skill_told(None)[0].startswith("Not known yet")


def test_the_first_of_a_day_stays_and_nothing_else_grows_old(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "journal.db") as journal:
        before = journal.revision()
        first = told(0.0)
        journal.put_on_record([first, told(2.0), told(3.0, run_start=AT + timedelta(hours=5), run_m=5000.0)])
        journal.put_on_record([told(4.0), told(24.0)])
        kept = journal.diary().forecasts
        assert journal.revision() == before
    assert [each.at for each in kept] == [first.at, AT + timedelta(hours=3), AT + timedelta(hours=24)]
    assert kept[0] == first


def test_what_is_told_of_the_story_can_be_read_again() -> None:
    (plain,) = to_put_on_record(model())
    assert (plain.at, plain.run_start, len(plain.says)) == (NOW, None, 20)
    (with_run,) = plan_to_put_on_record(model(), plan_of(model(), safety=()))
    assert with_run.run_m is not None
    for text in (*plain.says, *with_run.says):
        shares = [int(pair.split(":")[1]) for pair in text.split()[1:]]
        assert sum(shares) == pytest.approx(1000, abs=12)

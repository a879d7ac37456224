"""Forecasts on record: written down when they are told, and scored when the report comes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import numpy as np

from afterrun.findings import ForecastSkill, Plan
from afterrun.findings.draws import interval
from afterrun.lab.forecasting import HORIZON_H, STEP_H
from afterrun.lab.preparing import Prepared
from afterrun.lab.site_model import SiteModel
from afterrun.plan.skill import Scored, gain_range, naive
from afterrun.records import Diary, PainReport, Run, ToldForecast
from afterrun.response.arrays import Floats
from afterrun.response.forecast import NextRun, chances_of_answers
from afterrun.units import SECONDS_PER_HOUR

_FEWEST, _FEWEST_WEEKS = 20, 3  # reports and weeks below which a mean score says nothing: judgement
_AS_PLANNED = timedelta(hours=6)  # a run that starts within so many hours of the planned time is the planned one
_AS_FAR = 0.2  # and is as far to a fifth
_REACHES = timedelta(hours=2 * HORIZON_H)  # five days, from the end of a run within the five days to come
_THOUSAND = 1000
_ROUNDED_H = 0.1  # hours are written to a tenth
_SEED = 77  # a stream of chance of its own


def to_put_on_record(model: SiteModel, run: Run | None = None) -> list[ToldForecast]:
    """Write down what is told now of the next five days; nothing where checks withhold it."""
    gate, prepared = model.gate_about("forecast"), model.prepared
    if model.fit is None or not gate.tells("forecast") or (run is not None and not gate.tells("with_run")):
        return []
    begin = model.now if run is None else max(model.now, run.end)
    t_d = prepared.days(begin) + np.arange(STEP_H, HORIZON_H + 1, STEP_H) / 24
    coming = None if run is None else NextRun(end_t_d=prepared.days(run.end), dose=prepared.relative_dose(run))
    chances = chances_of_answers(model.fit.draws, prepared.data, t_d=t_d, run=coming)
    hours = 24 * (t_d - prepared.days(model.now))
    says = tuple(_written(h, row, prepared.data.levels) for h, row in zip(hours, chances, strict=True))
    return [
        ToldForecast(
            at=model.now,
            site=prepared.site,
            run_start=None if run is None else run.start,
            run_m=None if run is None else run.distance_m,
            says=says,
            source="afterrun",
        )
    ]


def plan_to_put_on_record(model: SiteModel, plan: Plan) -> list[ToldForecast]:
    """Write down what is told of the five days after the next planned run; nothing where none is planned."""
    run = plan.next_run
    if run.chance_over is None or run.at is None or not run.distance_m:
        return []
    pace = model.prepared.usual_pace_s_per_m
    if pace is None:
        return []
    return to_put_on_record(model, Run(start=run.at, duration_s=run.distance_m * pace, distance_m=run.distance_m))


def _written(hours: float, chances: Floats, levels: Floats) -> str:
    told = (f"{level:g}:{round(_THOUSAND * p)}" for level, p in zip(levels, chances, strict=True) if p * _THOUSAND >= 1)
    return f"{hours:.1f} " + " ".join(told)


def skill_of(diary: Diary, prepared: Prepared, *, seed: int) -> ForecastSkill | None:
    """Score the reports of a site that came after a forecast of it; None where none did."""
    told = [each for each in diary.forecasts if each.site == prepared.site]
    scored = _scored(told, prepared)
    if scored is None:
        return None
    enough = len(scored.came) >= _FEWEST and len(np.unique(scored.week)) >= _FEWEST_WEEKS
    rng = np.random.default_rng([seed, _SEED])
    last, mean = (
        interval(gain_range(scored.gain_over(other), scored.week, rng)) if enough else None
        for other in (scored.last, scored.mean)
    )
    held = {
        name: round(scored.held(level), 3) if enough else None
        for name, level in (("50", 0.5), ("80", 0.8), ("90", 0.9), ("95", 0.95))
    }
    return ForecastSkill(
        n=len(scored.came),
        log_score_gain_over_persistence=last,
        log_score_gain_over_own_mean=mean,
        calibration_50=held["50"],
        calibration_80=held["80"],
        calibration_90=held["90"],
        calibration_95=held["95"],
    )


def _scored(told: Sequence[ToldForecast], prepared: Prepared) -> Scored | None:
    """Each report against the newest forecast whose runs are the runs that were run; None without any."""
    rows, levels = [], prepared.data.levels
    told_at, reported_at = [each.at for each in told], [each.at for each in prepared.reports]
    for report, answer in zip(prepared.reports, prepared.data.answers, strict=True):
        newest, oldest = bisect_left(told_at, report.at), bisect_left(told_at, report.at - _REACHES)
        about = (each for each in reversed(told[oldest:newest]) if _is_about(each, report, prepared.runs))
        forecast = next(about, None)
        if forecast is None:
            continue
        chances = _chances_at(forecast, report.at, levels)
        before = prepared.data.answers[: bisect_right(reported_at, forecast.at)]
        if chances is not None and before.size:
            week = report.at.toordinal() // 7
            rows.append((chances, *naive(before, levels), int(np.searchsorted(levels, answer)), week))
    if not rows:
        return None
    chances_told, last, mean, came, week_of = zip(*rows, strict=True)
    return Scored(
        chances=np.array(chances_told),
        last=np.array(last),
        mean=np.array(mean),
        came=np.array(came),
        week=np.array(week_of),
    )


def _is_about(forecast: ToldForecast, report: PainReport, runs: Iterable[Run]) -> bool:
    since = [run for run in runs if forecast.at < run.end <= report.at]
    if forecast.run_start is None:
        return not since
    return len(since) == 1 and _is_planned(since[0], forecast)


def _is_planned(run: Run, forecast: ToldForecast) -> bool:
    assert forecast.run_start is not None
    if abs(run.start - forecast.run_start) > _AS_PLANNED or run.distance_m is None or forecast.run_m is None:
        return False
    return abs(run.distance_m - forecast.run_m) <= _AS_FAR * forecast.run_m


def _chances_at(forecast: ToldForecast, at: datetime, levels: Floats) -> Floats | None:
    """What was told of the nearest time; None where that is further off than half a step, or cannot be read."""
    hours = (at - forecast.at).total_seconds() / SECONDS_PER_HOUR
    found = [(abs(h - hours), p) for text in forecast.says for h, p in [_read(text, levels)] if p is not None]
    away, chances = min(found, key=lambda each: each[0], default=(np.inf, None))
    return chances if away <= STEP_H / 2 + _ROUNDED_H or (hours < STEP_H and away < STEP_H) else None


def _read(text: str, levels: Floats) -> tuple[float, Floats | None]:
    """Read one time of a forecast; one on another scale, or in other words, is none."""
    try:
        hours, *rest = text.split()
        pairs = [each.split(":") for each in rest]
        told = {float(level): float(p) for level, p in pairs}
        h = float(hours)
    except ValueError:
        return np.inf, None
    chances = np.array([told.get(float(level), 0.0) for level in levels])
    if not chances.sum() or not set(told) <= set(levels.tolist()):
        return h, None
    return h, chances / chances.sum()

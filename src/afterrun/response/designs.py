"""Diaries to simulate people on: when somebody runs, reports and takes care of the pain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.response.data import ResponseData

_WHOLE_POINTS = np.arange(11.0)  # 0 to 10, as most people report


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryDesign:
    """Habits of a simulated person.

    Parameters
    ----------
    days : int
        Length of the diary. [d]
    runs_per_week : int
        At most one a day.
    reports_per_day : float
        On days with reports; each day has none with chance ``skipped_days``.
    cares_per_week : float
        Acute care, each with a rating before and after.
    """

    days: int
    runs_per_week: int
    reports_per_day: float = 1.5
    skipped_days: float = 0.15
    cares_per_week: float = 2.0


STORY = DiaryDesign(days=90, runs_per_week=1)  # the simulated diary of the demo: a season of a run a week
BUSY = DiaryDesign(days=364, runs_per_week=4, reports_per_day=1.6)  # a year of somebody who runs and reports a lot


def draw_diary(design: DiaryDesign, rng: np.random.Generator) -> ResponseData:
    """Draw times and doses of one diary, without answers (all reports stand for "anything")."""
    run_t, care_t = _run_times(design, rng), _care_times(design, rng)
    report_t = np.concatenate([_report_times(design, rng), care_t - 0.01, care_t + 0.02])
    report_t = np.sort(report_t[(report_t > 0) & (report_t < design.days)])
    distance = rng.gamma(6.0, 1.0, len(run_t)).clip(1.5, 16.0)
    return ResponseData(
        run_t_d=run_t,
        dose=distance / np.median(distance),
        report_t_d=report_t,
        lower=np.full(len(report_t), -np.inf),
        upper=np.full(len(report_t), np.inf),
        levels=_WHOLE_POINTS,
        span_d=(0.0, float(design.days)),
        care_t_d=care_t,
        care_kind=np.zeros(len(care_t), np.int32),
        care_kinds=int(len(care_t) > 0),
    )


def _run_times(design: DiaryDesign, rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    weeks = np.arange(design.days // 7)
    days = [7 * week + np.sort(rng.choice(7, design.runs_per_week, replace=False)) for week in weeks]
    day = np.concatenate(days).astype(np.float64)
    return day + rng.uniform(7, 19, len(day)) / 24


def _care_times(design: DiaryDesign, rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.sort(rng.uniform(0.5, design.days - 0.5, rng.poisson(design.cares_per_week * design.days / 7)))


def _report_times(design: DiaryDesign, rng: np.random.Generator) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    whole, part = divmod(design.reports_per_day, 1)
    count = (whole + (rng.random(design.days) < part)) * (rng.random(design.days) >= design.skipped_days)
    day = np.repeat(np.arange(design.days, dtype=np.float64), count.astype(int))
    return day + rng.uniform(7, 22, len(day)) / 24

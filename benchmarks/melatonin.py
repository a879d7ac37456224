"""A published trial of one, from its raw data: the printed figures again, and what Afterrun would have said.

Meng 2026 (manuscript; github.com/haomeng797-ship-it/N-of-1-Melatonin-Study, CC BY 4.0): one adult, 70 days, each drawn
to be a day with melatonin or without, never more than two alike in a row, mood rated three times a day from 0 to 100.
``make melatonin`` with the data's folder in ``AFTERRUN_DATA``; the data are not part of Afterrun.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from scipy import stats

from afterrun.response.arrays import Floats, Indices
from afterrun.trials.designs import Schedule

DATA = Path(os.environ.get("AFTERRUN_DATA", Path(__file__).parents[2] / "shared" / "data")) / "melatonin"
DAYS = 70
SINCE_DAY = 18  # the regressions of the manuscript begin where two more questions were added


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded.

    Parameters
    ----------
    at : tuple of datetime, shape (n,)
        When each rating was given, by the person's clock.
    day : ndarray, shape (n,)
        Study day it belongs to, from 0; the study is a calendar day longer than it has days.
    mood : ndarray, shape (n,)
        0 to 100.
    daily : dict of ndarray, shape (70,)
        Daily means of mood, agency and metacognition; NaN where not asked.
    arm : ndarray, shape (70,)
        1 on days with melatonin.
    """

    at: tuple[datetime, ...]
    day: Indices
    mood: Floats
    daily: dict[str, Floats]
    arm: Schedule


@dataclass(frozen=True, slots=True)
class Line:
    """Least squares: coefficients in order (the constant first), their 95 % intervals, p values, and R²."""

    beta: Floats
    low: Floats
    high: Floats
    p: Floats
    r2: float


def read() -> Recorded:
    """Read the rows as they were rated."""
    with (DATA / "data" / "miura_ema_70day.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    day = np.array([int(float(row["study_day"])) - 1 for row in rows])
    columns = {name: np.array([float(row[name] or "nan") for row in rows]) for name in _COLUMNS}
    arm = [int(rows[int(np.argmax(day == d))]["melatonin"]) for d in range(DAYS)]
    return Recorded(
        at=tuple(datetime.fromisoformat(row["datetime"]) for row in rows),
        day=day,
        mood=columns["mood"],
        daily={name: _by_day(values, day) for name, values in columns.items()},
        arm=np.array(arm, dtype=np.int8),
    )


_COLUMNS = ("mood", "agency", "metacognition")


def _by_day(values: Floats, day: Indices) -> Floats:
    known = np.isfinite(values)
    total = np.bincount(day[known], values[known], DAYS)
    count = np.bincount(day[known], minlength=DAYS)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def least_squares(y: Floats, *x: Floats) -> Line:
    """Fit a line with a constant."""
    design = np.column_stack([np.ones(len(y)), *x])
    beta = np.asarray(np.linalg.lstsq(design, y, rcond=None)[0], dtype=np.float64)
    left, free = y - design @ beta, len(y) - design.shape[1]
    se = np.sqrt(np.diag(np.linalg.inv(design.T @ design)) * (left @ left) / free)
    p = np.asarray(2 * stats.t.sf(np.abs(beta / se), free), dtype=np.float64)
    wide = float(stats.t.ppf(0.975, free)) * se
    r2 = 1 - float(left @ left) / float(((y - y.mean()) ** 2).sum())
    return Line(beta, beta - wide, beta + wide, p, r2)


def printed(recorded: Recorded) -> dict[str, float]:
    """Work out again what the manuscript prints, under its own keys."""
    mood = recorded.daily["mood"]
    arms = {"control": mood[recorded.arm == 0], "melatonin": mood[recorded.arm == 1]}
    found: dict[str, float] = {}
    for name, values in arms.items():
        found[f"desc.{name}.n_days"] = len(values)
        found[f"desc.{name}.mood.mean"] = float(values.mean())
        found[f"desc.{name}.mood.sd"] = float(values.std(ddof=1))
        found[f"var.day_sd_{name}"] = float(values.std(ddof=1))
    welch = stats.ttest_ind(arms["melatonin"], arms["control"], equal_var=False)
    difference = float(arms["melatonin"].mean() - arms["control"].mean())
    pooled = np.sqrt((arms["melatonin"].var(ddof=1) + arms["control"].var(ddof=1)) / 2)
    levene = stats.levene(arms["control"], arms["melatonin"], center="median")
    found |= {
        "compliance.actual_obs": len(recorded.mood),
        "primary.delta_daily_mood": difference,
        "primary.welch_t": float(welch.statistic),
        "primary.welch_p": float(welch.pvalue),
        "primary.cohens_d": float(difference / pooled),
        "var.day_levene_W": float(levene.statistic),
        "var.day_levene_p": float(levene.pvalue),
    }
    return found | dict(_regressions(recorded))


def _regressions(recorded: Recorded) -> Iterator[tuple[str, float]]:
    """Mood on the mood of the day before, then with melatonin, then with the two other ratings."""
    mood = recorded.daily["mood"]
    late = slice(SINCE_DAY - 1, None)
    y, before = mood[late], mood[SINCE_DAY - 2 : -1]
    x = {
        "mood_lag1": before,
        "melatonin": recorded.arm[late].astype(np.float64),
        **{name: recorded.daily[name][late] for name in ("agency", "metacognition")},
    }
    none, with_it, full = (least_squares(y, *(x[name] for name in names)) for names in _MODELS.values())
    yield "ar1.phi_day", float(none.beta[1])
    for name, line in zip(_MODELS, (none, with_it, full), strict=True):
        yield f"fit.{name}.R2", line.r2
    for place, name in enumerate(x, start=1):
        yield f"M2.{name}.beta", float(full.beta[place])
        yield f"M2.{name}.p", float(full.p[place])
        without = least_squares(y, *(values for other, values in x.items() if other != name))
        if name != "mood_lag1":
            yield f"deltaR2.{name}", full.r2 - without.r2
    yield "deltaR2.internal", full.r2 - with_it.r2


_MODELS = {
    "M0_AR1": ("mood_lag1",),
    "M1_AR1+mel": ("mood_lag1", "melatonin"),
    "M2_full": ("mood_lag1", "melatonin", "agency", "metacognition"),
}

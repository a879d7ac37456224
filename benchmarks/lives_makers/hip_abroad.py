"""A hip that runs make sore for a day, at home and for four weeks nine hours further east; clocks are right."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, Claim
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import rows

_PEAK_NRS, _AWAY_D, _EAST = 3.5, (35, 63), timezone(timedelta(hours=10))
CLOCKS = Claim(
    "clocks disagree", lambda told: any(c["name"] == "clock" and c["passed"] is False for c in rows(told, "checks"))
)


def make(seed: int) -> Life:
    """Fourteen weeks, two runs a week."""
    book = Notebook(Site("right", "hip"), 14, np.random.default_rng([seed, 281]))
    rng = book.rng
    for day in book.days_of_week(2):
        away = _AWAY_D[0] <= day < _AWAY_D[1]
        book.run(day, (9 if away else 18) + rng.uniform(-1, 1), rng.uniform(5, 9))
    times = sorted(
        [
            book.at(day, hour - 9 * (_AWAY_D[0] <= day < _AWAY_D[1]) + rng.uniform(-0.3, 0.3))
            for day in range(book.days)
            for hour in (7.2, 21.0)
            if rng.random() < 0.85
        ]
    )
    t = book.days_at(times)
    run_t = book.run_ends_d
    peak = np.array([_PEAK_NRS * (run.distance_m or 0) / 7000 for run in book.runs])
    felt = 0.4 + book.waves(times, 0.4) + after_all(t, run_t, peak, rise_d=0.3, fade_d=0.8)
    book.reports(times, felt)
    start, end = (book.at(day, 15) for day in _AWAY_D)
    book.pain = [replace(p, at=p.at.astimezone(_EAST)) if start <= p.at < end else p for p in book.pain]
    book.runs = [replace(r, start=r.start.astimezone(_EAST)) if start <= r.start < end else r for r in book.runs]
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY, CLOCKS), right=(RUNS_RAISE,), harmless=True))

"""A knee that every run beyond five kilometres hurts alike; a brace is worn on the long ones, and does nothing."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, does_anything, next_day_better
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_MOST_NRS, _FULL_FROM_M, _LONG_M, _WORN = 2.8, 5000, 8000, 0.95


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week of three to thirteen kilometres."""
    book = Notebook(Site("left", "knee"), 16, np.random.default_rng([seed, 1961]))
    rng = book.rng
    peak = []
    for day in book.days_of_week(3):
        run = book.run(day, 17 + rng.uniform(-1, 1), rng.uniform(3, 13))
        far_m = run.distance_m or 0
        if far_m >= _LONG_M and rng.random() < _WORN:
            at = run.start - timedelta(minutes=10)
            book.care.append(Care(at=at, intervention="brace", site=book.site))
        peak.append(_MOST_NRS * min(far_m / _FULL_FROM_M, 1.0))
    times = sorted((*book.check_ins(7.0), *book.check_ins(21.0)))
    rise = after_all(book.days_at(times), book.run_ends_d, np.array(peak), rise_d=0.3, fade_d=0.9)
    book.reports(times, 0.7 + book.waves(times, 0.5) + rise)
    wrong = (RUNS_DO_NOTHING, *STEADY, does_anything("brace"), next_day_better("brace"))
    return book.life(Truth(wrong=wrong, right=(RUNS_RAISE,)))

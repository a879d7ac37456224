"""Shins of a beginner: nine weeks to five kilometres, of which each hurts less than the one before."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import CHANGED, GETTING_WORSE, RUNS_DO_NOTHING, RUNS_RAISE
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_FIRST_KM, _LAST_KM, _PER_3_KM_NRS, _USED_TO = 1.5, 5.0, 4.5, 1.2


def make(seed: int) -> Life:
    """Ten weeks, three runs a week, ever longer and with fewer walks in between."""
    book = Notebook(Site("both", "shin"), 10, np.random.default_rng([seed, 2001]))
    rng = book.rng
    for day in book.days_of_week(3):
        gone = day / book.days
        km = _FIRST_KM + (_LAST_KM - _FIRST_KM) * gone + rng.uniform(-0.4, 0.4)
        book.run(day, 18 + rng.uniform(-1, 1), km, pace_s_per_km=480, walk_breaks=round(8 * (1 - gone)))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    run_t = book.run_ends_d
    peak = _PER_3_KM_NRS * np.array([(run.distance_m or 0) / 3000 for run in book.runs])
    peak = peak * np.exp(-_USED_TO * run_t / book.days)
    rise = after_all(book.days_at(times), run_t, peak, rise_d=0.3, fade_d=0.8)
    book.reports(times, 0.4 + book.waves(times, 0.4) + rise)
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, GETTING_WORSE, CHANGED), right=(RUNS_RAISE,), harmless=True))

"""A heel that takes runs as ever, and two of them terribly, three weeks apart."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_PEAK_NRS, _TERRIBLE_NRS, _TERRIBLE_D = 1.5, 9.0, (50.0, 74.0)


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week."""
    book = Notebook(Site("left", "heel"), 16, np.random.default_rng([seed, 1603]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    run_t = book.run_ends_d
    peak = np.array([_PEAK_NRS * (run.distance_m or 0) / 6000 for run in book.runs]) * rng.lognormal(0, 0.2, len(run_t))
    peak[[int(np.abs(run_t - day).argmin()) for day in _TERRIBLE_D]] = _TERRIBLE_NRS
    times = sorted(book.check_ins(7.2, 21.0))
    t = book.days_at(times)
    felt = 0.4 + book.waves(times, 0.4) + after_all(t, run_t, peak, rise_d=0.3, fade_d=1.0)
    book.reports(times, felt)
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), right=(RUNS_RAISE,)))

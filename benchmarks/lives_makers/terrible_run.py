"""Runs that a place takes as ever, and one of them terribly: what several lives share."""

from __future__ import annotations

import numpy as np

from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_TERRIBLE_NRS = 12.0


def one_terrible_run(book: Notebook, *, runs_per_week: int, peak_nrs: float, terrible_d: float) -> Life:
    """Write the book: ``peak_nrs`` after six kilometres, and much more after the run nearest to ``terrible_d``."""
    rng = book.rng
    for day in book.days_of_week(runs_per_week):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    run_t = book.run_ends_d
    peak = np.array([peak_nrs * (run.distance_m or 0) / 6000 for run in book.runs]) * rng.lognormal(0, 0.2, len(run_t))
    peak[np.abs(run_t - terrible_d).argmin()] = _TERRIBLE_NRS
    times = sorted(book.check_ins(7.2, 21.0))
    t = book.days_at(times)
    felt = 0.4 + book.waves(times, 0.4) + after_all(t, run_t, peak, rise_d=0.3, fade_d=1.0)
    book.reports(times, felt)
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), right=(RUNS_RAISE,)))

"""An ankle that takes runs as ever, but one of the last terribly."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_PEAK_NRS, _TERRIBLE_NRS, _TERRIBLE_D = 2.0, 12.0, 80.0


def make(seed: int) -> Life:
    """Thirteen weeks, three runs a week."""
    book = Notebook(Site("left", "ankle-outer"), 13, np.random.default_rng([seed, 1602]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    run_t = book.run_ends_d
    peak = np.array([_PEAK_NRS * (run.distance_m or 0) / 6000 for run in book.runs]) * rng.lognormal(0, 0.2, len(run_t))
    peak[np.abs(run_t - _TERRIBLE_D).argmin()] = _TERRIBLE_NRS
    times = sorted(book.check_ins(7.2, 21.0))
    t = book.days_at(times)
    felt = 0.4 + book.waves(times, 0.4) + after_all(t, run_t, peak, rise_d=0.3, fade_d=1.0)
    book.reports(times, felt)
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), right=(RUNS_RAISE,)))

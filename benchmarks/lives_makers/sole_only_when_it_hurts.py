"""A sole of which is written only when it hurts, and now and then that it does not."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS = 3.5


def make(seed: int) -> Life:
    """Thirteen weeks, two runs a week; of reports below two points one in eight is written."""
    book = Notebook(Site("right", "arch"), 13, np.random.default_rng([seed, 227]))
    rng = book.rng
    for day in book.days_of_week(2):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    times = sorted((*book.check_ins(7.2, share=0.8), *book.check_ins(21.0, share=0.8)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    felt = 0.4 + book.waves(times, 0.5) + after_all(t, run_t, peak, rise_d=0.4, fade_d=1.0)
    for at, nrs in zip(times, felt, strict=True):
        if nrs >= 2 or rng.random() < 1 / 8:
            book.report(at, float(nrs))
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), right=(RUNS_RAISE,), harmless=True))

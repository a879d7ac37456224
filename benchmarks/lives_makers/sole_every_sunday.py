"""A sole that every Sunday's run makes sore for two or three days; nothing else of the week does anything."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS, _LEFT_OUT = 3.5, 0.15


def make(seed: int) -> Life:
    """Fourteen weeks, of which a few are left out."""
    book = Notebook(Site("right", "forefoot-medial"), 14, np.random.default_rng([seed, 263]))
    rng = book.rng
    for week in range(book.weeks):
        if rng.random() > _LEFT_OUT:
            book.run(7 * week + 6, 10 + rng.uniform(-1, 1), rng.uniform(4, 7))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0, share=0.5)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 5500 for run in book.runs])
    felt = 0.3 + book.waves(times, 0.4) + after_all(t, run_t, peak, rise_d=0.4, fade_d=1.2)
    book.reports(times, felt)
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), right=(RUNS_RAISE,), harmless=True))

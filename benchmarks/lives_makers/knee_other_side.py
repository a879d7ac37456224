"""A left knee that comes and goes by itself, asked about beside a right one that runs hurt."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS = 3.5


def make(seed: int) -> Life:
    """Fourteen weeks, two runs a week; the right knee is written of twice as often."""
    book = Notebook(Site("left", "knee"), 14, np.random.default_rng([seed, 233]))
    rng = book.rng
    for day in book.days_of_week(2):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(5, 9))
    times = sorted((*book.check_ins(7.1), *book.check_ins(21.1)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 7000 for run in book.runs])
    right = 0.5 + book.waves(times, 0.5) + after_all(t, run_t, peak, rise_d=0.3, fade_d=1.0)
    left = 1.5 + book.waves(times, 0.9)
    for at, one, other in zip(times, right, left, strict=True):
        book.report(at, float(one), site=Site("right", "knee"))
        if rng.random() < 0.5:
            book.report(at, float(other))
    return book.life(Truth(wrong=(RUNS_RAISE, *STEADY), harmless=True))

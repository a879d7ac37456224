"""A knee of which is written once a week, on Sunday mornings; runs of three days a week hurt for a day."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_PEAK_NRS = 3.0


def make(seed: int) -> Life:
    """Twenty-six weeks."""
    book = Notebook(Site("right", "knee"), 26, np.random.default_rng([seed, 307]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    times = [book.at(7 * week + 6, 9 + rng.uniform(-1, 1)) for week in range(book.weeks) if rng.random() < 0.9]
    t = book.days_at(times)
    run_t = book.run_ends_d
    felt = 0.5 + book.waves(times, 0.5)
    felt = felt + after_all(t, run_t, np.full(len(run_t), _PEAK_NRS), rise_d=0.3, fade_d=0.7)
    book.reports(times, felt)
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), harmless=True))

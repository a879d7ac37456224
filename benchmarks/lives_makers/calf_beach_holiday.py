"""Calves that two weeks of runs on sand make very sore; before and after, runs on the road do a little."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, feature
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER

_FROM_D, _UNTIL_D = 60, 74
_PEAK_NRS = {"road": 1.2, "sand": 3.0}


def make(seed: int) -> Life:
    """Sixteen weeks: three runs a week, and at the sea one on every day."""
    book = Notebook(Site("both", "calf"), 16, np.random.default_rng([seed, 2030]))
    rng = book.rng
    for day in book.days_of_week(3):
        if not _FROM_D <= day < _UNTIL_D:
            book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8), surface="road")
    for day in range(_FROM_D, _UNTIL_D):
        book.run(day, 8, rng.uniform(4, 7), surface="sand")
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    peak = np.array([_PEAK_NRS[str(run.surface)] * (run.distance_m or 0) / 6000 for run in book.runs])
    rise = after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.3, fade_d=0.8)
    book.reports(times, 0.4 + book.waves(times, 0.4) + rise)
    return book.life(
        Truth(wrong=(RUNS_DO_NOTHING, *STEADY, feature("surface", "sand", BETTER, "is better")), right=(RUNS_RAISE,))
    )

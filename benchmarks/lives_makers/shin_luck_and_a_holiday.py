"""A shin whose luck has a heavy tail, and twenty days without a run or a report in the middle."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_PEAK_NRS, _LUCK, _TAIL = 2.2, 0.45, 2.0  # degrees of freedom
_AWAY_D = (55, 75)


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week."""
    book = Notebook(Site("right", "shin"), 16, np.random.default_rng([seed, 1604]))
    rng = book.rng
    away = range(*_AWAY_D)
    for day in book.days_of_week(3):
        if day not in away:
            book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    run_t = book.run_ends_d
    luck = np.exp(_LUCK * np.clip(rng.standard_t(_TAIL, len(run_t)), -6, 4))
    peak = luck * np.array([_PEAK_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    times = [at for at in sorted(book.check_ins(7.2, 21.0)) if int(book.since_first(at)) not in away]
    t = book.days_at(times)
    felt = 0.4 + book.waves(times, 0.4) + after_all(t, run_t, peak, rise_d=0.3, fade_d=1.0)
    book.reports(times, felt)
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), right=(RUNS_RAISE,)))

"""An arch that runs hurt, the same all along; from the eighth week on walks are logged as runs, and do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS, _WALKS_FROM_D, _WALK_S_PER_KM = 2.5, 50, 700.0


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week; later a walk at noon on every second day without a run."""
    book = Notebook(Site("right", "arch"), 16, np.random.default_rng([seed, 1308]))
    rng = book.rng
    days = book.days_of_week(3)
    for day in days:
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    peak = [_RUN_NRS * (run.distance_m or 0) / 6000 for run in book.runs]
    for day in range(_WALKS_FROM_D, book.days):
        if day not in days and rng.random() < 0.5:
            book.run(day, 12, rng.uniform(2, 4), pace_s_per_km=_WALK_S_PER_KM)
            peak.append(0.0)
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    rise = after_all(book.days_at(times), book.run_ends_d, np.array(peak), rise_d=0.3, fade_d=0.9)
    book.reports(times, 0.5 + book.waves(times, 0.4) + rise)
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), right=(RUNS_RAISE,), harmless=True))

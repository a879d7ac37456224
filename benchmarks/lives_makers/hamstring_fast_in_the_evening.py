"""A hamstring that fast runs hurt and slow ones do not, asked about in the evening alone."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, favours, feature, features_beside
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_FAST_S_PER_KM, _FAST_NRS, _FAST_SHARE = 285.0, 4.0, 0.35


def make(seed: int) -> Life:
    """Twelve weeks, four runs a week, one in three of them fast."""
    book = Notebook(Site("left", "hamstring"), 12, np.random.default_rng([seed, 1503]))
    rng = book.rng
    fast: list[bool] = []
    for day in book.days_of_week(4):
        fast.append(bool(rng.random() < _FAST_SHARE))
        pace = _FAST_S_PER_KM if fast[-1] else rng.uniform(330, 380)
        book.run(day, 7 + rng.uniform(-0.5, 0.5), rng.uniform(4, 9), pace_s_per_km=pace)
    times = book.check_ins(21.0, share=0.85)
    peak = np.where(fast, _FAST_NRS, 0.0)
    rise = after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.2, fade_d=0.9)
    book.reports(times, 0.4 + book.waves(times, 0.4) + rise)
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, *STEADY, features_beside("pace")),
            right=(RUNS_RAISE, favours("speed"), feature("pace", None, (*BETTER, *WORSE), "matters")),
            harmless=True,
        )
    )

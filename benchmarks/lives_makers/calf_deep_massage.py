"""A calf that a deep massage makes sore two days later, and that runs hurt a little."""

from __future__ import annotations

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, STEADY, next_day_better, next_day_worse, tried
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER

_RUN_NRS, _SORE_NRS, _AFTER_D, _FOR_D = 2.0, 2.5, 2.0, 0.5


def make(seed: int) -> Life:
    """Sixteen weeks, two runs a week and a massage on any day of most weeks."""
    book = Notebook(Site("left", "calf"), 16, np.random.default_rng([seed, 1208]))
    rng = book.rng
    for day in book.days_of_week(2):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    for day in book.days_of_week(1):
        book.care.append(Care(at=book.at(day, 17), intervention="deep-massage", minutes=30, site=book.site))
    times = sorted((*book.check_ins(7.0), *book.check_ins(21.5)))
    t, massaged = book.days_at(times), book.days_at([care.at for care in book.care])
    sore = _SORE_NRS * np.exp(-0.5 * ((t[:, None] - massaged - _AFTER_D) / _FOR_D) ** 2).sum(axis=1)
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    rise = after_all(t, book.run_ends_d, peak, rise_d=0.3, fade_d=1.0)
    book.reports(times, 0.6 + book.waves(times, 0.5) + sore + rise)
    wrong = (
        RUNS_DO_NOTHING,
        *STEADY,
        next_day_better("deep-massage"),
        tried("deep-massage", BETTER, "helps"),
    )
    return book.life(Truth(wrong=wrong, right=(next_day_worse("deep-massage"),), harmless=True))

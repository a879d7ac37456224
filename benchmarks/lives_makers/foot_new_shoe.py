"""A foot that heals by a quarter a month, whatever is worn; halfway through new shoes are bought."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import MONTH_D, after_all
from benchmarks.lives_makers.claims import GETTING_WORSE, RUNS_DO_NOTHING, RUNS_RAISE, changed_for_the, features_beside
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_PEAK_NRS, _A_MONTH, _NEW_D = 4.0, 0.75, 56


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week; the new shoes on nearly every run of the second half."""
    book = Notebook(Site("left", "forefoot-lateral"), 16, np.random.default_rng([seed, 269]))
    rng = book.rng
    for day in book.days_of_week(3):
        new = rng.random() < (0.9 if day >= _NEW_D else 0.0)
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8), shoe="new" if new else "old")
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    peak = np.array([_PEAK_NRS * (run.distance_m or 0) / 6000 for run in book.runs]) * _A_MONTH ** (run_t / MONTH_D)
    felt = 0.3 + book.waves(times, 0.4) + after_all(t, run_t, peak, rise_d=0.3, fade_d=0.8)
    book.reports(times, felt)
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, GETTING_WORSE, changed_for_the("worse"), features_beside("nothing")),
            right=(RUNS_RAISE,),
            harmless=True,
        )
    )

"""Heels of somebody on early and night shifts in turn: up at five or at three in the afternoon, and worst then."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, moment_above
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS, _FIRST_STEPS_NRS, _UP_H = 2.6, 1.8, (5.2, 15.0)


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week before the shift, a report on getting up and one eight hours later."""
    book = Notebook(Site("both", "heel"), 16, np.random.default_rng([seed, 2015]))
    rng = book.rng
    up_h = [_UP_H[day // 7 % 2] for day in range(book.days)]
    for day in book.days_of_week(3):
        book.run(day, up_h[day] + 2.5 + rng.uniform(-0.5, 0.5), rng.uniform(4, 8))
    noted = []
    for day in range(book.days):
        if rng.random() < 0.9:
            noted.append((book.at(day, up_h[day] + rng.uniform(0, 0.3)), "first-steps"))
        if rng.random() < 0.85:
            noted.append((book.at(day, up_h[day] + 8.5 + rng.uniform(-0.5, 0.5)), "evening"))
    noted.sort()
    times = [at for at, _ in noted]
    peak = _RUN_NRS * np.array([(run.distance_m or 0) / 6000 for run in book.runs])
    rise = after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.3, fade_d=0.9)
    for (at, moment), felt in zip(noted, 0.5 + book.waves(times, 0.4) + rise, strict=True):
        book.report(at, float(felt) + (_FIRST_STEPS_NRS if moment == "first-steps" else 0.0), moment=moment)
    return book.life(
        Truth(wrong=(RUNS_DO_NOTHING, *STEADY), right=(RUNS_RAISE, moment_above("first-steps", least_nrs=0.5)))
    )

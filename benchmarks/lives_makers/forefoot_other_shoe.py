"""A forefoot that runs hurt; from the day another shoe is worn the same run does a third of it."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import (
    GETTING_WORSE,
    RUNS_DO_NOTHING,
    RUNS_RAISE,
    changed_around,
    changed_for_the,
    nothing_changed,
)
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_PEAK_NRS, _LEFT, _FROM_DAY = 4.0, 1 / 3, 56


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week; half of them in either shoe."""
    book = Notebook(Site("left", "forefoot-lateral"), 16, np.random.default_rng([seed, 1201]))
    rng = book.rng
    for day in book.days_of_week(3):
        shoe = "wide" if day >= _FROM_DAY else "narrow"
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8), shoe=shoe)
    left = np.array([_LEFT if run.shoe == "wide" else 1.0 for run in book.runs])
    peak = left * np.array([_PEAK_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    rise = after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.3, fade_d=0.8)
    book.reports(times, 0.3 + book.waves(times, 0.4) + rise)
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, GETTING_WORSE, changed_for_the("worse"), nothing_changed()),
            right=(RUNS_RAISE, changed_around(book.at(_FROM_DAY).date(), "better")),
            harmless=True,
        )
    )

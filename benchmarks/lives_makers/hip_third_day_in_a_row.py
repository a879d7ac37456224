"""A hip that hurts after a run on the third day in a row, and after no other."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, favours, features_beside
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_THIRD_NRS, _THREE_SHARE = 4.5, 0.6


def make(seed: int) -> Life:
    """Fourteen weeks, three runs in each: on three days in a row, or on two and one later."""
    book = Notebook(Site("right", "hip"), 14, np.random.default_rng([seed, 1507]))
    rng = book.rng
    days: list[int] = []
    for week in range(book.weeks):
        first = 7 * week + int(rng.integers(0, 3))
        days += [first, first + 1, first + (2 if rng.random() < _THREE_SHARE else 4)]
    for day in days:
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(5, 7))
    peak = np.array([_THIRD_NRS if {day - 1, day - 2} <= set(days) else 0.0 for day in days])
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    rise = after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.3, fade_d=0.8)
    book.reports(times, 0.4 + book.waves(times, 0.4) + rise)
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, *STEADY, features_beside("rest-gap")),
            right=(RUNS_RAISE, favours("rest-gap")),
        )
    )

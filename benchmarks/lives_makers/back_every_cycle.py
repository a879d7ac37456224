"""A lower back that aches for three days of every cycle, whose first day is noted; runs do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import RUNS_RAISE, STEADY, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE


def make(seed: int) -> Life:
    """Twenty-four weeks, three runs a week, morning and evening."""
    book = Notebook(Site("both", "back-lower"), 24, np.random.default_rng([seed, 1506]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    firsts = [int(day) for day in np.cumsum([6, *rng.integers(26, 31, 8)]) if day < book.days - 3]
    for day in firsts:
        book.event(day, 8, "period")
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    aches = sum(np.interp(t, [day - 0.5, day + 0.3, day + 2, day + 3.2], [0.0, 4.0, 3.0, 0.0]) for day in firsts)
    book.reports(times, 0.5 + book.waves(times, 0.4) + aches)
    return book.life(
        Truth(
            wrong=(RUNS_RAISE, *STEADY, goes_with("period", BETTER, "goes with less")),
            right=(goes_with("period", WORSE, "goes with more"),),
            harmless=True,
        )
    )

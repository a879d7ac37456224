"""A midfoot that new insoles ease by two points on every day; they were written down once, on the day they came."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import (
    GETTING_BETTER,
    GETTING_WORSE,
    RUNS_DO_NOTHING,
    RUNS_RAISE,
    changed_for_the,
    eases_every_day,
    nothing_changed,
    tried,
)
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_LEVEL_NRS, _EASED_NRS, _RUN_NRS, _FROM_D = 2.6, 2.0, 2.0, 63


def make(seed: int) -> Life:
    """Eighteen weeks, three runs a week; the insoles are an event of one day in the middle."""
    book = Notebook(Site("left", "midfoot"), 18, np.random.default_rng([seed, 1501]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    book.event(_FROM_D, 8, "new-insoles")
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    level = np.where(t < _FROM_D, _LEVEL_NRS, _LEVEL_NRS - _EASED_NRS)
    book.reports(times, level + book.waves(times, 0.4) + after_all(t, book.run_ends_d, peak, rise_d=0.3, fade_d=0.8))
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                GETTING_BETTER,
                GETTING_WORSE,
                changed_for_the("worse"),
                nothing_changed(),
                tried("new-insoles", WORSE, "worsen"),
                tried("new-insoles", BETTER, "prevent", of="prevention"),
            ),
            right=(RUNS_RAISE, eases_every_day("new-insoles")),
            harmless=True,
        )
    )

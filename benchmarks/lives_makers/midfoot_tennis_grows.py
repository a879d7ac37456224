"""A midfoot that hurts more every week, on every day by now: how much of it runs and tennis keep up, no day tells."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import GETTING_BETTER, RUNS_DO_NOTHING, changed_for_the, outside
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_LAST_LEVEL_NRS, _LOAD_NRS = 3.5, 1.5


def make(seed: int) -> Life:
    """Nine weeks, three runs and two evenings of tennis a week, an entry in the evening."""
    book = Notebook(Site("right", "midfoot"), 9, np.random.default_rng([seed, 1402]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 7, rng.uniform(4, 8))
    for day in book.days_of_week(2):
        book.event(day, 19, "tennis", 100)
    times = book.check_ins(21.0)
    t = book.days_at(times)
    loads = np.array([*book.run_ends_d, *(book.since_first(event.at) + 1.7 / 24 for event in book.events)])
    grown = loads / book.days
    felt = _LAST_LEVEL_NRS * t / book.days + book.waves(times, 0.3)
    book.reports(times, felt + after_all(t, loads, _LOAD_NRS * grown, rise_d=0.1, fade_d=0.8))
    wrong = (
        RUNS_DO_NOTHING,
        GETTING_BETTER,
        changed_for_the("better"),
        outside(("trend", "baseline_nrs"), _LAST_LEVEL_NRS, "less without a run than there is"),
    )
    return book.life(Truth(wrong=wrong, flag="within-days"))

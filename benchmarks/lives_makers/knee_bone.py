"""The inner side of a knee that hurts more from week to week for eight weeks, and a little more after each run."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import GETTING_BETTER, RUNS_DO_NOTHING, changed_for_the
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_TOP_NRS, _RUN_NRS = 5.5, 1.6


def make(seed: int) -> Life:
    """Eight weeks, three runs a week."""
    book = Notebook(Site("right", "knee-inner"), 8, np.random.default_rng([seed, 1013]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(5, 8))
    times = sorted(book.check_ins(7.0, 21.0, share=0.85))
    t, ends = book.days_at(times), book.run_ends_d
    felt = 0.3 + _TOP_NRS * (t / book.days) ** 1.2 + book.waves(times, 0.4)
    felt = felt + after_all(t, ends, _RUN_NRS * ends / book.days, rise_d=0.1, fade_d=0.8)
    book.reports(times, felt)
    return book.life(
        Truth(wrong=(RUNS_DO_NOTHING, GETTING_BETTER, changed_for_the("better")), flag="within-days"),
    )

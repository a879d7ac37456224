"""A knee that hurts for a day after runs before breakfast; the runs are typed in later, all at noon."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS = 4.0


def make(seed: int) -> Life:
    """Twelve weeks, three runs a week; asked at ten in the morning, when it hurts most, and at nine in the evening."""
    book = Notebook(Site("left", "knee"), 12, np.random.default_rng([seed, 1202]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 7 + rng.uniform(-1, 1), rng.uniform(5, 9))
    times = sorted((*book.check_ins(10.0), *book.check_ins(21.0)))
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 7000 for run in book.runs])
    rise = after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.1, fade_d=0.5)
    book.reports(times, 1.0 + book.waves(times, 0.6) + rise)
    book.runs = [replace(run, start=run.start.replace(hour=12, minute=0)) for run in book.runs]
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), harmless=True))

"""A knee of which there are two weeks, ten entries and three runs: whatever is true, it is too early to say."""

from __future__ import annotations

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, does_anything
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS = 3.0


def make(seed: int) -> Life:
    """Two weeks; ice once."""
    book = Notebook(Site("left", "knee"), 2, np.random.default_rng([seed, 1044]))
    for day in (1, 4, 9):
        book.run(day, 18, book.rng.uniform(4, 8))
    times = [book.at(day, 20.5) for day in (0, 1, 2, 4, 5, 7, 9, 10, 12, 13)]
    ends = book.run_ends_d
    felt = 0.8 + book.waves(times, 0.4)
    felt = felt + after_all(book.days_at(times), ends, np.full(len(ends), _RUN_NRS), rise_d=0.2, fade_d=1.0)
    book.reports(times, felt)
    book.care.append(
        Care(at=book.at(5, 21), intervention="ice", minutes=10, site=book.site, pain_before=4.0, pain_after=2.0)
    )
    return book.life(
        Truth(wrong=(RUNS_DO_NOTHING, RUNS_RAISE, *STEADY, does_anything("ice")), harmless=True),
    )

"""A head that aches on the day after wine; a run on most of these mornings has nothing to do with it."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import NO_DIFFERENCE, RUNS_RAISE, STEADY, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_WINE_NRS = 3.5


def make(seed: int) -> Life:
    """Fifteen weeks: wine on a third of the evenings, a run on six mornings of ten after it and one of five others."""
    book = Notebook(Site("both", "head"), 15, np.random.default_rng([seed, 293]))
    rng = book.rng
    wine = set(book.some_days(0.3))
    for day in range(book.days):
        if day in wine:
            book.event(day, 20, "wine")
        if rng.random() < (0.6 if day - 1 in wine else 0.2):
            book.run(day, 8.5 + rng.uniform(-0.5, 0.5), rng.uniform(4, 7))
    times = sorted((*book.check_ins(12.5), *book.check_ins(21.5)))
    t = book.days_at(times)
    wine_t = np.array(sorted(wine)) + 22 / 24
    felt = 0.4 + book.waves(times, 0.4)
    felt = felt + after_all(t, wine_t, np.full(len(wine_t), _WINE_NRS), rise_d=0.3, fade_d=0.4)
    book.reports(times, felt)
    return book.life(
        Truth(
            wrong=(RUNS_RAISE, *STEADY, goes_with("wine", (*BETTER, *NO_DIFFERENCE), "does no harm")),
            right=(goes_with("wine", WORSE, "goes with more"),),
            harmless=True,
        )
    )

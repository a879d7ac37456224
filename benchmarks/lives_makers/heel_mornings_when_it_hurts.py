"""A heel asked about every evening, when it is well; its first steps are noted on the mornings on which they hurt."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, STEADY, by_itself, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import WORSE

_FROM_M, _HURTS = 7_500, 0.8


def make(seed: int) -> Life:
    """Eighteen weeks, three runs a week of 4 to 11 km; the first steps hurt after most of the longer ones."""
    book = Notebook(Site("left", "heel"), 18, np.random.default_rng([seed, 2171]))
    rng = book.rng
    for day in book.days_of_week(3):
        run = book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 11))
        if (run.distance_m or 0) > _FROM_M and rng.random() < _HURTS:
            book.report(book.at(day + 1, rng.uniform(7, 7.6)), 3 + rng.normal(0, 1), moment="first-steps")
    for at in book.check_ins(21.2):
        book.report(at, 0.0 if rng.random() < 0.9 else 1.0, moment="evening")
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, *STEADY, by_itself()),
            right=(goes_with("distance", WORSE, "goes with more"),),
            harmless=True,
        )
    )

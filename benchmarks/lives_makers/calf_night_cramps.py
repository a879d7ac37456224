"""A calf that cramps in the night after long runs, noted when it does; asked every evening, when it never does."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import ANY_EFFECT, RUNS_DO_NOTHING, STEADY, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import WORSE

_FROM_M, _AFTER_LONG, _AFTER_OTHERS = 11_000, 0.75, 0.03


def make(seed: int) -> Life:
    """Twenty weeks, three runs a week of four to sixteen kilometres; a sauna on one evening in five does nothing."""
    book = Notebook(Site("right", "calf"), 20, np.random.default_rng([seed, 2161]))
    rng = book.rng
    for day in book.days_of_week(3):
        run = book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 16))
        if rng.random() < (_AFTER_LONG if (run.distance_m or 0) > _FROM_M else _AFTER_OTHERS):
            book.report(book.at(day + 1, rng.uniform(2, 4)), 4 + rng.normal(0, 0.7), symptom="cramp", moment="night")
    for day in book.some_days(0.2):
        book.event(day, 20, "sauna", 30.0)
    for at in book.check_ins(21.5):
        book.report(at, 0.0, symptom="cramp", moment="evening")
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, *STEADY, goes_with("sauna", ANY_EFFECT, "does something")),
            right=(goes_with("distance", WORSE, "goes with more"),),
            harmless=True,
        )
    )

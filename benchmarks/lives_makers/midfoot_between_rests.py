"""A bone of the midfoot that weeks of running wear down and a week of rest eases; no single run stands out."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import GETTING_BETTER, RUNS_DO_NOTHING, changed_for_the
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RESTS_D = (28, 35)
_LEVEL_AT_D, _LEVEL_NRS = (0, 28, 36, 63), (0.5, 3.0, 1.5, 5.5)


def make(seed: int) -> Life:
    """Nine weeks, three runs a week but in the fifth; what is written is the number and nothing else."""
    book = Notebook(Site("left", "midfoot"), 9, np.random.default_rng([seed, 1014]))
    rng = book.rng
    for day in book.days_of_week(3):
        if not _RESTS_D[0] <= day < _RESTS_D[1]:
            book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(5, 8))
    times = sorted(book.check_ins(7.5, 21.0, share=0.85))
    level = np.interp(book.days_at(times), _LEVEL_AT_D, _LEVEL_NRS)
    book.reports(times, level + book.waves(times, 0.4))
    return book.life(
        Truth(wrong=(RUNS_DO_NOTHING, GETTING_BETTER, changed_for_the("better")), flag="within-days"),
    )

"""A calf that runs hurt: exercises began in the week that cut the runs from four to one, and do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import CHANGED, GETTING_WORSE, RUNS_DO_NOTHING, RUNS_RAISE, does_anything
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS, _FROM_WEEK = 2.5, 8


def make(seed: int) -> Life:
    """Sixteen weeks, the second half with a quarter of the runs."""
    book = Notebook(Site("right", "calf"), 16, np.random.default_rng([seed, 239]))
    rng = book.rng
    for week in range(book.weeks):
        for day in np.sort(rng.choice(7, 4 if week < _FROM_WEEK else 1, replace=False)):
            book.run(7 * week + int(day), 18 + rng.uniform(-1, 1), rng.uniform(5, 8))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0, share=0.6)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 6500 for run in book.runs])
    felt = 0.6 + book.waves(times, 0.5) + after_all(t, run_t, peak, rise_d=0.3, fade_d=1.2)
    book.reports(times, felt)
    book.phases.append(Phase(intervention="calf-raises", start=book.at(7 * _FROM_WEEK)))
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, GETTING_WORSE, CHANGED, does_anything("calf-raises")),
            right=(RUNS_RAISE,),
            harmless=True,
        )
    )

"""A forefoot that runs did next to nothing to, until three weeks before it is asked about."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import GETTING_BETTER, RUNS_DO_NOTHING, RUNS_RAISE, changed_around, changed_for_the
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_PEAK_NRS, _BEFORE, _STRUCK_D = 3.0, 0.05, 50.0


def make(seed: int) -> Life:
    """Ten weeks, three runs a week."""
    book = Notebook(Site("left", "forefoot-medial"), 10, np.random.default_rng([seed, 1605]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    run_t = book.run_ends_d
    peak = np.array([_PEAK_NRS * (run.distance_m or 0) / 6000 for run in book.runs]) * rng.lognormal(0, 0.2, len(run_t))
    peak = peak * np.where(run_t < _STRUCK_D, _BEFORE, 1.0)
    struck = book.at(float(run_t[run_t >= _STRUCK_D][0])).date()
    times = sorted(book.check_ins(7.2, 21.0))
    t = book.days_at(times)
    felt = 0.4 + book.waves(times, 0.4) + after_all(t, run_t, peak, rise_d=0.3, fade_d=1.0)
    book.reports(times, felt)
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, GETTING_BETTER, changed_for_the("better")),
            right=(RUNS_RAISE, changed_around(struck, "worse", timedelta(days=5))),
        )
    )

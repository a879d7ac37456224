"""A foot that hurts by as much a kilometre as ever, while the runs grow by a tenth a week: more pain, nothing worse."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_A_KM_NRS, _FIRST_KM, _A_WEEK = 0.35, 2.5, 1.1


def make(seed: int) -> Life:
    """Fifteen weeks, two runs a week."""
    book = Notebook(Site("left", "forefoot-medial"), 15, np.random.default_rng([seed, 241]))
    rng = book.rng
    for day in book.days_of_week(2):
        book.run(day, 8 + rng.uniform(-1, 1), _FIRST_KM * _A_WEEK ** (day // 7) * rng.uniform(0.8, 1.2))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    peak = np.array([_A_KM_NRS * (run.distance_m or 0) / 1000 for run in book.runs])
    felt = 0.4 + book.waves(times, 0.4) + after_all(t, run_t, peak, rise_d=0.4, fade_d=1.0)
    book.reports(times, felt)
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), right=(RUNS_RAISE,)))

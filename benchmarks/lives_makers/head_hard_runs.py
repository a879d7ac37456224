"""A head that aches on the evening of hard runs, and of no others."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, feature
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import WORSE

_HARD_NRS, _HARD_RPE, _EASY_RPE = 4.5, 8, 4


def make(seed: int) -> Life:
    """Sixteen weeks, four runs a week, a third of them hard."""
    book = Notebook(Site("both", "head"), 16, np.random.default_rng([seed, 909]))
    rng = book.rng
    for day in book.days_of_week(4):
        hard = rng.random() < 0.35
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(5, 8), rpe=_HARD_RPE if hard else _EASY_RPE)
    times = sorted(book.check_ins(8.0, 13.0, 21.3))
    peak = np.array([_HARD_NRS if run.rpe == _HARD_RPE else 0.0 for run in book.runs])
    felt = 0.3 + book.waves(times, 0.4, tau_d=1)
    book.reports(times, felt + after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.05, fade_d=0.3))
    right = (RUNS_RAISE, feature("effort", None, WORSE, "matters"))
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), right=right, harmless=True))

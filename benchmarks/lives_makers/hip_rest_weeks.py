"""A hip that four runs a week keep sore and every fifth week rests; exercises begun in one of these do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, does_anything, eases_every_day
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS, _REST_WEEKS, _BEGUN_D = 2.0, (3, 8, 13), 56


def make(seed: int) -> Life:
    """Sixteen weeks; what rest eases is back with the runs, and no more than before."""
    book = Notebook(Site("right", "hip"), 16, np.random.default_rng([seed, 1906]))
    rng = book.rng
    for day in book.days_of_week(4):
        if day // 7 not in _REST_WEEKS:
            book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(5, 9))
    book.phases.append(Phase(intervention="hip-exercises", start=book.at(_BEGUN_D, 8)))
    times = sorted((*book.check_ins(7.0), *book.check_ins(21.0)))
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 7000 for run in book.runs])
    rise = after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.4, fade_d=2.0)
    book.reports(times, 0.7 + book.waves(times, 0.5) + rise)
    wrong = (RUNS_DO_NOTHING, *STEADY, does_anything("hip-exercises"), eases_every_day("hip-exercises"))
    return book.life(Truth(wrong=wrong, right=(RUNS_RAISE,), harmless=True))

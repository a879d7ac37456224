"""An ankle that hurts at the end of every run, and no more by the next morning."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, outside
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS, _FADES_D = 3.5, 2 / 24


def make(seed: int) -> Life:
    """Fourteen weeks, three runs a week in the late afternoon; reports in the morning and at half past eight."""
    book = Notebook(Site("right", "ankle-inner"), 14, np.random.default_rng([seed, 1923]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 17.5 + rng.uniform(-1.5, 1.5), rng.uniform(4, 8))
    times = sorted((*book.check_ins(7.0), *book.check_ins(20.5)))
    since_d = book.days_at(times)[:, None] - book.run_ends_d[None, :]
    rise = np.where(since_d >= 0, _RUN_NRS * np.exp(-np.abs(since_d) / _FADES_D), 0.0).sum(axis=1)
    book.reports(times, 0.8 + book.waves(times, 0.5) + rise)
    a_day_later = outside(("response", "rise_24h_nrs"), 0.0, "something is left a day later")
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY, a_day_later), right=(RUNS_RAISE,), harmless=True))

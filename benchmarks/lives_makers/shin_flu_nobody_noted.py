"""A shin that runs make a little sore; in ten days without a run everything ached, and nobody wrote down a flu."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS, _ACHES_NRS, _FROM_D, _UNTIL_D = 2.0, 5.0, 62, 72


def make(seed: int) -> Life:
    """Twelve weeks, three runs a week but in those days; by the last week all is as it was before."""
    book = Notebook(Site("left", "shin"), 12, np.random.default_rng([seed, 1504]))
    rng = book.rng
    for day in book.days_of_week(3):
        if not _FROM_D - 1 <= day < _UNTIL_D + 2:
            book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    aches = np.interp(t, [_FROM_D, _FROM_D + 2, _UNTIL_D - 2, _UNTIL_D], [0.0, _ACHES_NRS, _ACHES_NRS, 0.0])
    felt = 0.8 + book.waves(times, 0.5) + aches + after_all(t, book.run_ends_d, peak, rise_d=0.3, fade_d=0.9)
    book.reports(times, felt)
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), right=(RUNS_RAISE,), harmless=True))

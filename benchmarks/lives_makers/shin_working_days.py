"""A shin that aches on working days, which nobody writes down; the runs on Sunday evenings do nothing to it."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_WORK_NRS = 2.0


def make(seed: int) -> Life:
    """Fourteen weeks: a run every Sunday evening, an ache from Monday to Friday."""
    book = Notebook(Site("left", "shin"), 14, np.random.default_rng([seed, 197]))
    rng = book.rng
    for week in range(book.weeks):
        book.run(7 * week + 6, 18 + rng.uniform(-1, 1), rng.uniform(5, 8))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    for at, nrs in zip(times, 0.7 + book.waves(times, 0.5), strict=True):
        working = at.weekday() < 5
        book.report(at, float(nrs) + _WORK_NRS * (working and (at.hour > 12 or at.weekday() > 0)))
    return book.life(Truth(wrong=(RUNS_RAISE, *STEADY), harmless=True))

"""A back that sitting makes sore on working days, and runs on both days of the weekend: the week looks all alike."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_SITTING_NRS, _RUN_NRS = 2.0, 2.2


def make(seed: int) -> Life:
    """Fourteen weeks: work from Monday to Friday, of which nothing is written; runs on Saturday and Sunday mornings."""
    book = Notebook(Site("both", "back"), 14, np.random.default_rng([seed, 257]))
    rng = book.rng
    for week in range(book.weeks):
        for day in (5, 6):
            book.run(7 * week + day, 8 + rng.uniform(-0.5, 0.5), rng.uniform(5, 8))
    times = sorted((*book.check_ins(12.5), *book.check_ins(21.0)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    felt = 0.7 + book.waves(times, 0.5)
    felt = felt + after_all(t, run_t, np.full(len(run_t), _RUN_NRS), rise_d=0.1, fade_d=0.5)
    felt = felt + np.array([_SITTING_NRS * (at.weekday() < 5) for at in times])
    book.reports(times, felt)
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), harmless=True))

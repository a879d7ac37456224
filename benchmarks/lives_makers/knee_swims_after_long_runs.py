"""A knee that long runs on Sundays hurt, and a swim on nearly every Monday that does nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import ANY_EFFECT, RUNS_DO_NOTHING, RUNS_RAISE, STEADY, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS = 2.0


def make(seed: int) -> Life:
    """Fourteen weeks: a long run on Sunday and a short one between Tuesday and Friday."""
    book = Notebook(Site("left", "knee"), 14, np.random.default_rng([seed, 910]))
    rng = book.rng
    for week in range(book.weeks):
        book.run(7 * week + 6, 10 + rng.uniform(-1, 1), rng.uniform(9, 13))
        book.run(7 * week + int(rng.integers(1, 5)), 18, rng.uniform(4, 6))
        if week and rng.random() < 0.95:
            book.event(7 * week, 19, "swim", 45)
    times = sorted(book.check_ins(7.0, 21.5))
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    felt = 0.5 + book.waves(times, 0.5)
    book.reports(times, felt + after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.5, fade_d=1.2))
    wrong = (RUNS_DO_NOTHING, *STEADY, goes_with("swim", ANY_EFFECT, "matters"))
    return book.life(Truth(wrong=wrong, right=(RUNS_RAISE,), harmless=True))

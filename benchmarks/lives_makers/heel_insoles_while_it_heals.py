"""A heel that heals by itself, and insoles that came half-way and do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.felt import MONTH_D, after_all
from benchmarks.lives_makers.claims import GETTING_BETTER, GETTING_WORSE, RUNS_DO_NOTHING, RUNS_RAISE, does_anything
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS, _A_MONTH, _INSOLES_FROM_DAY = 4.5, 0.7, 45


def make(seed: int) -> Life:
    """Sixteen weeks, two runs a week; the same run hurts three tenths less each month."""
    book = Notebook(Site("left", "heel"), 16, np.random.default_rng([seed, 904]))
    rng = book.rng
    for day in book.days_of_week(2):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    times, run_t = sorted(book.check_ins(7.0, 21.0)), book.run_ends_d
    km = np.array([(run.distance_m or 0) / 1000 for run in book.runs])
    peak = _RUN_NRS * _A_MONTH ** (run_t / MONTH_D) * km / 6
    felt = 0.5 + book.waves(times, 0.5) + after_all(book.days_at(times), run_t, peak, rise_d=0.3, fade_d=1.2)
    book.reports(times, felt)
    book.phases.append(Phase(intervention="insoles", start=book.at(_INSOLES_FROM_DAY)))
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, GETTING_WORSE, does_anything("insoles")),
            right=(RUNS_RAISE, GETTING_BETTER),
            harmless=True,
        )
    )

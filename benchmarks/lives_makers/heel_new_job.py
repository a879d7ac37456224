"""A heel that runs make sore, and from the ninth week on a new job of standing on working days."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import (
    GETTING_BETTER,
    GETTING_WORSE,
    RUNS_DO_NOTHING,
    RUNS_RAISE,
    harms_every_day,
    nothing_changed,
    tried,
)
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER

_RUN_NRS, _JOB_NRS, _FROM_D, _FRIDAY = 2.5, 2.2, 60, 4


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week, morning and evening."""
    book = Notebook(Site("right", "heel"), 16, np.random.default_rng([seed, 1505]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    book.phases.append(Phase(intervention="new-job", start=book.at(_FROM_D, 8)))
    at_work = np.array([day for day in range(_FROM_D, book.days) if book.at(day).weekday() <= _FRIDAY])
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    felt = 0.6 + book.waves(times, 0.4) + after_all(t, book.run_ends_d, peak, rise_d=0.3, fade_d=0.8)
    standing = after_all(t, at_work + 17 / 24, np.full(len(at_work), _JOB_NRS), rise_d=0.2, fade_d=0.7)
    book.reports(times, felt + standing)
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                GETTING_BETTER,
                GETTING_WORSE,
                nothing_changed(),
                tried("new-job", BETTER, "eases"),
            ),
            right=(RUNS_RAISE, harms_every_day("new-job")),
        )
    )

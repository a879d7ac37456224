"""A shin that hurts from the twelfth minute of every run and is well soon after; later it lingers to the next day."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import (
    GETTING_BETTER,
    RUNS_DO_NOTHING,
    RUNS_RAISE,
    changed_for_the,
    within,
)
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_FROM_MIN, _RUNNING_NRS, _LINGERS_NRS, _LINGERS_FROM_D = 12.0, 6.0, 3.0, 56


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week, with the minute at which it began."""
    book = Notebook(Site("right", "shin"), 16, np.random.default_rng([seed, 2004]))
    rng = book.rng
    for day in book.days_of_week(3):
        run = book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
        began, felt = round(_FROM_MIN + rng.normal(0, 1), 1), _RUNNING_NRS + rng.normal(0, 0.7)
        book.report(run.end - timedelta(minutes=2), felt, moment="during-run", onset_min=began)
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    run_t = book.run_ends_d
    km = np.array([(run.distance_m or 0) / 6000 for run in book.runs])
    peak = np.where(run_t > _LINGERS_FROM_D, _LINGERS_NRS, 0.0) * km
    rise = after_all(book.days_at(times), run_t, peak, rise_d=0.2, fade_d=0.7)
    book.reports(times, 0.2 + book.waves(times, 0.3) + rise)
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, GETTING_BETTER, changed_for_the("better")),
            right=(RUNS_RAISE, within(("during_runs", "starts_m"), 2000, "starts at 2 km")),
        )
    )

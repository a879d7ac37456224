"""A place that hurts every day and after runs, and from one day on less on every day: what runs do stays as it was."""

from __future__ import annotations

import numpy as np

from benchmarks.felt import after_all
from benchmarks.lives_makers.notebook import Notebook


def live_eased_from(book: Notebook, from_d: int, *, level_nrs: float, eased_nrs: float, run_nrs: float) -> None:
    """Run three times a week and report each morning and evening; a run of 6 km raises by ``run_nrs``."""
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    peak = np.array([run_nrs * (run.distance_m or 0) / 6000 for run in book.runs])
    level = np.where(t < from_d, level_nrs, level_nrs - eased_nrs)
    book.reports(times, level + book.waves(times, 0.4) + after_all(t, book.run_ends_d, peak, rise_d=0.3, fade_d=0.8))

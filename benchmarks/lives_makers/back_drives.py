"""A back that is sore for a day after long drives, whatever is run."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import NO_DIFFERENCE, RUNS_RAISE, STEADY, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_DRIVE_NRS = 3.0


def make(seed: int) -> Life:
    """Fifteen weeks, two runs a week, a drive every four days or so."""
    book = Notebook(Site("both", "back"), 15, np.random.default_rng([seed, 173]))
    rng = book.rng
    for day in book.days_of_week(2):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(5, 9))
    for day in book.some_days(0.25):
        book.event(day, 14, "long-drive", float(round(rng.uniform(180, 300))))
    times = sorted((*book.check_ins(7.0), *book.check_ins(21.0)))
    t = book.days_at(times)
    drive_t = np.array([book.since_first(event.at) + 4 / 24 for event in book.events])
    felt = 0.6 + book.waves(times, 0.5)
    felt = felt + after_all(t, drive_t, np.full(len(drive_t), _DRIVE_NRS), rise_d=0.15, fade_d=0.7)
    book.reports(times, felt)
    return book.life(
        Truth(
            wrong=(RUNS_RAISE, *STEADY, goes_with("long-drive", (*BETTER, *NO_DIFFERENCE), "does no harm")),
            right=(goes_with("long-drive", WORSE, "goes with more"),),
            harmless=True,
        )
    )

"""A shin that mostly takes runs well, and one run in six badly, for no reason that is written down."""

from __future__ import annotations

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, STEADY, does_anything, features_beside
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_USUAL_NRS, _BAD_NRS, _BAD = 0.6, 5.0, 1 / 6


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week; a roll of the shin after half of the runs, a surface and an effort noted."""
    book = Notebook(Site("left", "shin"), 16, np.random.default_rng([seed, 311]))
    rng = book.rng
    peaks = []
    for day in book.days_of_week(3):
        surface = str(rng.choice(["road", "forest"]))
        run = book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8), surface=surface, rpe=float(rng.integers(3, 8)))
        peaks.append(_BAD_NRS if rng.random() < _BAD else _USUAL_NRS)
        if rng.random() < 0.5:
            book.care.append(Care(at=run.end, intervention="roller", minutes=5, site=book.site))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    felt = 0.3 + book.waves(times, 0.4) + after_all(t, run_t, np.array(peaks), rise_d=0.3, fade_d=1.0)
    book.reports(times, felt)
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, *STEADY, does_anything("roller"), features_beside("nothing")),
            harmless=True,
        )
    )

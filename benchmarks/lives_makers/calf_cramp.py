"""A calf that cramps on runs beyond 9.6 km, there and then, and never on shorter ones; afterwards it is well."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import RUNS_RAISE, STEADY, within
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_FROM_KM, _CRAMP_NRS = 9.6, 6.0


def make(seed: int) -> Life:
    """Twelve weeks, three runs a week from five to fourteen kilometres."""
    book = Notebook(Site("left", "calf"), 12, np.random.default_rng([seed, 149]))
    rng = book.rng
    for day in book.days_of_week(3):
        km, onset = float(rng.uniform(5, 14)), _FROM_KM + float(rng.normal(0, 0.15))
        run = book.run(day, 18 + rng.uniform(-1, 1), km)
        cramped = km > onset
        at = run.start + (run.end - run.start) * (onset / km if cramped else 0.9)
        nrs = _CRAMP_NRS if cramped else -0.5
        book.report(at, nrs, symptom="cramp", moment="during-run", onset_km=round(onset, 1) if cramped else None)
    for at in book.check_ins(21.0):
        book.report(at, -0.5, symptom="cramp", moment="evening")
    return book.life(
        Truth(
            wrong=(RUNS_RAISE, *STEADY),
            right=(within(("during_runs", "starts_m"), 1000 * _FROM_KM, "starts at 9.6 km"),),
            harmless=True,
        )
    )

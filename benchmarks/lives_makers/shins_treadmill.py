"""Both shins: runs on the treadmill hurt while running and that evening, runs on the road hardly."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, feature, features_beside
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_PEAK_NRS = {"treadmill": 4.0, "road": 0.5}
_RUNNING_NRS = {"treadmill": 3.0, "road": 0.3}


def make(seed: int) -> Life:
    """Twelve weeks, four runs a week, on either as it comes."""
    book = Notebook(Site("both", "shin"), 12, np.random.default_rng([seed, 103]))
    rng = book.rng
    for day in book.days_of_week(4):
        surface = str(rng.choice(["treadmill", "road"]))
        run = book.run(day, 17.5 + rng.uniform(-1, 1), rng.uniform(4, 7), surface=surface)
        middle = run.start + (run.end - run.start) / 2
        book.report(middle, _RUNNING_NRS[surface] + rng.normal(0, 0.5), moment="during-run")
    times = sorted((*book.check_ins(7.0), *book.check_ins(21.5)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    peak = np.array([_PEAK_NRS[str(run.surface)] * (run.distance_m or 0) / 5500 for run in book.runs])
    felt = 0.1 + book.waves(times, 0.3) + after_all(t, run_t, peak, rise_d=0.1, fade_d=0.6)
    for at, nrs in zip(times, felt, strict=True):
        book.report(at, float(nrs), moment="first-steps" if at.hour < 12 else "evening")
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                *STEADY,
                feature("surface", "treadmill", BETTER, "is better"),
                feature("surface", "road", WORSE, "is worse"),
                features_beside("surface"),
            ),
            right=(RUNS_RAISE, feature("surface", "treadmill", WORSE, "is worse")),
        )
    )

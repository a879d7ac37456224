"""An Achilles tendon that is stiff with the first steps, better once warm, and worse the morning after a run."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, moment_above
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_FIRST_STEPS_NRS, _RUN_NRS, _COLD_NRS, _WARM_NRS = 2.5, 2.0, 2.5, 0.5


def make(seed: int) -> Life:
    """Eleven weeks, three runs a week, two reports in each."""
    book = Notebook(Site("left", "achilles"), 11, np.random.default_rng([seed, 137]))
    rng = book.rng
    for day in book.days_of_week(3):
        run = book.run(day, 17 + rng.uniform(-1, 1), rng.uniform(5, 9))
        book.report(run.start + timedelta(minutes=3), _COLD_NRS + rng.normal(0, 0.4), moment="during-run")
        book.report(run.start + timedelta(minutes=25), _WARM_NRS + rng.normal(0, 0.4), moment="during-run")
    times = sorted((*book.check_ins(6.9), *book.check_ins(20.8, share=0.7)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 7000 for run in book.runs])
    felt = 0.5 + book.waves(times, 0.4) + after_all(t, run_t, peak, rise_d=0.3, fade_d=0.6)
    for at, nrs in zip(times, felt, strict=True):
        morning = at.hour < 12
        book.report(at, float(nrs) + _FIRST_STEPS_NRS * morning, moment="first-steps" if morning else "evening")
    return book.life(
        Truth(wrong=(RUNS_DO_NOTHING, *STEADY), right=(RUNS_RAISE, moment_above("first-steps", 1.5)), harmless=True)
    )

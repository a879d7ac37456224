"""An Achilles tendon whose slow calf raises take two months to halve what a run does."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import (
    GETTING_WORSE,
    NO_DIFFERENCE,
    RUNS_DO_NOTHING,
    RUNS_RAISE,
    changed_for_the,
    tried,
)
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import WORSE

_PEAK_NRS, _FROM_D, _OVER_D, _IN_THE_END = 4.0, 49.0, 56.0, 0.4


def make(seed: int) -> Life:
    """Twenty weeks, two runs a week."""
    book = Notebook(Site("right", "achilles-mid"), 20, np.random.default_rng([seed, 271]))
    rng = book.rng
    for day in book.days_of_week(2):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0, share=0.6)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    left = 1 - (1 - _IN_THE_END) * np.clip((run_t - _FROM_D) / _OVER_D, 0, 1)
    peak = left * np.array([_PEAK_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    felt = 0.3 + book.waves(times, 0.4) + after_all(t, run_t, peak, rise_d=0.4, fade_d=1.2)
    book.reports(times, felt)
    book.phases.append(Phase(intervention="calf-raises", start=book.at(_FROM_D)))
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                GETTING_WORSE,
                changed_for_the("worse"),
                tried("calf-raises", (*WORSE, *NO_DIFFERENCE), "worsen or do nothing"),
            ),
            right=(RUNS_RAISE,),
            harmless=True,
        )
    )

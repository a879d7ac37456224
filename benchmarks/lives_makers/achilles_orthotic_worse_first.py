"""An orthotic that hurts for two weeks and eases from then on; what runs do stays as it was."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import (
    GETTING_BETTER,
    GETTING_WORSE,
    RUNS_DO_NOTHING,
    RUNS_RAISE,
    changed_for_the,
    harms_every_day,
    tried,
)
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import WORSE

_RUN_NRS, _FROM_D, _USED_TO_D = 2.2, 50, 64
_BEFORE_NRS, _FIRST_NRS, _SINCE_NRS = 2.6, 4.4, 1.0


def make(seed: int) -> Life:
    """Twenty weeks, three runs a week, morning and evening."""
    book = Notebook(Site("right", "achilles"), 20, np.random.default_rng([seed, 2006]))
    rng, orthotic = book.rng, "orthotic"
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    book.phases.append(Phase(intervention=orthotic, start=book.at(_FROM_D, 8)))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    level = np.where(t < _FROM_D, _BEFORE_NRS, np.where(t < _USED_TO_D, _FIRST_NRS, _SINCE_NRS))
    peak = _RUN_NRS * np.array([(run.distance_m or 0) / 6000 for run in book.runs])
    rise = after_all(t, book.run_ends_d, peak, rise_d=0.3, fade_d=0.8)
    book.reports(times, level + book.waves(times, 0.4) + rise)
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                GETTING_BETTER,
                GETTING_WORSE,
                harms_every_day(orthotic),
                tried(orthotic, WORSE, "harms"),
                changed_for_the("worse"),
            ),
            right=(RUNS_RAISE,),
            harmless=True,
        )
    )

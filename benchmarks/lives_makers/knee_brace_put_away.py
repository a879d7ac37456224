"""A knee brace that more than halves what runs do, worn for seven weeks and put away; then all is as before."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import (
    GETTING_BETTER,
    GETTING_WORSE,
    NO_DIFFERENCE,
    RUNS_DO_NOTHING,
    RUNS_RAISE,
    tried,
)
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_RUN_NRS, _LEFT, _FROM_D, _UNTIL_D = 3.5, 0.4, 40, 90


def make(seed: int) -> Life:
    """Twenty weeks, three runs a week, morning and evening."""
    book = Notebook(Site("right", "knee"), 20, np.random.default_rng([seed, 2023]))
    rng, brace = book.rng, "knee-brace"
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    book.phases.append(Phase(intervention=brace, start=book.at(_FROM_D, 8), end=book.at(_UNTIL_D, 8)))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    worn = (book.run_ends_d > _FROM_D) & (book.run_ends_d < _UNTIL_D)
    peak = _RUN_NRS * np.array([(run.distance_m or 0) / 6000 for run in book.runs]) * np.where(worn, _LEFT, 1.0)
    rise = after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.3, fade_d=0.9)
    book.reports(times, 0.5 + book.waves(times, 0.4) + rise)
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                GETTING_BETTER,
                GETTING_WORSE,
                tried(brace, (*WORSE, *NO_DIFFERENCE), "does not help", of="prevention"),
            ),
            right=(RUNS_RAISE, tried(brace, BETTER, "may help", of="prevention")),
        )
    )

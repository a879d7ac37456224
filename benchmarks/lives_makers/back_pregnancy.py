"""A lower back that hurts more from month to month of a pregnancy, on every day; runs get shorter and do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.lives_makers.claims import (
    GETTING_BETTER,
    GETTING_WORSE,
    RUNS_RAISE,
    changed_for_the,
    features_beside,
    level_changes,
    tried,
)
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER

_GROWS_NRS, _NOTED_D, _FEWER_FROM_D = 3.5, 10, 126


def make(seed: int) -> Life:
    """Twenty weeks, three runs a week and fewer at the end, each slower and shorter than the one before."""
    book = Notebook(Site("both", "back-lower"), 20, np.random.default_rng([seed, 1502]))
    rng = book.rng
    for day in book.days_of_week(3):
        gone = day / book.days
        if day < _FEWER_FROM_D or rng.random() < 0.4:
            km = max(1.5, rng.uniform(5, 8) * (1 - 0.6 * gone))
            book.run(day, 8 + rng.uniform(-1, 1), km, pace_s_per_km=360 * (1 + 0.25 * gone))
    book.phases.append(Phase(intervention="pregnancy", start=book.at(_NOTED_D)))
    times = sorted((*book.check_ins(7.2, share=0.7), *book.check_ins(21.0, share=0.8)))
    book.reports(times, 0.6 + _GROWS_NRS * book.days_at(times) / book.days + book.waves(times, 0.6))
    return book.life(
        Truth(
            wrong=(
                RUNS_RAISE,
                GETTING_BETTER,
                GETTING_WORSE,
                changed_for_the("better"),
                tried("pregnancy", BETTER, "eases"),
                features_beside(),
            ),
            right=(level_changes(),),
            harmless=True,
        )
    )

"""A midfoot that new insoles ease by two points on every day; they were written down once, on the day they came."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import (
    GETTING_BETTER,
    GETTING_WORSE,
    RUNS_DO_NOTHING,
    RUNS_RAISE,
    changed_for_the,
    eases_every_day,
    nothing_changed,
    tried,
)
from benchmarks.lives_makers.eased_from import live_eased_from
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_LEVEL_NRS, _EASED_NRS, _RUN_NRS, _FROM_D = 2.6, 2.0, 2.0, 63


def make(seed: int) -> Life:
    """Eighteen weeks, three runs a week; the insoles are an event of one day in the middle."""
    book = Notebook(Site("left", "midfoot"), 18, np.random.default_rng([seed, 1501]))
    book.event(_FROM_D, 8, "new-insoles")
    live_eased_from(book, _FROM_D, level_nrs=_LEVEL_NRS, eased_nrs=_EASED_NRS, run_nrs=_RUN_NRS)
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                GETTING_BETTER,
                GETTING_WORSE,
                changed_for_the("worse"),
                nothing_changed(),
                tried("new-insoles", WORSE, "worsen"),
                tried("new-insoles", BETTER, "prevent", of="prevention"),
            ),
            right=(RUNS_RAISE, eases_every_day("new-insoles")),
            harmless=True,
        )
    )

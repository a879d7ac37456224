"""An arch that an orthotic eases by a point and a half on every day; what runs do stays as it was."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.lives_makers.claims import GETTING_WORSE, RUNS_DO_NOTHING, RUNS_RAISE, changed_for_the, tried
from benchmarks.lives_makers.eased_from import live_eased_from
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_LEVEL_NRS, _EASED_NRS, _RUN_NRS, _FROM_D = 2.5, 1.7, 2.0, 63


def make(seed: int) -> Life:
    """Eighteen weeks, three runs a week; the orthotic from the middle on."""
    book = Notebook(Site("left", "arch"), 18, np.random.default_rng([seed, 1307]))
    book.phases.append(Phase(intervention="orthotic", start=book.at(_FROM_D)))
    live_eased_from(book, _FROM_D, level_nrs=_LEVEL_NRS, eased_nrs=_EASED_NRS, run_nrs=_RUN_NRS)
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                GETTING_WORSE,
                changed_for_the("worse"),
                tried("orthotic", WORSE, "worsens"),
                tried("orthotic", BETTER, "prevents", of="prevention"),
            ),
            right=(RUNS_RAISE, tried("orthotic", BETTER, "eases every day", of="everyday")),
            harmless=True,
        )
    )

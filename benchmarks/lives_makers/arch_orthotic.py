"""An arch that an orthotic eases by a point and a half on every day; what runs do stays as it was."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import GETTING_WORSE, RUNS_DO_NOTHING, RUNS_RAISE, changed_for_the, tried
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_LEVEL_NRS, _EASED_NRS, _RUN_NRS, _FROM_D = 2.5, 1.7, 2.0, 63


def make(seed: int) -> Life:
    """Eighteen weeks, three runs a week; the orthotic from the middle on."""
    book = Notebook(Site("left", "arch"), 18, np.random.default_rng([seed, 1307]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    book.phases.append(Phase(intervention="orthotic", start=book.at(_FROM_D)))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    level = np.where(t < _FROM_D, _LEVEL_NRS, _LEVEL_NRS - _EASED_NRS)
    book.reports(times, level + book.waves(times, 0.4) + after_all(t, book.run_ends_d, peak, rise_d=0.3, fade_d=0.8))
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

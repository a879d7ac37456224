"""Thighs that are sore for two days after runs that went far down; flat ones do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, feature, features_beside
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_PER_HUNDRED_M_NRS, _MOST_NRS = 0.6, 3.5


def make(seed: int) -> Life:
    """Fifteen weeks, three runs a week, a third of them in the hills."""
    book = Notebook(Site("both", "thigh"), 15, np.random.default_rng([seed, 229]))
    rng = book.rng
    down = []
    for day in book.days_of_week(3):
        hills = rng.random() < 0.35
        metres = float(round(rng.uniform(250, 600) if hills else rng.uniform(0, 40)))
        book.run(day, 9 + rng.uniform(-1, 1), rng.uniform(5, 10), ascent_m=metres, descent_m=metres)
        down.append(metres)
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    peak = np.minimum(_PER_HUNDRED_M_NRS * np.array(down) / 100, _MOST_NRS)
    felt = 0.2 + book.waves(times, 0.4) + after_all(t, run_t, peak, rise_d=0.9, fade_d=1.1)
    book.reports(times, felt)
    climbs = ("climb", "ascent", "descent")
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                *STEADY,
                *(feature(name, None, BETTER, "is better") for name in climbs),
                features_beside(*climbs),
            ),
            right=(RUNS_RAISE, feature("climb", None, WORSE, "is worse")),
            harmless=True,
        )
    )

"""A hip that aches for a week of every month; what is run has nothing to do with it."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.lives_makers.claims import RUNS_RAISE, STEADY, does_anything, features_beside
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_TOP_NRS, _EVERY_D, _FOR_D = 3.5, 28.5, 3.5


def make(seed: int) -> Life:
    """Eighteen weeks, three runs a week; insoles from a good week on."""
    book = Notebook(Site("both", "hip"), 18, np.random.default_rng([seed, 199]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 9), shoe=str(rng.choice(["blue", "red"])))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0, share=0.6)))
    t = book.days_at(times)
    phase = (t - rng.uniform(5, 20)) % _EVERY_D
    away = np.minimum(phase, _EVERY_D - phase)
    felt = 0.4 + book.waves(times, 0.5) + _TOP_NRS * np.exp(-0.5 * (away / (_FOR_D / 2)) ** 2)
    book.reports(times, felt)
    book.phases.append(Phase(intervention="insoles", start=book.at(60)))
    return book.life(
        Truth(wrong=(RUNS_RAISE, *STEADY, does_anything("insoles"), features_beside("nothing")), harmless=True)
    )

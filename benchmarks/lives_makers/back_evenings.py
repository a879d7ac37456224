"""A back that aches in the evening, asked in the evening after runs and in the morning on other days."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_LEVEL_NRS, _EVENING_NRS = 1.5, 1.5


def make(seed: int) -> Life:
    """Fourteen weeks, three runs at noon a week, which do nothing."""
    book = Notebook(Site("left", "back"), 14, np.random.default_rng([seed, 317]))
    rng = book.rng
    days = book.days_of_week(3)
    for day in days:
        book.run(day, 12 + rng.uniform(-0.5, 0.5), rng.uniform(4, 8))
    asked = [(day, 21.0 if day in days else 7.5) for day in range(book.days) if day in days or rng.random() < 0.9]
    times = [book.at(day, hour + rng.uniform(-0.4, 0.4)) for day, hour in asked]
    evening = np.array([at.hour > 12 for at in times])
    book.reports(times, _LEVEL_NRS + _EVENING_NRS * evening + book.waves(times, 0.5))
    return book.life(Truth(wrong=(RUNS_RAISE, *STEADY), harmless=True))

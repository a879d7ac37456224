"""A back that aches after days of stress, which is noted from 1 to 10 every day; runs do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all, waves
from benchmarks.lives_makers.claims import NO_DIFFERENCE, RUNS_RAISE, STEADY, by_itself, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_NRS_PER_POINT = 0.55


def make(seed: int) -> Life:
    """Thirteen weeks, three runs a week; the stress of the day at seven in the evening, the back twice a day."""
    book = Notebook(Site("both", "back"), 13, np.random.default_rng([seed, 2151]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    day_d = np.arange(float(book.days))
    stress = np.clip(np.round(5 + 2 * waves(day_d, 1.0, 1.5, rng) + rng.normal(0, 0.8, book.days)), 1, 10)
    for day, points in enumerate(stress):
        book.event(day, 19, "stress", amount=float(points))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    felt = after_all(book.days_at(times), day_d + 19 / 24, _NRS_PER_POINT * (stress - 1), rise_d=0.15, fade_d=0.5)
    book.reports(times, 0.8 + book.waves(times, 0.4) + felt)
    return book.life(
        Truth(
            wrong=(RUNS_RAISE, *STEADY, by_itself(), goes_with("stress", (*BETTER, *NO_DIFFERENCE), "is cleared")),
            right=(goes_with("stress", WORSE, "goes with more"),),
        )
    )

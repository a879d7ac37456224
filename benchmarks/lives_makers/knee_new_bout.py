"""A knee that hurt for three weeks, was well for eight and hurts again since a week of longer runs."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import GETTING_BETTER, Claim
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import rows

_LEVEL_AT_D, _LEVEL_NRS, _LONGER_FROM_D = (0, 18, 24, 81, 84, 91), (3.0, 3.0, -1.0, -1.0, 3.3, 3.3), 82
GOES_ON = Claim("goes on for six weeks", lambda told: any("six weeks" in flag["text"] for flag in rows(told, "safety")))


def make(seed: int) -> Life:
    """Thirteen weeks, three runs a week, a number every evening, 0 where there is nothing."""
    book = Notebook(Site("left", "knee"), 13, np.random.default_rng([seed, 1061]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(9, 12) if day >= _LONGER_FROM_D else rng.uniform(4, 8))
    times = book.check_ins(20.5)
    book.reports(times, np.interp(book.days_at(times), _LEVEL_AT_D, _LEVEL_NRS))
    return book.life(Truth(wrong=(GETTING_BETTER, GOES_ON), harmless=True))

"""A calf whose pain comes and goes by itself, and who runs on its good days: the pain rises again after most runs."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_LEVEL_NRS, _GOOD_NRS, _OF_GOOD_DAYS = 2.3, 2.0, 0.7


def make(seed: int) -> Life:
    """Thirteen weeks; runs do nothing."""
    book = Notebook(Site("left", "calf"), 13, np.random.default_rng([seed, 901]))
    rng = book.rng
    times = sorted(book.check_ins(7.0, 21.0))
    for at, nrs in zip(times, _LEVEL_NRS + book.waves(times, 1.4), strict=True):
        book.report(at, float(nrs))
        if at.hour < 12 and nrs <= _GOOD_NRS and rng.random() < _OF_GOOD_DAYS:
            book.run(int(book.since_first(at)), 17.5 + rng.uniform(-1, 1), rng.uniform(4, 8))
    return book.life(Truth(wrong=(RUNS_RAISE, *STEADY), harmless=True))

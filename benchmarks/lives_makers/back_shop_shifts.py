"""A back that aches after shifts in a shop, the longer the more; runs are on free days and do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_RAISE, STEADY, by_itself, favours, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import WORSE

_NRS_PER_HOUR = 0.35


def make(seed: int) -> Life:
    """Thirteen weeks; shifts of four to nine hours on half of the days, runs on six in ten of the others."""
    book = Notebook(Site("both", "back"), 13, np.random.default_rng([seed, 2131]))
    rng = book.rng
    ended, rise = [], []
    for day in range(book.days):
        if rng.random() < 0.5:
            hours = rng.uniform(4, 9)
            book.event(day, 9, "shop-shift", float(round(60 * hours)))
            ended.append(day + (9 + hours) / 24)
            rise.append(_NRS_PER_HOUR * hours)
        elif rng.random() < 0.6:
            book.run(day, 11 + rng.uniform(-1, 1), rng.uniform(4, 8))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    felt = after_all(book.days_at(times), np.array(ended), np.array(rise), rise_d=0.1, fade_d=0.6)
    book.reports(times, 0.6 + book.waves(times, 0.5) + felt)
    return book.life(
        Truth(
            wrong=(RUNS_RAISE, *STEADY, by_itself()),
            right=(goes_with("shop-shift", WORSE, "goes with more"), favours("event:shop-shift")),
            harmless=True,
        )
    )

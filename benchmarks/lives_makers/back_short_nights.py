"""A back that aches on days after short nights; runs have nothing to do with it."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from afterrun.records.measured import SLEEP
from benchmarks.lives_makers.claims import RUNS_RAISE, STEADY, favours, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_LEVEL_NRS, _AN_HOUR_NRS, _USUAL_H, _SD_H = 2.5, -0.9, 7.0, 1.2


def make(seed: int) -> Life:
    """Fourteen weeks, three runs a week; hours of sleep every morning."""
    book = Notebook(Site("both", "back"), 14, np.random.default_rng([seed, 1205]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    slept = np.clip(rng.normal(_USUAL_H, _SD_H, book.days), 3.5, 10).round(1)
    for day, hours in enumerate(slept):
        book.event(day, 6.5, SLEEP, amount=float(hours))
    times = sorted((*book.check_ins(8.0), *book.check_ins(20.0)))
    night = slept[np.floor(book.days_at(times)).astype(int)]
    book.reports(times, _LEVEL_NRS + book.waves(times, 0.6) + _AN_HOUR_NRS * (night - _USUAL_H))
    return book.life(
        Truth(
            wrong=(RUNS_RAISE, *STEADY, favours("none"), goes_with(SLEEP, WORSE, "worsens")),
            right=(favours(f"event:{SLEEP}"), goes_with(SLEEP, BETTER, "goes with less")),
            harmless=True,
        )
    )

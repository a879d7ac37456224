"""A hip flexor that rides hurt by their minutes; most runs come right after a ride, and do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import NO_DIFFERENCE, RUNS_RAISE, STEADY, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_PER_MINUTE_NRS, _RIDES, _RUNS_AFTER, _OTHER_RUNS = 0.025, 0.4, 0.6, 0.25
_OFF_THE_BIKE_H = 15.0


def make(seed: int) -> Life:
    """Sixteen weeks: rides of forty minutes to three hours on two days of five, morning and evening."""
    book = Notebook(Site("right", "hip-flexor"), 16, np.random.default_rng([seed, 2024]))
    rng = book.rng
    ridden_d: list[float] = []
    peak: list[float] = []
    for day in range(book.days):
        rides = rng.random() < _RIDES
        if rides:
            minutes = float(rng.integers(40, 180))
            book.event(day, _OFF_THE_BIKE_H - minutes / 60, "bike", minutes)
            ridden_d.append(day + _OFF_THE_BIKE_H / 24)
            peak.append(_PER_MINUTE_NRS * minutes)
        if rng.random() < (_RUNS_AFTER if rides else _OTHER_RUNS):
            book.run(day, _OFF_THE_BIKE_H + 0.2 + rng.uniform(0, 0.5), rng.uniform(3, 8))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    rise = after_all(book.days_at(times), np.array(ridden_d), np.array(peak), rise_d=0.2, fade_d=0.8)
    book.reports(times, 0.3 + book.waves(times, 0.4) + rise)
    return book.life(
        Truth(
            wrong=(RUNS_RAISE, *STEADY, goes_with("bike", (*BETTER, *NO_DIFFERENCE), "does no harm")),
            right=(goes_with("bike", WORSE, "worsens"),),
        )
    )

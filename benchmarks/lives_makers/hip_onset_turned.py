"""A hip that hurts ever earlier in a run for eight weeks, and ever later again in other shoes for eight more."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import falls, grows, within
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_FROM_KM, _TO_KM, _TURNS_D = 8.0, 4.0, 56
_STARTS, _MOVES = ("during_runs", "starts_m"), ("during_runs", "starts_m_per_30_days")


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week of seven to eleven kilometres, each noted with where it began."""
    book = Notebook(Site("left", "hip"), 16, np.random.default_rng([seed, 2111]))
    rng = book.rng
    for day in book.days_of_week(3):
        start_km = _TO_KM + (_FROM_KM - _TO_KM) * abs(day - _TURNS_D) / _TURNS_D + rng.normal(0, 0.4)
        km = rng.uniform(7, 11)
        run = book.run(day, 18, km, shoe="old" if day < _TURNS_D else "soft")
        if km > start_km:
            at = run.start + timedelta(seconds=360 * start_km)
            book.report(at, 2.5 + 0.3 * (km - start_km), moment="during-run", onset_km=round(start_km, 1))
    for at in book.check_ins(21.0):
        book.report(at, 0.3)
    now_m = 1000 * (_FROM_KM - 0.2)  # the last run was a day or two ago
    return book.life(
        Truth(
            wrong=(falls(_MOVES, "starts ever earlier"),),
            right=(grows(_MOVES, "starts ever later"), within(_STARTS, now_m, "starts at 7.8 km now")),
        )
    )

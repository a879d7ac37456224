"""Thighs that hurt two days after leg days in the gym; on the day between there is often a run, which does nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_RAISE, STEADY, by_itself, favours, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import WORSE

_NRS_OF_80_KG = 3.0


def make(seed: int) -> Life:
    """Fourteen weeks, two leg days a week with the weight noted, and a run on most days after one."""
    book = Notebook(Site("both", "thigh"), 14, np.random.default_rng([seed, 2141]))
    rng = book.rng
    leg_days = book.days_of_week(2)
    lifted = rng.choice([60.0, 80.0, 100.0], len(leg_days))
    for day, kg in zip(leg_days, lifted, strict=True):
        book.event(day, 18, "leg-day", 60.0, amount=float(kg))
    for day in range(book.days):
        if (day - 1 in leg_days and rng.random() < 0.7) or rng.random() < 0.25:
            book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    ended, rise = np.array(leg_days) + 19 / 24, _NRS_OF_80_KG * lifted / 80
    felt = after_all(book.days_at(times), ended, rise, rise_d=1.0, fade_d=1.2)
    book.reports(times, 0.4 + book.waves(times, 0.4) + felt)
    return book.life(
        Truth(
            wrong=(RUNS_RAISE, *STEADY, by_itself()),
            right=(goes_with("leg-day", WORSE, "goes with more"), favours("event:leg-day")),
        )
    )

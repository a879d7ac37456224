"""A head that aches after evenings of wine, every one of them a late night; runs do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import NO_DIFFERENCE, RUNS_RAISE, STEADY, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_EVENING_NRS, _EVENINGS = 2.5, 0.25


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week; both are logged on the same evenings."""
    book = Notebook(Site("both", "head"), 16, np.random.default_rng([seed, 1932]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    evenings = book.some_days(_EVENINGS)
    for day in evenings:
        book.event(day, 20.5, "wine")
        book.event(day, 23.3, "late-night")
    times = sorted((*book.check_ins(7.5), *book.check_ins(21.0)))
    woken = np.array(evenings) + 30 / 24
    ache = after_all(book.days_at(times), woken, np.full(len(woken), _EVENING_NRS), rise_d=0.05, fade_d=0.4)
    book.reports(times, 0.5 + book.waves(times, 0.5) + ache)
    both = ("wine", "late-night")
    return book.life(
        Truth(
            wrong=(
                RUNS_RAISE,
                *STEADY,
                *(goes_with(each, (*BETTER, *NO_DIFFERENCE), "goes with less or nothing") for each in both),
            ),
            right=(goes_with("wine", WORSE, "goes with more"),),
        )
    )

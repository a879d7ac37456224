"""A sole that the steps of a day make sore by the next morning; a run adds to the steps, and does nothing else."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import NO_DIFFERENCE, STEADY, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_PER_THOUSAND_NRS, _USUAL, _A_KM = 0.45, 7000.0, 1250.0


def make(seed: int) -> Life:
    """Fourteen weeks, two short runs a week; days of three to seventeen thousand steps."""
    book = Notebook(Site("both", "heel"), 14, np.random.default_rng([seed, 283]))
    rng = book.rng
    km = dict.fromkeys(range(book.days), 0.0)
    for day in book.days_of_week(2):
        km[day] = float(rng.uniform(2, 4))
        book.run(day, 18 + rng.uniform(-1, 1), km[day])
    steps = np.array([rng.lognormal(np.log(_USUAL), 0.4) + _A_KM * km[day] for day in range(book.days)])
    for day, count in enumerate(steps):
        book.event(day, 22.5, "steps", amount=float(round(count, -2)))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    load = _PER_THOUSAND_NRS * np.maximum(steps - 2000, 0) / 1000
    felt = (
        0.2 + book.waves(times, 0.4) + after_all(t, np.arange(0.8, book.days), np.asarray(load), rise_d=0.2, fade_d=0.6)
    )
    book.reports(times, felt)
    return book.life(
        Truth(
            wrong=(*STEADY, goes_with("steps", (*BETTER, *NO_DIFFERENCE), "do no harm")),
            right=(goes_with("steps", WORSE, "go with more"),),
        )
    )

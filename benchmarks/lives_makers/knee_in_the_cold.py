"""Knees that cold days hurt, with the degrees of every morning from winter to summer; runs indoors do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import GETTING_BETTER, GETTING_WORSE, RUNS_RAISE, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import WORSE

_PER_DEGREE_NRS, _MILD, _FIRST, _WARMER = 0.22, 14.0, -2.0, 18.0


def make(seed: int) -> Life:
    """Twenty weeks, three runs a week on a treadmill."""
    book = Notebook(Site("both", "knee"), 20, np.random.default_rng([seed, 2031]))
    rng = book.rng
    degrees = np.round(_FIRST + _WARMER * np.arange(book.days) / book.days + 4 * rng.standard_normal(book.days))
    for day, each in enumerate(degrees):
        book.event(day, 7, "temperature", amount=float(each))
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8), surface="treadmill")
    times = sorted((*book.check_ins(9.0), *book.check_ins(21.0)))
    cold = np.maximum(0, _MILD - degrees)[book.days_at(times).astype(int)]
    book.reports(times, 0.3 + _PER_DEGREE_NRS * cold + book.waves(times, 0.4))
    return book.life(
        Truth(wrong=(RUNS_RAISE, GETTING_WORSE, GETTING_BETTER, goes_with("temperature", WORSE, "worsens")))
    )

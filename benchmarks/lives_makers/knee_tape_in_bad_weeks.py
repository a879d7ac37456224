"""A knee that runs hurt, with bad spells of its own, taped for a week in each of them: tape does nothing."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, does_anything
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS, _LEVEL_NRS, _BAD_NRS = 1.5, 2.0, 3.5
_TAPED, _UNTIL_NEXT = timedelta(days=7), timedelta(days=10)


def make(seed: int) -> Life:
    """Twenty weeks, three runs a week, ups and downs of more than a week."""
    book = Notebook(Site("left", "knee"), 20, np.random.default_rng([seed, 935]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 17 + rng.uniform(-0.5, 0.5), rng.uniform(4, 8))
    times = sorted(book.check_ins(7.0, 21.0))
    level = _LEVEL_NRS + book.waves(times, 1.2, tau_d=8)
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    book.reports(times, level + after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.3, fade_d=1.0))
    for at, nrs in zip(times, level, strict=True):
        if nrs > _BAD_NRS and not (book.phases and at < book.phases[-1].start + _UNTIL_NEXT):
            book.phases.append(Phase(intervention="tape", start=at, end=at + _TAPED))
    wrong = (RUNS_DO_NOTHING, *STEADY, does_anything("tape"))
    return book.life(Truth(wrong=wrong, right=(RUNS_RAISE,), harmless=True))

"""A calf that hard runs hurt; a foam roller before easy ones, which does nothing; runs noted by their minutes alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, does_anything
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_HARD_NRS, _EASY_NRS, _ROLLED_HARD, _ROLLED_EASY = 4.0, 1.5, 0.15, 0.85


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week, half of them hard."""
    book = Notebook(Site("right", "calf"), 16, np.random.default_rng([seed, 1303]))
    rng = book.rng
    peak = []
    for day in book.days_of_week(3):
        hard = rng.random() < 0.5
        run = book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(5, 8))
        peak.append(_HARD_NRS if hard else _EASY_NRS)
        if rng.random() < (_ROLLED_HARD if hard else _ROLLED_EASY):
            book.care.append(Care(at=run.start - timedelta(minutes=15), intervention="foam-roll"))
    book.runs = [replace(run, distance_m=None) for run in book.runs]
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    rise = after_all(book.days_at(times), book.run_ends_d, np.array(peak), rise_d=0.3, fade_d=0.9)
    book.reports(times, 0.4 + book.waves(times, 0.4) + rise)
    wrong = (RUNS_DO_NOTHING, *STEADY, does_anything("foam-roll"))
    return book.life(Truth(wrong=wrong, right=(RUNS_RAISE,), harmless=True))

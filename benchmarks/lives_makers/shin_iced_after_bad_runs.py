"""A shin that some runs hurt more than others, iced after those that do: ice does nothing."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, does_anything, next_day_worse
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS, _RUN_TO_RUN, _ICED_FROM_NRS = 2.5, 0.5, 2.5


def make(seed: int) -> Life:
    """Fourteen weeks, three runs a week; ice three hours after, without a number."""
    book = Notebook(Site("right", "shin"), 14, np.random.default_rng([seed, 1204]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 16 + rng.uniform(-1, 1), rng.uniform(5, 9))
    luck = np.exp(rng.normal(0, _RUN_TO_RUN, len(book.runs)))
    peak = luck * np.array([_RUN_NRS * (run.distance_m or 0) / 7000 for run in book.runs])
    for run, nrs in zip(book.runs, peak, strict=True):
        if nrs > _ICED_FROM_NRS:
            at = run.end + timedelta(hours=3)
            book.care.append(Care(at=at, intervention="ice", minutes=15, site=book.site))
    times = sorted((*book.check_ins(7.0), *book.check_ins(21.5)))
    rise = after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.2, fade_d=1.0)
    book.reports(times, 1.0 + book.waves(times, 0.5) + rise)
    wrong = (RUNS_DO_NOTHING, *STEADY, does_anything("ice"), next_day_worse("ice"))
    return book.life(Truth(wrong=wrong, right=(RUNS_RAISE,)))

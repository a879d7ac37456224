"""A heel whose first steps hurt and have passed within the half hour; a ball is rolled meanwhile, and does nothing."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, does_anything
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_FIRST_STEPS_NRS, _RUN_NRS, _ROLLED, _PASSES_MIN, _RATED_AFTER_MIN = 3.0, 2.0, 0.6, 12.0, 25.0


def make(seed: int) -> Life:
    """Twelve weeks, three runs a week; rated before and after the ball on three mornings of five."""
    book = Notebook(Site("left", "heel"), 12, np.random.default_rng([seed, 1941]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    woken = book.check_ins(6.8)
    times = sorted((*woken, *book.check_ins(12.5, share=0.6), *book.check_ins(21.0)))
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    rise = after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.3, fade_d=0.9)
    felt = dict(zip(times, 0.8 + book.waves(times, 0.6) + rise, strict=True))
    first = set(woken)
    for at in times:
        stiff = _FIRST_STEPS_NRS if at in first else 0.0
        book.report(at, float(felt[at]) + stiff, moment="first-steps" if stiff else None)
        if stiff and rng.random() < _ROLLED:
            left = float(felt[at]) + stiff * float(np.exp(-_RATED_AFTER_MIN / _PASSES_MIN))
            book.care.append(
                Care(
                    at=at + timedelta(minutes=3),
                    intervention="ball",
                    minutes=5,
                    site=book.site,
                    pain_before=book.said(float(felt[at]) + stiff),
                    pain_after=book.said(left),
                )
            )
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY, does_anything("ball")), right=(RUNS_RAISE,)))

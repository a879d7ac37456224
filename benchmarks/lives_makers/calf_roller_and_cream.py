"""A calf that runs hurt, rolled and then creamed after every other run: together they take off more than half."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import NO_DIFFERENCE, RUNS_DO_NOTHING, RUNS_RAISE, STEADY, tried
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_RUN_NRS, _LEFT, _DONE = 3.0, 0.4, 0.5


def make(seed: int) -> Life:
    """Fourteen weeks, three runs a week; the one never without the other, and neither rated."""
    book = Notebook(Site("left", "calf"), 14, np.random.default_rng([seed, 1903]))
    rng = book.rng
    peak = []
    for day in book.days_of_week(3):
        run = book.run(day, 17 + rng.uniform(-1, 1), rng.uniform(4, 8))
        done = rng.random() < _DONE
        peak.append((_LEFT if done else 1.0) * _RUN_NRS * (run.distance_m or 0) / 6000)
        if done:
            at = run.end + timedelta(minutes=40)
            book.care += [
                Care(at=at, intervention="foam-roller", minutes=5, site=book.site),
                Care(at=at + timedelta(minutes=6), intervention="cream", site=book.site),
            ]
    times = sorted((*book.check_ins(7.0), *book.check_ins(21.0)))
    rise = after_all(book.days_at(times), book.run_ends_d, np.array(peak), rise_d=0.3, fade_d=0.9)
    book.reports(times, 0.7 + book.waves(times, 0.5) + rise)
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                *STEADY,
                tried("foam-roller", WORSE, "worsens"),
                tried("cream", WORSE, "worsens"),
                tried("cream", NO_DIFFERENCE, "prevents nothing", of="prevention"),
            ),
            right=(RUNS_RAISE, tried("cream", BETTER, "may help")),
        )
    )

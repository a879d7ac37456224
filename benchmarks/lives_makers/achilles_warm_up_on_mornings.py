"""An Achilles tendon that runs in the morning hurt twice as much; a warm-up before most of these halves it."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.by_the_hour import live_by_the_hour
from benchmarks.lives_makers.claims import NO_DIFFERENCE, RUNS_DO_NOTHING, RUNS_RAISE, STEADY, next_day_worse, tried
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER


def make(seed: int) -> Life:
    """Sixteen weeks; nobody noted the hour of a run but the watch."""
    book = Notebook(Site("right", "achilles"), 16, np.random.default_rng([seed, 1927]))
    live_by_the_hour(book, "warm-up", before_morning=True, share=0.6, morning_nrs=5.0, evening_nrs=2.2, left=0.45)
    nothing = tried("warm-up", NO_DIFFERENCE, "makes no difference")
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, *STEADY, next_day_worse("warm-up"), nothing),
            right=(RUNS_RAISE, tried("warm-up", BETTER, "may help")),
        )
    )

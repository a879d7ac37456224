"""An Achilles tendon that runs in the morning hurt twice as much; the roller comes before evening runs, for nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.by_the_hour import live_by_the_hour
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, does_anything, next_day_better
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook


def make(seed: int) -> Life:
    """Sixteen weeks; the runs of morning and evening are alike but for the hour."""
    book = Notebook(Site("right", "achilles"), 16, np.random.default_rng([seed, 1949]))
    live_by_the_hour(book, "foam-roller", before_morning=False, share=0.8, morning_nrs=4.0, evening_nrs=1.8, left=1.0)
    wrong = (RUNS_DO_NOTHING, *STEADY, does_anything("foam-roller"), next_day_better("foam-roller"))
    return book.life(Truth(wrong=wrong, right=(RUNS_RAISE,)))

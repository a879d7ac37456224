"""A knee that takes runs as ever, and one of them terribly."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.life import Life
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.lives_makers.terrible_run import one_terrible_run


def make(seed: int) -> Life:
    """Thirteen weeks, two runs a week."""
    book = Notebook(Site("right", "knee-front"), 13, np.random.default_rng([seed, 1601]))
    return one_terrible_run(book, runs_per_week=2, peak_nrs=1.5, terrible_d=62.0)

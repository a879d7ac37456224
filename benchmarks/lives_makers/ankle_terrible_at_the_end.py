"""An ankle that takes runs as ever, but one of the last terribly."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.life import Life
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.lives_makers.terrible_run import one_terrible_run


def make(seed: int) -> Life:
    """Thirteen weeks, three runs a week."""
    book = Notebook(Site("left", "ankle-outer"), 13, np.random.default_rng([seed, 1602]))
    return one_terrible_run(book, runs_per_week=3, peak_nrs=2.0, terrible_d=80.0)

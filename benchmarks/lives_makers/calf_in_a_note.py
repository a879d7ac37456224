"""A calf whose number stays low; that it is swollen and warm stands in a note, in German, and nowhere else."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import GETTING_BETTER
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook


def make(seed: int) -> Life:
    """Four weeks, two runs a week, an entry each evening."""
    book = Notebook(Site("left", "calf"), 4, np.random.default_rng([seed, 1304]))
    rng = book.rng
    for day in book.days_of_week(2):
        book.run(day, 18, rng.uniform(5, 9))
    last = book.days - 1
    for day in range(last):
        book.report(book.at(day, 20), 1.0)
    note = str(rng.choice(["Wade ist geschwollen und warm", "seit gestern dick und gerötet, spannt"]))
    book.report(book.at(last, 20), 3.0, note=note)
    return book.life(Truth(wrong=(GETTING_BETTER,), flag="same-day"))

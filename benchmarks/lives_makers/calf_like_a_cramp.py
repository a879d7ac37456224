"""A calf after a night on a bus: "like a cramp, but swollen and warm" stands in a note, and nowhere else."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import GETTING_BETTER, RUNS_RAISE
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_NOTES = (
    "feels like a cramp, but the calf is swollen and warm",
    "Wie ein Muskelkater, aber die Wade ist dicker als die andere und ganz warm",
)


def make(seed: int) -> Life:
    """Two weeks, a run every fourth day, an entry in the evening; the bus on the fourth day."""
    book = Notebook(Site("right", "calf"), 2, np.random.default_rng([seed, 1404]))
    rng = book.rng
    for day in range(1, book.days, 4):
        book.run(day, 7, rng.uniform(5, 9))
    book.event(3, 22, "bus-ride", 600)
    last = book.days - 1
    for day in range(last):
        book.report(book.at(day, 21), 0.5 + 0.2 * max(day - 4, 0))
    book.report(book.at(last, 20), 3.0, note=str(rng.choice(_NOTES)))
    return book.life(Truth(wrong=(GETTING_BETTER, RUNS_RAISE), flag="same-day"))

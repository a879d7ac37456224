"""A daily headache that all but goes when an air purifier is set up; no run in sight."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, changed_around, changed_for_the, tried
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_LEVEL_NRS, _LEFT_OVER, _FROM_DAY = 4.5, 0.1, 38


def make(seed: int) -> Life:
    """Eleven weeks, twice a day; nine tenths less from the sixth week on."""
    book = Notebook(Site("both", "body"), 11, np.random.default_rng([seed, 151]))
    times = sorted((*book.check_ins(7.5), *book.check_ins(20.5)))
    t = book.days_at(times)
    felt = (_LEVEL_NRS + book.waves(times, 1.0)) * np.where(t < _FROM_DAY, 1.0, _LEFT_OVER)
    for at, nrs in zip(times, felt, strict=True):
        book.report(at, float(nrs), symptom="headache")
    book.phases.append(Phase(intervention="air-purifier", start=book.at(_FROM_DAY)))
    return book.life(
        Truth(
            wrong=(
                RUNS_RAISE,
                RUNS_DO_NOTHING,
                changed_for_the("worse"),
                tried("air-purifier", WORSE, "makes it worse"),
                tried("air-purifier", ("no-worthwhile-effect",), "does nothing"),
            ),
            right=(
                changed_around(book.at(_FROM_DAY).date(), "better"),
                tried("air-purifier", BETTER, "may help"),
            ),
            harmless=True,
        )
    )

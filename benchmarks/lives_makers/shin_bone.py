"""One spot on the shin bone that grows week by week, in the end at night and on hopping.

Runs and basketball both load it.
"""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import (
    GETTING_BETTER,
    NO_DIFFERENCE,
    RUNS_DO_NOTHING,
    changed_for_the,
    goes_with,
    has_grown,
)
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER

_LAST_LEVEL_NRS, _LOAD_NRS, _AT_NIGHT_FROM_DAY = 3.0, 1.3, 35


def make(seed: int) -> Life:
    """Eight weeks, three runs and two evenings of basketball a week."""
    book = Notebook(Site("right", "shin"), 8, np.random.default_rng([seed, 127]))
    rng = book.rng
    for day in book.days_of_week(3):
        run = book.run(day, 7, rng.uniform(5, 7))
        book.report(
            run.end - timedelta(minutes=5), _grown(day, book.days) + 1.5, moment="during-run", quality=("one-spot",)
        )
    for week in range(book.weeks):
        for weekday in (1, 4):
            book.event(7 * week + weekday, 19, "basketball", 120)
    times = sorted((*book.check_ins(21.0), *(at for at in book.check_ins(3.0, share=0.5))))
    t = book.days_at(times)
    loads = [book.since_first(run.end) for run in book.runs] + [book.since_first(e.at) + 2 / 24 for e in book.events]
    size = np.array([_LOAD_NRS * _grown(day, book.days) / _LAST_LEVEL_NRS for day in loads])
    felt = np.array([_grown(day, book.days) for day in t]) + book.waves(times, 0.3)
    felt = felt + after_all(t, np.array(loads), size, rise_d=0.1, fade_d=0.8)
    for at, nrs in zip(times, felt, strict=True):
        night = at.hour < 6
        if night and book.since_first(at) < _AT_NIGHT_FROM_DAY:
            continue
        book.report(at, float(nrs), moment="night" if night else "evening", quality=("one-spot",))
    for back in (2, 9):
        book.report(book.at(book.days - back, 12), _LAST_LEVEL_NRS + 2, moment="hopping", quality=("one-spot", "sharp"))
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                GETTING_BETTER,
                changed_for_the("better"),
                goes_with("basketball", (*BETTER, *NO_DIFFERENCE), "does no harm"),
            ),
            right=(has_grown(),),
            flag="within-days",
        )
    )


def _grown(day: float, days: int) -> float:
    return _LAST_LEVEL_NRS * day / days

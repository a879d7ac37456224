"""A knee that strength training makes sore for a day and helps over months: both are true."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import (
    GETTING_BETTER,
    GETTING_WORSE,
    NO_DIFFERENCE,
    RUNS_DO_NOTHING,
    RUNS_RAISE,
    changed_for_the,
    goes_with,
)
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_RUN_NRS, _SORE_NRS, _FROM_WEEK, _HELPED_D = 3.5, 1.5, 6, 160.0


def make(seed: int) -> Life:
    """Twenty-four weeks, two runs a week; from the seventh on strength training twice a week."""
    book = Notebook(Site("right", "knee"), 24, np.random.default_rng([seed, 1306]))
    rng = book.rng
    for day in book.days_of_week(2):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    for week in range(_FROM_WEEK, book.weeks):
        for weekday in (1, 4):
            if rng.random() < 0.85:
                book.event(7 * week + weekday, 19, "strength-training", 45)
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t, run_t = book.days_at(times), book.run_ends_d
    helped_d = [0.0, 7.0 * _FROM_WEEK, _HELPED_D]
    km = np.array([(run.distance_m or 0) / 6000 for run in book.runs])
    of_runs = after_all(t, run_t, _RUN_NRS * km * np.interp(run_t, helped_d, [1, 1, 0.4]), rise_d=0.3, fade_d=0.8)
    trained_d = book.days_at([event.at for event in book.events]) + 0.75 / 24
    sore = after_all(t, trained_d, np.full(len(trained_d), _SORE_NRS), rise_d=0.3, fade_d=0.6)
    book.reports(times, np.interp(t, helped_d, [2.0, 2.0, 0.5]) + book.waves(times, 0.4) + of_runs + sore)
    trained = "strength-training"
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                GETTING_WORSE,
                changed_for_the("worse"),
                goes_with(trained, (*BETTER, *NO_DIFFERENCE), "does no harm"),
            ),
            right=(RUNS_RAISE, GETTING_BETTER, goes_with(trained, WORSE, "worsens")),
            harmless=True,
        )
    )

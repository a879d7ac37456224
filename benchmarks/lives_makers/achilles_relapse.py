"""An Achilles tendon that healed by a third a month, and came back with a heavy fortnight."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.felt import MONTH_D, after_all
from benchmarks.lives_makers.claims import GETTING_BETTER, RUNS_DO_NOTHING, RUNS_RAISE, changed_for_the, does_anything
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_PEAK_NRS, _A_MONTH, _BACK_D, _IN_D = 4.0, 0.65, 126.0, 14.0


def make(seed: int) -> Life:
    """Twenty-six weeks, two runs a week; heel lifts from the fortieth day on, which do nothing."""
    book = Notebook(Site("left", "achilles-mid"), 26, np.random.default_rng([seed, 223]))
    rng = book.rng
    for day in book.days_of_week(2):
        book.run(day, 7.5 + rng.uniform(-1, 1), rng.uniform(5, 9))
    times = sorted((*book.check_ins(7.0, share=0.8), *book.check_ins(21.2, share=0.6)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    low = np.log(_A_MONTH) * _BACK_D / MONTH_D
    size = np.exp(np.interp(run_t, [0.0, _BACK_D, _BACK_D + _IN_D], [0.0, low, 0.0]))
    peak = size * np.array([_PEAK_NRS * (run.distance_m or 0) / 7000 for run in book.runs])
    felt = 0.3 + book.waves(times, 0.4) + after_all(t, run_t, peak, rise_d=0.3, fade_d=1.1)
    book.reports(times, felt)
    book.phases.append(Phase(intervention="heel-lifts", start=book.at(40)))
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, GETTING_BETTER, changed_for_the("better"), does_anything("heel-lifts")),
            right=(RUNS_RAISE, changed_for_the("worse")),
        )
    )

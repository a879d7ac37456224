"""A forefoot that no run hurt for eight weeks, struck on one day, and healing by a fifth a month since."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.felt import MONTH_D, after_all
from benchmarks.lives_makers.claims import (
    GETTING_BETTER,
    GETTING_WORSE,
    RUNS_DO_NOTHING,
    RUNS_RAISE,
    changed_around,
    changed_for_the,
    tried,
)
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_STRUCK_D, _PEAK_NRS, _A_MONTH = 57.0, 4.5, 0.8


def make(seed: int) -> Life:
    """Twenty-four weeks, two runs a week; other insoles ten days after it struck."""
    book = Notebook(Site("right", "forefoot-lateral"), 24, np.random.default_rng([seed, 179]))
    rng = book.rng
    for day in book.days_of_week(2):
        book.run(day, 9 + rng.uniform(-1, 1), rng.uniform(4, 8))
    times = sorted((*book.check_ins(7.2, share=0.85), *book.check_ins(21.0, share=0.5)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    peak = np.array([_PEAK_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    peak = peak * np.where(run_t < _STRUCK_D, 0.0, _A_MONTH ** ((run_t - _STRUCK_D) / MONTH_D))
    felt = -0.3 + book.waves(times, 0.3) + after_all(t, run_t, peak, rise_d=0.4, fade_d=1.2)
    book.reports(times, felt)
    book.phases.append(Phase(intervention="insoles", start=book.at(67)))
    struck = book.at(float(run_t[run_t >= _STRUCK_D][0])).date()
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                GETTING_WORSE,
                changed_for_the("better"),
                tried("insoles", (*BETTER, *WORSE), "do something"),
            ),
            right=(RUNS_RAISE, changed_around(struck, "worse", timedelta(days=5)), GETTING_BETTER),
            harmless=True,
        )
    )

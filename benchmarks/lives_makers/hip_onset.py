"""A hip that starts to hurt at an ever earlier kilometre.

The exercises make the next day worse, cycling does nothing.
"""

from __future__ import annotations

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import (
    ANY_EFFECT,
    CHANGED,
    GETTING_BETTER,
    NO_DIFFERENCE,
    RUNS_DO_NOTHING,
    falls,
    goes_with,
    grows,
    next_day_worse,
    tried,
)
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER

_FIRST_KM, _LAST_KM, _BEYOND_KM = 8.0, 4.0, 0.7
_EXERCISES_NRS, _RUN_NRS = 2.2, 1.2
_STARTS = ("during_runs", "starts_m_per_30_days")


def make(seed: int) -> Life:
    """Ten weeks, two runs a week that end soon after it starts."""
    book = Notebook(Site("left", "hip"), 10, np.random.default_rng([seed, 109]))
    rng = book.rng
    for day in book.days_of_week(2):
        onset = _FIRST_KM + (_LAST_KM - _FIRST_KM) * day / book.days + rng.normal(0, 0.3)
        run = book.run(day, 8 + rng.uniform(-0.5, 0.5), onset + _BEYOND_KM, note="cut short")
        at = run.start + (run.end - run.start) * (onset / (onset + _BEYOND_KM))
        book.report(at, 3.0, moment="during-run", onset_km=round(onset, 1))
    exercised = [day for day in range(book.days) if rng.random() < 0.45]
    for day in exercised:
        book.care.append(Care(at=book.at(day, 18.3), intervention="hip-exercises", minutes=20, site=book.site))
    for day in book.some_days(0.35):
        book.event(day, 16, "bike-ride", 80)
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.4)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    care_t = np.array(exercised) + 18.6 / 24
    felt = 0.4 + book.waves(times, 0.4)
    felt = felt + after_all(t, run_t, np.full(len(run_t), _RUN_NRS), rise_d=0.2, fade_d=0.6)
    felt = felt + after_all(t, care_t, np.full(len(care_t), _EXERCISES_NRS), rise_d=0.3, fade_d=0.5)
    for at, nrs in zip(times, felt, strict=True):
        book.report(at, float(nrs), moment="first-steps" if at.hour < 12 else "evening")
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                GETTING_BETTER,
                CHANGED,
                grows(_STARTS, "starts ever later"),
                tried("hip-exercises", BETTER, "help"),
                tried("hip-exercises", NO_DIFFERENCE, "do nothing"),
                goes_with("bike-ride", ANY_EFFECT, "matters"),
            ),
            right=(
                falls(_STARTS, "starts ever earlier"),
                next_day_worse("hip-exercises"),
                goes_with("bike-ride", NO_DIFFERENCE, "makes no difference"),
            ),
        )
    )

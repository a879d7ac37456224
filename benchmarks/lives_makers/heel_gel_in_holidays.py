"""A heel that long days of standing hurt, all of them logged; gel is used in the holidays alone, and does nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import (
    GETTING_BETTER,
    GETTING_WORSE,
    RUNS_DO_NOTHING,
    RUNS_RAISE,
    does_anything,
    eases_every_day,
    goes_with,
)
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import WORSE

_RUN_NRS, _STANDING_NRS, _HOLIDAYS = 1.5, 2.2, ((35, 56), (91, 112))


def make(seed: int) -> Life:
    """Twenty weeks, three runs a week, five days of standing but for twice three weeks."""
    book = Notebook(Site("right", "heel"), 20, np.random.default_rng([seed, 1964]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    off = {day for first, last in _HOLIDAYS for day in range(first, last)}
    stood = [day for day in range(book.days) if day % 7 < 5 and day not in off]
    for day in stood:
        book.event(day, 8, "standing-all-day", 480)
    for first, last in _HOLIDAYS:
        book.phases.append(Phase(intervention="gel", start=book.at(first, 8), end=book.at(last, 8)))
    times = sorted((*book.check_ins(7.0), *book.check_ins(21.5)))
    t = book.days_at(times)
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    ended = np.array(stood) + 16.5 / 24
    felt = 0.7 + book.waves(times, 0.5) + after_all(t, book.run_ends_d, peak, rise_d=0.3, fade_d=0.9)
    felt = felt + after_all(t, ended, np.full(len(ended), _STANDING_NRS), rise_d=0.2, fade_d=0.6)
    book.reports(times, felt)
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, GETTING_BETTER, GETTING_WORSE, does_anything("gel"), eases_every_day("gel")),
            right=(RUNS_RAISE, goes_with("standing-all-day", WORSE, "goes with more")),
        )
    )

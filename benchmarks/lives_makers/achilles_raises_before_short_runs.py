"""An Achilles tendon that minds long runs, and heel raises that are done before short ones and do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, does_anything
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_PER_KM, _EXPONENT, _SHORT_KM = 0.1, 1.5, 6


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week of three to ten kilometres."""
    book = Notebook(Site("left", "achilles"), 16, np.random.default_rng([seed, 911]))
    rng = book.rng
    for day in book.days_of_week(3):
        km = rng.uniform(3, 10)
        book.run(day, 18 + rng.uniform(-1, 1), km)
        if km < _SHORT_KM and rng.random() < 0.85:
            book.care.append(Care(at=book.at(day, 16.5), intervention="heel-raises", minutes=10, site=book.site))
    times = sorted(book.check_ins(7.0, 21.5))
    peak = np.array([_PER_KM * ((run.distance_m or 0) / 1000) ** _EXPONENT for run in book.runs])
    felt = 0.5 + book.waves(times, 0.5)
    book.reports(times, felt + after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.3, fade_d=1.2))
    wrong = (RUNS_DO_NOTHING, *STEADY, does_anything("heel-raises"))
    return book.life(Truth(wrong=wrong, right=(RUNS_RAISE,), harmless=True))

"""An Achilles tendon that fast runs hurt twice as much; the stretch comes before easy runs, and does nothing."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, does_anything, next_day_better
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_EASY_NRS, _FAST_NRS, _STRETCHED = 2.0, 4.0, 0.9
_EASY_S_PER_KM, _FAST_S_PER_KM = 390.0, 300.0


def make(seed: int) -> Life:
    """Fourteen weeks, three runs a week of the same lengths, half of them easy: slower, and noted as less effort."""
    book = Notebook(Site("left", "achilles"), 14, np.random.default_rng([seed, 1203]))
    rng = book.rng
    peak = []
    for day in book.days_of_week(3):
        easy = rng.random() < 0.5
        pace, effort, nrs = (_EASY_S_PER_KM, 3, _EASY_NRS) if easy else (_FAST_S_PER_KM, 8, _FAST_NRS)
        run = book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(5, 8), pace_s_per_km=pace, rpe=effort)
        peak.append(nrs * (run.distance_m or 0) / 6500)
        if easy and rng.random() < _STRETCHED:
            at = run.start - timedelta(minutes=15)
            book.care.append(Care(at=at, intervention="calf-stretch", minutes=4, site=book.site))
    times = sorted((*book.check_ins(7.0), *book.check_ins(21.0)))
    rise = after_all(book.days_at(times), book.run_ends_d, np.array(peak), rise_d=0.3, fade_d=0.9)
    book.reports(times, 0.5 + book.waves(times, 0.5) + rise)
    wrong = (RUNS_DO_NOTHING, *STEADY, does_anything("calf-stretch"), next_day_better("calf-stretch"))
    return book.life(Truth(wrong=wrong, right=(RUNS_RAISE,), harmless=True))

"""A shin that a winter on the treadmill hurts two and a half times as much as the road before and after it."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, feature
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_ROAD_NRS, _TREADMILL_NRS, _FROM_DAY, _UNTIL_DAY = 1.4, 3.5, 56, 126


def make(seed: int) -> Life:
    """Twenty-six weeks, three runs a week; the surface is noted of each."""
    book = Notebook(Site("right", "shin"), 26, np.random.default_rng([seed, 1920]))
    rng = book.rng
    peak = []
    for day in book.days_of_week(3):
        inside = _FROM_DAY <= day < _UNTIL_DAY
        surface = "treadmill" if inside else "road"
        run = book.run(day, 17 + rng.uniform(-1, 1), rng.uniform(4, 8), surface=surface)
        peak.append((_TREADMILL_NRS if inside else _ROAD_NRS) * (run.distance_m or 0) / 6000)
    times = sorted((*book.check_ins(7.0), *book.check_ins(21.0)))
    rise = after_all(book.days_at(times), book.run_ends_d, np.array(peak), rise_d=0.3, fade_d=0.9)
    book.reports(times, 0.7 + book.waves(times, 0.5) + rise)
    wrong = (RUNS_DO_NOTHING, *STEADY, feature("surface", "treadmill", BETTER, "is better"))
    return book.life(Truth(wrong=wrong, right=(RUNS_RAISE, feature("surface", "treadmill", WORSE, "is worse"))))

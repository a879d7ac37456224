"""An arch that runs hurt half as much where it was stretched before; now and then, as it came."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import NO_DIFFERENCE, RUNS_DO_NOTHING, RUNS_RAISE, STEADY, tried
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_RUN_NRS, _LEFT, _RUN_TO_RUN = 4.0, 0.5, 0.2


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week, every second one with a stretch."""
    book = Notebook(Site("left", "arch"), 16, np.random.default_rng([seed, 1207]))
    rng = book.rng
    peak = []
    for day in book.days_of_week(3):
        run, stretched = book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8)), rng.random() < 0.5
        luck = np.exp(rng.normal(0, _RUN_TO_RUN))
        peak.append(_RUN_NRS * (run.distance_m or 0) / 6000 * luck * (_LEFT if stretched else 1.0))
        if stretched:
            at = run.start - timedelta(minutes=10)
            book.care.append(Care(at=at, intervention="calf-stretch", minutes=4, site=book.site))
    times = sorted((*book.check_ins(7.0), *book.check_ins(21.5)))
    rise = after_all(book.days_at(times), book.run_ends_d, np.array(peak), rise_d=0.3, fade_d=1.0)
    book.reports(times, 0.6 + book.waves(times, 0.5) + rise)
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, *STEADY, tried("calf-stretch", (*WORSE, *NO_DIFFERENCE), "does not help")),
            right=(RUNS_RAISE, tried("calf-stretch", BETTER, "may help", of="prevention")),
        )
    )

"""A hamstring that only fast runs hurt, and a knee that long ones do, in one diary; asked about the hamstring."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import ANY_EFFECT, RUNS_DO_NOTHING, RUNS_RAISE, STEADY, by_itself, feature
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_FAST, _FAST_NRS, _SLOW_NRS, _LONG_KM = 0.35, 3.5, 0.2, 9.0


def make(seed: int) -> Life:
    """Thirteen weeks, four runs a week; both places rated each morning and evening."""
    book = Notebook(Site("left", "hamstring"), 13, np.random.default_rng([seed, 2121]))
    rng = book.rng
    hamstring, knee = [], []
    for day in book.days_of_week(4):
        fast = rng.random() < _FAST
        km = rng.uniform(4, 7) if fast else rng.uniform(5, 15)
        book.run(day, 18 + rng.uniform(-1, 1), km, pace_s_per_km=(280 if fast else 365) * rng.normal(1, 0.03))
        hamstring.append(_FAST_NRS if fast else _SLOW_NRS)
        knee.append((0.25 if km > _LONG_KM else 0.08) * km)
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t, ends = book.days_at(times), book.run_ends_d
    book.reports(times, 0.5 + book.waves(times, 0.4) + after_all(t, ends, np.array(hamstring), rise_d=0.3, fade_d=0.9))
    of_knee = 0.5 + book.waves(times, 0.4) + after_all(t, ends, np.array(knee), rise_d=0.2, fade_d=0.6)
    for at, nrs in zip(times, of_knee, strict=True):
        book.report(at, float(nrs), site=Site("right", "knee"))
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, *STEADY, by_itself()),
            right=(RUNS_RAISE, feature("pace", None, ANY_EFFECT, "matters")),
            harmless=True,
        )
    )

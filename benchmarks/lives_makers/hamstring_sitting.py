"""The back of a thigh that hours at a desk make ache until night, on three working days of four; runs do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import NO_DIFFERENCE, RUNS_RAISE, STEADY, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_SITTING_NRS, _USUAL_MIN, _TINGLES_FROM_NRS = 2.0, 360.0, 3.5


def make(seed: int) -> Life:
    """Fourteen weeks, three runs a week; four to eight hours of sitting from nine on, which tingles when it is bad."""
    book = Notebook(Site("left", "hamstring"), 14, np.random.default_rng([seed, 1016]))
    rng = book.rng
    for day in range(book.days):
        if day % 7 < 5 and rng.random() < 0.75:
            book.event(day, 9, "sitting", float(rng.integers(4, 9) * 60))
    for day in book.days_of_week(3):
        book.run(day, 18.5 + rng.uniform(-0.5, 0.5), rng.uniform(4, 8))
    times = sorted(book.check_ins(7.0, 20.5))
    sat_d = np.floor(book.days_at([event.at for event in book.events])) + 17 / 24
    peak = np.array([_SITTING_NRS * (event.minutes or 0) / _USUAL_MIN for event in book.events])
    felt = 1.0 + book.waves(times, 0.6) + after_all(book.days_at(times), sat_d, peak, rise_d=0.05, fade_d=0.5)
    for at, nrs in zip(times, felt, strict=True):
        tingles = nrs > _TINGLES_FROM_NRS and rng.random() < 0.5
        book.report(at, float(nrs), symptom="tingling" if tingles else "pain")
    return book.life(
        Truth(
            wrong=(RUNS_RAISE, *STEADY, goes_with("sitting", (*BETTER, *NO_DIFFERENCE), "does no harm")),
            right=(goes_with("sitting", WORSE, "worsens"),),
        )
    )

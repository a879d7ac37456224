"""A forefoot that hurts for two days after runs; for the last five weeks each Sunday's guess stands for the week."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS, _FROM_WEEK = 4.0, 9


def make(seed: int) -> Life:
    """Fourteen weeks, three runs a week; morning and evening, then one number for each evening of a week."""
    book = Notebook(Site("left", "forefoot-central"), 14, np.random.default_rng([seed, 1301]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    felt = 0.5 + book.waves(times, 0.5) + after_all(t, book.run_ends_d, peak, rise_d=0.3, fade_d=0.8)
    week = t // 7
    for at, nrs, number in zip(times, felt, week, strict=True):
        if number < _FROM_WEEK:
            book.report(at, float(nrs))
        elif at.hour > 12:
            book.remember(at.replace(hour=20, minute=0), float(np.median(felt[week == number])))
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), right=(RUNS_RAISE,), harmless=True))

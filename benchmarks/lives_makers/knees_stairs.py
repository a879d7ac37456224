"""Knees below the cap: on stairs the day after, the more the longer the run; nothing at rest; left twice the right.

A higher cadence from the seventh week on halves it.
"""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import (
    GETTING_WORSE,
    RUNS_DO_NOTHING,
    RUNS_RAISE,
    changed_for_the,
    moment_without,
    tried,
    within,
)
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

LEFT, RIGHT = Site("left", "knee-below"), Site("right", "knee-below")
_PEAK_NRS = {LEFT: 3.0, RIGHT: 1.5}
_EXPONENT, _FROM_DAY, _LEFT_OVER = 1.5, 42, 0.5


def make(seed: int) -> Life:
    """Twelve weeks, three runs a week; each check-in on stairs or at rest."""
    book = Notebook(LEFT, 12, np.random.default_rng([seed, 107]))
    rng = book.rng
    for day in book.days_of_week(3):
        cadence = 172 if day >= _FROM_DAY else 160
        book.run(
            day, 18 + rng.uniform(-1, 1), rng.uniform(4, 10), cadence_spm=float(cadence + round(rng.normal(0, 1.5)))
        )
    run_t = book.run_ends_d
    size = np.array([((run.distance_m or 0) / 7000) ** _EXPONENT for run in book.runs])
    size = size * np.where(run_t >= _FROM_DAY, _LEFT_OVER, 1.0)
    stairs = sorted((*book.check_ins(7.5, share=0.8), *book.check_ins(21, share=0.8)))
    for site, peak in _PEAK_NRS.items():
        t = np.array([book.since_first(at) for at in stairs])
        felt = book.waves(stairs, 0.2) + after_all(t, run_t, peak * size, rise_d=0.35, fade_d=0.7)
        for at, nrs in zip(stairs, felt, strict=True):
            book.report(at + timedelta(minutes=int(site is RIGHT)), float(nrs), site=site, moment="stairs")
        for at in book.check_ins(13, share=0.7):
            book.report(at, -0.3, site=site, moment="rest")
    book.phases.append(Phase(intervention="higher-cadence", start=book.at(_FROM_DAY, 8)))
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                GETTING_WORSE,
                changed_for_the("worse"),
                tried("higher-cadence", WORSE, "makes it worse"),
                tried("higher-cadence", ("no-worthwhile-effect",), "prevents nothing", of="prevention"),
            ),
            right=(
                RUNS_RAISE,
                tried("higher-cadence", BETTER, "may help", of="prevention"),
                moment_without("rest"),
                within(("response", "dose_exponent"), _EXPONENT, "grows faster than the distance"),
            ),
            harmless=True,
        )
    )

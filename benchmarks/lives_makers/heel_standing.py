"""A heel that is worst with the first steps; runs and long days on the feet both raise the next morning.

The stretch before getting up is rated on most mornings and does nothing, nor do the splint and the tablets.
"""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Care, Phase, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import (
    ANY_EFFECT,
    NO_DIFFERENCE,
    RUNS_DO_NOTHING,
    RUNS_RAISE,
    STEADY,
    does_anything,
    goes_with,
    moment_above,
    tried,
)
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_FIRST_STEPS_NRS, _RUN_NRS, _STANDING_NRS, _LEVEL_NRS = 2.0, 1.8, 2.2, 0.4


def make(seed: int) -> Life:
    """Twelve weeks, three runs a week, two days of standing."""
    book = Notebook(Site("right", "heel"), 12, np.random.default_rng([seed, 101]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8), shoe="grey")
    standing = set(book.days_of_week(2))
    for day in range(book.days):
        if day in standing:
            book.event(day, 8.5, "standing-all-day", 450)
        book.event(day, 23, "steps", amount=float(round(rng.normal(12500 if day in standing else 7000, 900))))
    times = sorted((*book.check_ins(6.7), *book.check_ins(21.3)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    run_nrs = np.array([_RUN_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    stand_t = np.array(sorted(standing)) + 16.5 / 24
    felt = _LEVEL_NRS + book.waves(times, 0.4)
    felt = felt + after_all(t, run_t, run_nrs, rise_d=0.25, fade_d=0.6)
    felt = felt + after_all(t, stand_t, np.full(len(stand_t), _STANDING_NRS), rise_d=0.2, fade_d=0.5)
    for at, nrs in zip(times, felt, strict=True):
        morning = at.hour < 12
        nrs = float(nrs) + _FIRST_STEPS_NRS * morning
        book.report(at, nrs, moment="first-steps" if morning else "evening")
        if morning and rng.random() < 0.6:
            before, later = book.said(nrs), book.said(nrs)
            book.care.append(
                Care(
                    at=at + timedelta(minutes=10),
                    intervention="plantar-stretch",
                    minutes=4,
                    site=book.site,
                    pain_before=before,
                    pain_after=later,
                )
            )
    book.phases += [
        Phase(intervention="statins", start=book.at(0, 8)),
        Phase(intervention="night-splint", start=book.at(42, 22)),
    ]
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                *STEADY,
                *(does_anything(name) for name in ("plantar-stretch", "night-splint", "statins")),
                goes_with("standing-all-day", NO_DIFFERENCE, "makes no difference"),
            ),
            right=(
                RUNS_RAISE,
                goes_with("standing-all-day", ANY_EFFECT, "goes with more"),
                moment_above("first-steps", 1.0),
                tried("plantar-stretch", NO_DIFFERENCE, "does nothing", of="relief"),
            ),
        )
    )

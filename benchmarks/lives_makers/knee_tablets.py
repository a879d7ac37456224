"""A knee that runs make worse; tablets are taken where it is worst, ease it for some hours, and prevent nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import ANY_EFFECT, NO_DIFFERENCE, RUNS_DO_NOTHING, RUNS_RAISE, STEADY, tried
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_RUN_NRS, _EASES_NRS, _LASTS_H, _TAKEN_FROM_NRS = 3.0, 1.5, 6.0, 3.5


def make(seed: int) -> Life:
    """Fourteen weeks, two runs a week; a tablet in the evening of most days on which it hurts that much."""
    book = Notebook(Site("right", "knee"), 14, np.random.default_rng([seed, 191]))
    rng = book.rng
    for day in book.days_of_week(2):
        book.run(day, 17 + rng.uniform(-1, 1), rng.uniform(5, 9))
    times = sorted((*book.check_ins(7.1), *book.check_ins(20.6)))
    t = book.days_at(times)
    run_t = book.run_ends_d
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 7000 for run in book.runs])
    felt = 0.8 + book.waves(times, 0.8) + after_all(t, run_t, peak, rise_d=0.3, fade_d=1.0)
    for at, nrs in zip(times, felt, strict=True):
        before = book.said(float(nrs))
        book.report(at, before)
        if at.hour > 12 and nrs > _TAKEN_FROM_NRS and rng.random() < 0.8:
            eased = float(nrs) - _EASES_NRS
            book.care.append(Care(at=at, intervention="tablet", pain_before=before, pain_after=book.said(eased)))
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                *STEADY,
                tried("tablet", (*BETTER, *WORSE), "prevents or harms", of="prevention"),
                tried("tablet", WORSE, "worsens"),
                tried("tablet", NO_DIFFERENCE, "does nothing", of="relief"),
            ),
            right=(RUNS_RAISE, tried("tablet", ANY_EFFECT, "eases it", of="relief")),
            harmless=True,
        )
    )

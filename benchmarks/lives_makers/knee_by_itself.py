"""A knee whose pain comes and goes by itself: runs, rides, tape and massage do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Care, Phase, Site
from benchmarks.lives_makers.claims import ANY_EFFECT, RUNS_RAISE, STEADY, does_anything, features_beside, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook


def make(seed: int) -> Life:
    """Thirteen weeks, three runs a week."""
    book = Notebook(Site("left", "knee"), 13, np.random.default_rng([seed, 167]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 9), surface=str(rng.choice(["road", "trail"])))
    for day in book.some_days(0.25):
        book.event(day, 16, "bike-ride", 60)
    cares = [book.at(day, 20) for day in book.some_days(0.35)]
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.2), *cares))
    for at, nrs in zip(times, 2.0 + book.waves(times, 1.0, tau_d=5), strict=True):
        if at in cares:
            before, after = book.said(float(nrs)), book.said(float(nrs))
            book.care.append(
                Care(at=at, intervention="massage", minutes=10, site=book.site, pain_before=before, pain_after=after)
            )
        else:
            book.report(at, float(nrs))
    book.phases.append(Phase(intervention="tape", start=book.at(35), end=book.at(70)))
    return book.life(
        Truth(
            wrong=(
                RUNS_RAISE,
                *STEADY,
                does_anything("massage"),
                does_anything("tape"),
                goes_with("bike-ride", ANY_EFFECT, "matters"),
                features_beside("nothing"),
            ),
            harmless=True,
        )
    )

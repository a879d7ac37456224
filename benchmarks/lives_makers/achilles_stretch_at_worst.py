"""An Achilles tendon that runs hurt, stretched and rated where it is worst: the stretch does nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Care, PainReport, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, does_anything
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS, _LEVEL_NRS, _STRETCHED_FROM_NRS, _MINUTES = 2.0, 2.2, 4, 4


def make(seed: int) -> Life:
    """Thirteen weeks, three runs a week, answers that vary by nearly a point; what is said decides on the stretch."""
    book = Notebook(Site("left", "achilles"), 13, np.random.default_rng([seed, 903]), answer_nrs=0.7)
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    times = sorted(book.check_ins(7.0, 13.0, 21.0))
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 6000 for run in book.runs])
    felt = _LEVEL_NRS + book.waves(times, 1.0, tau_d=2)
    felt = felt + after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.3, fade_d=1.0)
    for at, nrs in zip(times, felt, strict=True):
        said = book.said(float(nrs))
        if said < _STRETCHED_FROM_NRS or rng.random() >= 0.7:
            book.pain.append(PainReport(at=at, site=book.site, nrs=said, scale="nrs-11"))
            continue
        after, stretch = book.said(float(nrs)), "calf-stretch"
        book.care.append(
            Care(at=at, intervention=stretch, minutes=_MINUTES, site=book.site, pain_before=said, pain_after=after)
        )
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, *STEADY, does_anything("calf-stretch")),
            right=(RUNS_RAISE,),
            harmless=True,
        )
    )

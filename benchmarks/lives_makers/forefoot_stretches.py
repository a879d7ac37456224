"""A forefoot that hurts after runs and a stretch that takes off two points for some hours; half of them are rated."""

from __future__ import annotations

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import ANY_EFFECT, NO_DIFFERENCE, RUNS_DO_NOTHING, RUNS_RAISE, STEADY, tried
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_RUN_NRS, _RELIEF_NRS, _RELIEF_FADES_D, _MINUTES = 4.5, 2.0, 5 / 24, 4


def make(seed: int) -> Life:
    """Thirteen weeks, two runs a week, a stretch on the evening after each and most evenings after that."""
    book = Notebook(Site("left", "forefoot-central"), 13, np.random.default_rng([seed, 163]))
    rng = book.rng
    for day in book.days_of_week(2):
        book.run(day, 8 + rng.uniform(-1, 1), rng.uniform(5, 8))
    run_t = book.run_ends_d
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 6500 for run in book.runs])
    days = sorted({int(t) + later for t in run_t for later in (0, 1) if rng.random() < 0.85} & set(range(book.days)))
    cares = [book.at(day, 18 + rng.uniform(-1, 1)) for day in days]
    care_t = np.array([book.since_first(at) for at in cares]) + _MINUTES / 1440
    times = sorted((*book.check_ins(7.0), *book.check_ins(21.5)))
    level = 0.5 + book.waves(sorted((*times, *cares)), 0.4)
    of = dict(zip(sorted((*times, *cares)), level, strict=True))

    def felt(at_d: float, level_nrs: float) -> float:
        lag = at_d - care_t[care_t < at_d]
        relief = _RELIEF_NRS * float(np.exp(-lag / _RELIEF_FADES_D).sum())
        rise = after_all(np.array([at_d]), run_t, peak, rise_d=0.2, fade_d=1.2)[0]
        return float(level_nrs + rise - relief)

    for at in times:
        book.report(at, felt(book.since_first(at), of[at]))
    for at, end_d in zip(cares, care_t, strict=True):
        before, after = felt(book.since_first(at), of[at]), felt(end_d + 1 / 1440, of[at])
        rated = rng.random() < 0.5
        book.care.append(
            Care(
                at=at,
                intervention="calf-stretch",
                minutes=_MINUTES,
                site=book.site,
                pain_before=book.said(before) if rated else None,
                pain_after=book.said(after) if rated else None,
            )
        )
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                *STEADY,
                tried("calf-stretch", (*WORSE, *NO_DIFFERENCE), "does not ease it", of="relief"),
                tried("calf-stretch", ANY_EFFECT, "prevents or brings it", of="prevention"),
            ),
            right=(RUNS_RAISE, tried("calf-stretch", BETTER, "eases it", of="relief")),
            harmless=True,
        )
    )

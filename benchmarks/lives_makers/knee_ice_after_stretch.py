"""A knee that runs hurt, stretched and then iced within the half hour, each with its numbers: only the ice eases it."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import ANY_EFFECT, RUNS_DO_NOTHING, RUNS_RAISE, STEADY, does_anything, tried
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_RUN_NRS, _ICE_NRS, _FADES_D, _ICE_ENDS_D = 4.0, 2.0, 0.15, 30 / 1440


def make(seed: int) -> Life:
    """Thirteen weeks, three runs a week; a stretch on the evening of each, ten minutes later ice."""
    book = Notebook(Site("right", "knee"), 13, np.random.default_rng([seed, 1209]))
    rng = book.rng
    for day in book.days_of_week(3):
        book.run(day, 16 + rng.uniform(-1, 1), rng.uniform(5, 8))
    run_t = book.run_ends_d
    peak = np.array([_RUN_NRS * (run.distance_m or 0) / 7000 for run in book.runs])
    stretched = [book.at(int(t), 20 + rng.uniform(-0.5, 0.5)) for t in run_t]
    iced_d = book.days_at(stretched) + _ICE_ENDS_D
    times = sorted((*book.check_ins(7.0), *book.check_ins(22.5, share=0.7)))
    every = sorted((*times, *stretched))
    level = dict(zip(every, 1.0 + book.waves(every, 0.5), strict=True))

    def felt(at_d: float, level_nrs: float) -> float:
        lag = at_d - iced_d[iced_d < at_d]
        rise = after_all(np.array([at_d]), run_t, peak, rise_d=0.2, fade_d=1.0)[0]
        return float(level_nrs + rise - _ICE_NRS * np.exp(-lag / _FADES_D).sum())

    for at in times:
        book.report(at, felt(book.since_first(at), level[at]))
    for at in stretched:
        minutes = (0, 6, 31)
        first, between, last = (book.said(felt(book.since_first(at) + m / 1440, level[at])) for m in minutes)
        ice = at + timedelta(minutes=10)
        book.care += [
            Care(at=at, intervention="calf-stretch", minutes=5, site=book.site, pain_before=first, pain_after=between),
            Care(at=ice, intervention="ice", minutes=20, site=book.site, pain_before=between, pain_after=last),
        ]
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                *STEADY,
                does_anything("calf-stretch"),
                tried("ice", WORSE, "worsens it", of="relief"),
                tried("ice", ANY_EFFECT, "prevents or brings it", of="prevention"),
            ),
            right=(RUNS_RAISE, tried("ice", BETTER, "eases it", of="relief")),
        )
    )

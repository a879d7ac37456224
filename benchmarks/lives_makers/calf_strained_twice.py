"""A calf that is strained in two of forty runs and heals in three weeks without one; rolled while it hurts."""

from __future__ import annotations

import numpy as np

from afterrun.records import Care, Site
from benchmarks.lives_makers.claims import GETTING_BETTER, GETTING_WORSE, RUNS_DO_NOTHING, RUNS_RAISE, does_anything
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_STRAIN_NRS, _HEALS_D, _OFF_D, _ROLLED_FROM_NRS = 6.5, 8.0, 21, 1.5


def make(seed: int) -> Life:
    """Eighteen weeks, three runs a week but after a strain; the roller does next to nothing."""
    book = Notebook(Site("left", "calf"), 18, np.random.default_rng([seed, 2010]))
    rng = book.rng
    strained = (int(26 + rng.integers(0, 6)), int(80 + rng.integers(0, 8)))
    for day in book.days_of_week(3):
        if not any(each <= day < each + _OFF_D for each in strained):
            book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    for day in strained:
        book.run(day, 12, 3.0)
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    since = t[:, None] - (np.array(strained) + 0.52)[None, :]
    pain = np.where(since > 0, _STRAIN_NRS * np.exp(-np.maximum(since, 0) / _HEALS_D), 0.0).sum(axis=1)
    felt = pain + book.waves(times, 0.3)
    for at, nrs in zip(times, felt, strict=True):
        if at.hour > 12 and nrs > _ROLLED_FROM_NRS and rng.random() < 0.8:
            before, after = book.said(float(nrs)), book.said(float(nrs) - 0.2)
            roller = "foam-roller"
            book.care.append(
                Care(at=at, intervention=roller, minutes=8, site=book.site, pain_before=before, pain_after=after)
            )
        else:
            book.report(at, float(nrs))
    return book.life(
        Truth(wrong=(RUNS_RAISE, RUNS_DO_NOTHING, GETTING_BETTER, GETTING_WORSE, does_anything("foam-roller")))
    )

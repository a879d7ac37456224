"""A heel of which there are a few runs and a report now and then: too little to be sure that runs do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, STEADY, does_anything
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS = 2.0


def make(seed: int) -> Life:
    """Nine weeks, a run in two of three, a report every two or three days; a splint from the fifth week on."""
    book = Notebook(Site("left", "heel"), 9, np.random.default_rng([seed, 251]))
    rng = book.rng
    for week in range(book.weeks):
        if week in (0, 8) or rng.random() < 0.6:
            book.run(7 * week + int(rng.integers(7)), 10 + rng.uniform(-1, 1), rng.uniform(4, 7))
    times = book.check_ins(7.0, share=0.4)
    t = book.days_at(times)
    run_t = book.run_ends_d
    felt = 1.0 + book.waves(times, 0.7)
    felt = felt + after_all(t, run_t, np.full(len(run_t), _RUN_NRS), rise_d=0.4, fade_d=1.2)
    for at, nrs in zip(times, felt, strict=True):
        book.report(at, float(nrs), moment="first-steps")
    book.phases.append(Phase(intervention="night-splint", start=book.at(30)))
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY, does_anything("night-splint")), harmless=True))

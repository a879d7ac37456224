"""A kneecap that minds the floors climbed at work, as they are counted; runs on two evenings do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import NO_DIFFERENCE, RUNS_RAISE, STEADY, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_PER_FLOOR_NRS, _USUAL_FLOORS, _HOME_H = 0.12, 14.0, 17.0
_WORKING_DAYS, _RUN_HOUR = 5, {2: 18.5, 5: 10.0}


def make(seed: int) -> Life:
    """Fourteen weeks, morning and evening."""
    book = Notebook(Site("right", "kneecap"), 14, np.random.default_rng([seed, 2009]))
    rng = book.rng
    climbed_d: list[float] = []
    peak: list[float] = []
    for week in range(book.weeks):
        for weekday in range(_WORKING_DAYS):
            if rng.random() < 0.9:
                floors = float(round(rng.lognormal(np.log(_USUAL_FLOORS), 0.6)))
                book.event(7 * week + weekday, _HOME_H, "stairs", amount=floors)
                climbed_d.append(7 * week + weekday + _HOME_H / 24)
                peak.append(_PER_FLOOR_NRS * floors)
        for weekday, hour in _RUN_HOUR.items():
            book.run(7 * week + weekday, hour + rng.uniform(-0.5, 0.5), rng.uniform(4, 8))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    rise = after_all(book.days_at(times), np.array(climbed_d), np.array(peak), rise_d=0.15, fade_d=0.6)
    book.reports(times, 0.3 + book.waves(times, 0.4) + rise)
    return book.life(
        Truth(
            wrong=(RUNS_RAISE, *STEADY, goes_with("stairs", (*BETTER, *NO_DIFFERENCE), "do no harm")),
            right=(goes_with("stairs", WORSE, "worsen"),),
        )
    )

"""A shin that runs hurt, and whose owner rests when it is bad and runs again when it is good."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all, waves
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_NRS_PER_KM, _RESTS_FROM_NRS, _RUNS_UP_TO_NRS, _HOURS = 2.5 / 6, 4, 1, (7.0, 21.0)


def make(seed: int) -> Life:
    """Eighteen weeks; what is felt in the morning decides."""
    book = Notebook(Site("right", "shin"), 18, np.random.default_rng([seed, 913]))
    rng = book.rng
    level = 0.5 + waves(np.arange(book.days * 2) / 2.0, 0.6, 3.0, rng)
    peaks: list[float] = []
    resting = False
    for half in range(2 * book.days):
        day, hour = half // 2, _HOURS[half % 2]
        rise = after_all(np.array([day + hour / 24]), book.run_ends_d, np.array(peaks), rise_d=0.3, fade_d=1.4)[0]
        felt = float(level[half] + rise)
        if rng.random() < 0.92:
            book.report(book.at(day, hour + rng.uniform(-0.2, 0.2)), felt)
        if hour > _HOURS[0]:
            continue
        resting = felt >= _RESTS_FROM_NRS or (resting and felt > _RUNS_UP_TO_NRS)
        if not resting and rng.random() < 0.6:
            km = rng.uniform(4, 8)
            book.run(day, 17.5, km)
            peaks.append(_NRS_PER_KM * km)
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), right=(RUNS_RAISE,), harmless=True))

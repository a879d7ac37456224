"""An ankle that was sprained on the stairs and heals by itself; runs stop and come back, a brace is worn meanwhile."""

from __future__ import annotations

import numpy as np

from afterrun.records import Care, Phase, Site
from benchmarks.lives_makers.claims import GETTING_WORSE, RUNS_RAISE, does_anything
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_SPRAINED_D, _NRS, _FADES_D, _PAUSE_D = 33.0, 6.0, 14.0, 17


def make(seed: int) -> Life:
    """Thirteen weeks, three runs a week but for seventeen days; ice on most evenings of the first month after."""
    book = Notebook(Site("right", "ankle"), 13, np.random.default_rng([seed, 211]))
    rng = book.rng
    for day in book.days_of_week(3):
        if not _SPRAINED_D - 1 < day < _SPRAINED_D + _PAUSE_D:
            book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    since = np.maximum(t - _SPRAINED_D, 0)
    felt = -0.2 + book.waves(times, 0.4) + _NRS * np.exp(-since / _FADES_D) * (t > _SPRAINED_D)
    book.reports(times, felt)
    for day in range(34, 62):
        if rng.random() < 0.7:
            book.care.append(Care(at=book.at(day, 20), intervention="ice", minutes=15, site=book.site))
    book.phases.append(Phase(intervention="brace", start=book.at(34), end=book.at(70)))
    return book.life(Truth(wrong=(RUNS_RAISE, GETTING_WORSE, does_anything("brace"), does_anything("ice"))))

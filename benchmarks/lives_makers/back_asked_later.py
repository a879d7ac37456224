"""A back that is stiff in the morning and fine in the evening; the check-in moves from breakfast to bedtime."""

from __future__ import annotations

import numpy as np

from afterrun.records import Phase, Site
from benchmarks.lives_makers.claims import STEADY, does_anything, level_changes
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_LEVEL_NRS, _STIFF_NRS, _FIRST_H, _LAST_H, _MATTRESS_D = 1.0, 2.0, 7.0, 21.0, 49


def make(seed: int) -> Life:
    """Fourteen weeks without a run, once a day, later from week to week; halfway through a mattress is bought."""
    book = Notebook(Site("both", "back"), 14, np.random.default_rng([seed, 1206]))
    rng = book.rng
    later_h = (_LAST_H - _FIRST_H) / book.days
    times = [book.at(day, _FIRST_H + later_h * day + rng.uniform(-0.5, 0.5)) for day in book.some_days(0.93)]
    hour = 24 * (book.days_at(times) % 1)
    stiff = np.clip((_LAST_H - hour) / (_LAST_H - _FIRST_H), 0, 1)
    book.reports(times, _LEVEL_NRS + _STIFF_NRS * stiff + book.waves(times, 0.6))
    book.phases.append(Phase(intervention="mattress", start=book.at(_MATTRESS_D)))
    return book.life(Truth(wrong=(*STEADY, level_changes(), does_anything("mattress")), harmless=True))

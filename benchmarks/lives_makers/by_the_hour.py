"""Runs of mornings and of evenings that hurt differently, with something done before those of one or the other."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Care
from benchmarks.felt import after_all
from benchmarks.lives_makers.notebook import Notebook

_BEFORE = timedelta(minutes=12)


def live_by_the_hour(
    book: Notebook,
    care: str,
    *,
    before_morning: bool,
    share: float,
    morning_nrs: float,
    evening_nrs: float,
    left: float,
) -> None:
    """Run three times a week, as often at seven as at six, and report before breakfast and at night.

    A run of 6 km raises by ``morning_nrs`` or ``evening_nrs``; one that had the care by so much of it as is ``left``.
    """
    rng = book.rng
    peak = []
    for day in book.days_of_week(3):
        morning = rng.random() < 0.5
        run = book.run(day, 6.8 if morning else 18.0, rng.uniform(4, 8))
        nrs = (morning_nrs if morning else evening_nrs) * (run.distance_m or 0) / 6000
        if morning == before_morning and rng.random() < share:
            book.care.append(Care(at=run.start - _BEFORE, intervention=care, minutes=8, site=book.site))
            nrs *= left
        peak.append(nrs)
    times = sorted((*book.check_ins(6.3), *book.check_ins(21.0)))
    rise = after_all(book.days_at(times), book.run_ends_d, np.array(peak), rise_d=0.3, fade_d=0.9)
    book.reports(times, 0.7 + book.waves(times, 0.5) + rise)

"""A buttock sore after every long run of Sunday, massaged on Mondays: half a point at once, and nothing later."""

from __future__ import annotations

import numpy as np

from afterrun.records import Care, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import ANY_EFFECT, RUNS_DO_NOTHING, RUNS_RAISE, STEADY, goes_with, tried
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_RUN_NRS, _AT_ONCE_NRS, _SUNDAY = 1.6, 0.5, 6
_KM = {1: 5.0, 3: 7.0, _SUNDAY: 14.0}


def make(seed: int) -> Life:
    """Fourteen weeks; the massage is rated before and after."""
    book = Notebook(Site("left", "glute"), 14, np.random.default_rng([seed, 2034]))
    rng, massage = book.rng, "massage"
    for week in range(book.weeks):
        for weekday, km in _KM.items():
            if weekday == _SUNDAY or rng.random() < 0.85:
                book.run(7 * week + weekday, 10 if weekday == _SUNDAY else 18, km * rng.uniform(0.85, 1.15))
    massaged = {book.at(7 * week, 17) for week in range(1, book.weeks) if rng.random() < 0.8}
    times = sorted({*book.check_ins(7.2), *book.check_ins(21.0), *massaged})
    peak = _RUN_NRS * np.array([(run.distance_m or 0) / 6000 for run in book.runs])
    rise = after_all(book.days_at(times), book.run_ends_d, peak, rise_d=0.3, fade_d=1.0)
    for at, felt in zip(times, 0.5 + book.waves(times, 0.4) + rise, strict=True):
        if at not in massaged:
            book.report(at, float(felt))
            continue
        before, after = book.said(float(felt)), book.said(float(felt) - _AT_ONCE_NRS)
        book.care.append(
            Care(at=at, intervention=massage, minutes=30, site=book.site, pain_before=before, pain_after=after)
        )
    return book.life(
        Truth(
            wrong=(
                RUNS_DO_NOTHING,
                *STEADY,
                tried(massage, ANY_EFFECT, "prevents or harms", of="prevention"),
                goes_with(massage, ANY_EFFECT, "changes the days after"),
            ),
            right=(RUNS_RAISE,),
        )
    )

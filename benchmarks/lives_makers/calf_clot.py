"""A calf after two long flights: at rest, at night, swollen, warm and red, in the end short of breath.

Running has nothing to do with it.
"""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import GETTING_BETTER, RUNS_RAISE, changed_for_the, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER

_FLIGHTS, _SEEN_FROM_DAY = (2, 9), 11


def make(seed: int) -> Life:
    """Two weeks and a little: pain from the first flight on, signs that can be seen from the second."""
    book = Notebook(Site("right", "calf"), 2, np.random.default_rng([seed, 131]))
    rng = book.rng
    for day in _FLIGHTS:
        book.event(day, 9, "flight", float(round(rng.uniform(480, 700))))
    for day in (1, 4, 6):
        book.run(day, 7, rng.uniform(6, 9))
    for at in book.check_ins(3.2, 13.0, 21.0, share=0.85):
        since = book.since_first(at) - _FLIGHTS[0]
        if since < 1:
            continue
        seen = since >= _SEEN_FROM_DAY - _FLIGHTS[0]
        felt = 1.5 + 0.25 * since
        quality = ("throbbing", "warm", "red") if seen else ("throbbing",)
        book.report(at, felt, moment="night" if at.hour < 6 else "rest", quality=quality)
        if seen and at.hour > 12:
            book.report(at + timedelta(minutes=3), 4.0, symptom="swelling", moment="rest")
    book.report(book.at(book.days - 1, 21.8), 3.0, symptom="short of breath", moment="rest")
    return book.life(
        Truth(
            wrong=(RUNS_RAISE, GETTING_BETTER, changed_for_the("better"), goes_with("flight", BETTER, "helps")),
            flag="same-day",
        )
    )

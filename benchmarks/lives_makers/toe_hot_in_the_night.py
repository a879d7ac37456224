"""A big toe that in two nights turns hot, red and swollen, far from any run, and is well a week later."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_COURSE_D, _COURSE_NRS = (0.1, 0.3, 3.0, 8.0), (0.0, 8.6, 7.0, 0.0)


def make(seed: int) -> Life:
    """Sixteen weeks, three runs a week but around an attack; the second is just over."""
    book = Notebook(Site("left", "big-toe"), 16, np.random.default_rng([seed, 2039]))
    rng = book.rng
    attacks = (int(30 + rng.integers(0, 10)), int(104 + rng.integers(0, 4)))
    for day in book.days_of_week(3):
        if not any(each - 2 <= day < each + 9 for each in attacks):
            book.run(day, 18 + rng.uniform(-1, 1), rng.uniform(4, 8))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    t = book.days_at(times)
    pain = sum(np.interp(t - each, _COURSE_D, _COURSE_NRS) for each in attacks)
    for at, day, felt in zip(times, t, 0.1 + book.waves(times, 0.3) + pain, strict=True):
        note = "hot, red, swollen" if any(each < day < each + 4 for each in attacks) else None
        book.report(at, float(felt), note=note)
    return book.life(Truth(wrong=(RUNS_RAISE, *STEADY), flag="within-days"))

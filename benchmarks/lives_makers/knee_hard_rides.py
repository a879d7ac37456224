"""The outer side of a knee: hard and easy rides by turns, and only the hard ones hurt, the day after; runs do not."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import ANY_EFFECT, NO_DIFFERENCE, RUNS_RAISE, STEADY, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_HARD_NRS = 2.5


def make(seed: int) -> Life:
    """Thirteen weeks, three rides a week by turns, and a run."""
    book = Notebook(Site("right", "knee-outer"), 13, np.random.default_rng([seed, 139]))
    rng = book.rng
    for turn, day in enumerate(book.days_of_week(3)):
        book.event(day, 17.5 + rng.uniform(-1, 1), "hard-ride" if turn % 2 else "easy-ride", 75)
    for day in book.days_of_week(1):
        book.run(day, 9, rng.uniform(4, 7))
    times = sorted((*book.check_ins(7.3), *book.check_ins(21.2)))
    t = book.days_at(times)
    hard = np.array([book.since_first(event.at) + 75 / 1440 for event in book.events if event.kind == "hard-ride"])
    felt = 0.5 + book.waves(times, 0.5) + after_all(t, hard, np.full(len(hard), _HARD_NRS), rise_d=0.3, fade_d=0.5)
    book.reports(times, felt)
    return book.life(
        Truth(
            wrong=(
                RUNS_RAISE,
                *STEADY,
                goes_with("easy-ride", ANY_EFFECT, "matters"),
                goes_with("hard-ride", (*BETTER, *NO_DIFFERENCE), "does no harm"),
            ),
            right=(goes_with("hard-ride", WORSE, "goes with more"),),
            harmless=True,
        )
    )

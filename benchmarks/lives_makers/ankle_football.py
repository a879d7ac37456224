"""An ankle that a game of football makes sore for three days; runs, always two days after the game, do nothing."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import NO_DIFFERENCE, RUNS_RAISE, STEADY, goes_with
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_GAME_NRS = 3.5


def make(seed: int) -> Life:
    """Sixteen weeks: most Sundays a game, a run on Tuesdays and Fridays."""
    book = Notebook(Site("left", "ankle"), 16, np.random.default_rng([seed, 193]))
    rng = book.rng
    for week in range(book.weeks):
        book.run(7 * week + 1, 18, rng.uniform(4, 7))
        if rng.random() < 0.8:
            book.run(7 * week + 4, 18, rng.uniform(4, 7))
        if rng.random() < 0.7 and week < book.weeks - 1:  # the diary may end before the last one
            book.event(7 * week + 6, 15, "football", 90)
    times = sorted((*book.check_ins(7.0), *book.check_ins(21.0)))
    t = book.days_at(times)
    game_t = np.array([book.since_first(event.at) + 1.5 / 24 for event in book.events])
    felt = 0.5 + book.waves(times, 0.5)
    felt = felt + after_all(t, game_t, np.full(len(game_t), _GAME_NRS), rise_d=0.3, fade_d=1.2)
    book.reports(times, felt)
    return book.life(
        Truth(
            wrong=(RUNS_RAISE, *STEADY, goes_with("football", (*BETTER, *NO_DIFFERENCE), "does no harm")),
            right=(goes_with("football", WORSE, "goes with more"),),
        )
    )

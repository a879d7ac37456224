"""The outside of a knee that hurts from ever earlier in the run; from where on, a note says and nothing else."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import CHANGED, GETTING_BETTER, RUNS_DO_NOTHING, falls, grows, within
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_FIRST_KM, _LAST_KM, _RUN_NRS = 7.0, 3.0, 1.5
_NOTES = ("from km {km:.1f}", "started after {km:.1f} km", "ab km {km:.1f}, Wetter gut")
_MOVES = ("during_runs", "starts_m_per_30_days")


def make(seed: int) -> Life:
    """Twelve weeks, three runs a week, an entry in the morning; some runs end before it would begin."""
    book = Notebook(Site("right", "knee-outer"), 12, np.random.default_rng([seed, 1401]))
    rng = book.rng
    words = str(rng.choice(_NOTES))
    line = 0.0
    for day in book.days_of_week(3):
        line = _FIRST_KM + (_LAST_KM - _FIRST_KM) * day / book.days
        onset = line + rng.normal(0, 0.3)
        run = book.run(day, 18 + rng.uniform(-0.5, 0.5), rng.uniform(4, 9))
        felt = run.distance_m is not None and run.distance_m > 1000 * onset
        note = words.format(km=onset) if felt else None
        book.report(run.end, 3.0 if felt else -0.5, moment="during-run", note=note)
    times = book.check_ins(7.5)
    size = np.full(len(book.runs), _RUN_NRS)
    rise = after_all(book.days_at(times), book.run_ends_d, size, rise_d=0.2, fade_d=0.6)
    book.reports(times, 0.3 + book.waves(times, 0.4) + rise)
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, GETTING_BETTER, CHANGED, grows(_MOVES, "starts ever later")),
            right=(
                falls(_MOVES, "starts ever earlier"),
                within(("during_runs", "starts_m"), 1000 * line, "where it starts now"),
            ),
        )
    )

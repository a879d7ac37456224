"""Toes that go numb after so many minutes of a run, at whichever pace; on other days they are not."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import STEADY, by_itself, within
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_FROM_MIN, _PACES_S_PER_KM = 38.0, (270.0, 330.0, 420.0)


def make(seed: int) -> Life:
    """Fourteen weeks, three runs a week at three paces; noted from which minute on, and each evening."""
    book = Notebook(Site("left", "toes"), 14, np.random.default_rng([seed, 2101]))
    rng = book.rng
    for day in book.days_of_week(3):
        run = book.run(day, 18, rng.uniform(4, 12), pace_s_per_km=float(rng.choice(_PACES_S_PER_KM)))
        minutes = _FROM_MIN + rng.normal(0, 2)
        over = run.duration_s / 60 - minutes
        if over > 0:
            at = run.start + timedelta(minutes=minutes)
            first = float(round(minutes))
            book.report(at, 3 + 0.05 * over, symptom="numbness", moment="during-run", onset_min=first)
    for at in book.check_ins(21.5):
        book.report(at, 0.0, symptom="numbness", moment="evening")
    return book.life(
        Truth(
            wrong=(*STEADY, by_itself()),
            right=(within(("during_runs", "starts_min"), _FROM_MIN, "starts after 38 minutes"),),
            flag="soon",
        )
    )

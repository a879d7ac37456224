"""Toes that go numb in the narrow shoe from the fifth kilometre, and are well ten minutes after it is off."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import RUNS_RAISE, STEADY, feature, features_beside, within
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_FROM_KM, _NOTICED_KM, _NUMB_NRS = 5.0, 5.1, 6.0


def make(seed: int) -> Life:
    """Twelve weeks, three runs a week, in either shoe as it comes."""
    book = Notebook(Site("left", "toes"), 12, np.random.default_rng([seed, 113]))
    rng = book.rng
    for day in book.days_of_week(3):
        narrow, km = bool(rng.random() < 0.5), float(rng.uniform(4, 9))
        run = book.run(day, 18 + rng.uniform(-1, 1), km, shoe="narrow" if narrow else "wide")
        numb = narrow and km > _FROM_KM + 0.2
        at = run.start + (run.end - run.start) * (_NOTICED_KM / km if numb else 0.8)
        onset = _NOTICED_KM if numb else None
        book.report(at, _NUMB_NRS if numb else -0.5, symptom="numbness", moment="during-run", onset_km=onset)
        book.report(run.end + timedelta(minutes=11), -0.5, symptom="numbness", moment="after-run", note="shoes off")
    for at in book.check_ins(21.5):
        book.report(at, -0.5, symptom="numbness", moment="evening")
    return book.life(
        Truth(
            wrong=(
                RUNS_RAISE,
                *STEADY,
                feature("shoe", "narrow", BETTER, "is better"),
                feature("shoe", "wide", WORSE, "is worse"),
                features_beside("shoe", "distance"),
            ),
            right=(
                feature("shoe", "narrow", WORSE, "is worse"),
                within(("during_runs", "starts_m"), 1000 * _NOTICED_KM, "starts at km 5.1"),
            ),
            flag="soon",
        )
    )

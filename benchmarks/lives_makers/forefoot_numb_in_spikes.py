"""A forefoot that goes numb in spikes from the fourth kilometre on, as notes say, and is well soon after each run."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import RUNS_RAISE, STEADY, by_itself, feature, features_beside, within
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_FROM_KM, _NUMB_NRS = 4.0, 5.0


def make(seed: int) -> Life:
    """Ten weeks, three runs a week, in either shoe as it comes, and an entry in the evening."""
    book = Notebook(Site("left", "forefoot"), 10, np.random.default_rng([seed, 1403]))
    rng = book.rng
    for day in book.days_of_week(3):
        spikes, km = bool(rng.random() < 0.5), float(rng.uniform(3, 9))
        run = book.run(day, 18 + rng.uniform(-1, 1), km, shoe="spikes" if spikes else "trainers")
        numb = spikes and km > _FROM_KM
        felt, note = (_NUMB_NRS, f"ab km {_FROM_KM:g}") if numb else (-0.5, None)
        book.report(run.end - timedelta(minutes=1), felt, symptom="numbness", moment="during-run", note=note)
    for at in book.check_ins(21.5):
        book.report(at, -0.5, symptom="numbness", moment="evening")
    return book.life(
        Truth(
            wrong=(
                RUNS_RAISE,
                *STEADY,
                by_itself(),
                feature("shoe", "spikes", BETTER, "are better"),
                feature("shoe", "trainers", WORSE, "are worse"),
                features_beside("shoe", "distance"),
            ),
            right=(
                feature("shoe", "spikes", WORSE, "are worse"),
                within(("during_runs", "starts_m"), 1000 * _FROM_KM, "starts at km 4"),
            ),
            flag="soon",
        )
    )

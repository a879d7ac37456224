"""Half a season in a team: five sessions a week, told in minutes, each adding a little the next morning."""

from __future__ import annotations

import numpy as np

from afterrun.records import Run, Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook

_SESSION_NRS, _USUAL_MIN = 0.55, 80.0  # an area of about .5 points times days


def make(seed: int) -> Life:
    """Twenty-six weeks, one report a morning."""
    book = Notebook(Site("both", "thigh"), 26, np.random.default_rng([seed, 157]))
    rng = book.rng
    for day in book.days_of_week(5):
        minutes = float(rng.uniform(50, 110))
        book.runs.append(Run(start=book.at(day, 16), duration_s=60 * round(minutes), sport="football"))
    times = book.check_ins(7.5)
    t = book.days_at(times)
    run_t = book.run_ends_d
    peak = np.array([_SESSION_NRS * run.duration_s / 60 / _USUAL_MIN for run in book.runs])
    felt = 1.5 + book.waves(times, 0.5) + after_all(t, run_t, peak, rise_d=0.3, fade_d=0.6)
    for at, nrs in zip(times, felt, strict=True):
        book.report(at, float(nrs), moment="first-steps")
    return book.life(Truth(wrong=(RUNS_DO_NOTHING, *STEADY), right=(RUNS_RAISE,), harmless=True))

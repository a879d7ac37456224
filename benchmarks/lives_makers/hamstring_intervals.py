"""A hamstring that intervals hurt for two days and easy runs do not; effort and pace are both recorded."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.felt import after_all
from benchmarks.lives_makers.claims import RUNS_DO_NOTHING, RUNS_RAISE, STEADY, Claim, feature
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import BETTER, WORSE

_HARD_NRS, _EASY_NRS, _HARD_S_PER_KM, _EASY_S_PER_KM, _AS_PLANNED = 3.5, 0.3, 320.0, 370.0, 0.85
HARD_RUNS_ARE_WORSE = Claim(
    "hard runs are worse",
    lambda told: any(feature(*of, words="").told(told) for of in (("effort", None, WORSE), ("pace", None, BETTER))),
)
EASY_RUNS_ARE_WORSE = Claim(
    "easy runs are worse",
    lambda told: any(feature(*of, words="").told(told) for of in (("effort", None, BETTER), ("pace", None, WORSE))),
)


def make(seed: int) -> Life:
    """Fourteen weeks: mostly intervals on Tuesday, easy on Thursday and Sunday."""
    book = Notebook(Site("left", "hamstring"), 14, np.random.default_rng([seed, 1302]))
    rng = book.rng
    peak = []
    for week in range(book.weeks):
        for weekday in (1, 3, 6):
            hard = (weekday == 1) == (rng.random() < _AS_PLANNED)
            effort = float(rng.integers(7, 10) if hard else rng.integers(3, 6))
            pace = _HARD_S_PER_KM if hard else _EASY_S_PER_KM
            book.run(7 * week + weekday, 18, rng.uniform(5, 8), pace_s_per_km=pace, rpe=effort)
            peak.append(_HARD_NRS if hard else _EASY_NRS)
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.0)))
    rise = after_all(book.days_at(times), book.run_ends_d, np.array(peak), rise_d=0.4, fade_d=0.9)
    book.reports(times, 0.4 + book.waves(times, 0.4) + rise)
    return book.life(
        Truth(
            wrong=(RUNS_DO_NOTHING, *STEADY, EASY_RUNS_ARE_WORSE),
            right=(RUNS_RAISE, HARD_RUNS_ARE_WORSE),
            harmless=True,
        )
    )

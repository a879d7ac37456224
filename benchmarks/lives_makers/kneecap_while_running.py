"""A kneecap that hurts on every run from the third kilometre on, and is quiet an hour later."""

from __future__ import annotations

import numpy as np

from afterrun.records import Site
from benchmarks.lives_makers.claims import RUNS_RAISE, STEADY, Claim
from benchmarks.lives_makers.life import Life, Truth
from benchmarks.lives_makers.notebook import Notebook
from benchmarks.telling import part, rows

_FROM_KM, _NRS = 3.0, 3.0
HURTS_WHILE_RUNNING = Claim(
    "it hurts during runs", lambda told: (part(told, "during_runs", "worst_nrs", "lo") or 0) >= 1
)
RUNS_ARE_HARMLESS = Claim(
    "runs do nothing at all",
    lambda told: (
        any("runs do not" in text.lower() for text in rows(told, "said")) and not HURTS_WHILE_RUNNING.told(told)
    ),
)


def make(seed: int) -> Life:
    """Thirteen weeks, three runs a week."""
    book = Notebook(Site("left", "knee"), 13, np.random.default_rng([seed, 277]))
    rng = book.rng
    for day in book.days_of_week(3):
        km = rng.uniform(4, 8)
        run = book.run(day, 18 + rng.uniform(-1, 1), km)
        onset = float(np.clip(_FROM_KM + rng.normal(0, 0.4), 0.5, km - 0.2))
        at = run.start + (run.end - run.start) * (onset / km)
        book.report(at, _NRS + rng.normal(0, 0.5), moment="during-run", onset_km=round(onset, 1))
    times = sorted((*book.check_ins(7.2), *book.check_ins(21.5)))
    for at, nrs in zip(times, 0.5 + book.waves(times, 0.5), strict=True):
        book.report(at, float(nrs))
    return book.life(
        Truth(wrong=(RUNS_RAISE, *STEADY, RUNS_ARE_HARMLESS), right=(HURTS_WHILE_RUNNING,), harmless=False)
    )

"""Courses that no family has: ``make off-model-shapes`` (100 people a shape and diary).

How often the 95 % range of the rise at 6 to 96 hours and of the area, and the 90 % range of the time until it is down
to half, hold the truth, and how many points the worst of the rises is outside its range: of all that was fitted,
whatever the checks would let pass; and beside it the time until half of those to whom it is told
(``checks/one_peak.py``).
"""

from __future__ import annotations

import argparse
import os
import zlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.checks.one_peak import may_be_plateau
from afterrun.response.arrays import Floats
from afterrun.response.curve import curve_now
from afterrun.response.designs import STORY, DiaryDesign, draw_diary
from afterrun.response.fit import fit_response
from afterrun.response.simulate import truth_as_draws
from benchmarks.off_model import TrueCurve
from benchmarks.off_model_people import KINDS, SHAPES, someone

DESIGNS = {
    "13 weeks x 1": STORY,
    "13 weeks x 3": DiaryDesign(days=91, runs_per_week=3),
    "52 weeks x 4": DiaryDesign(days=364, runs_per_week=4, reports_per_day=1.6),
}
LAGS_H = np.array([6.0, 24.0, 48.0, 72.0, 96.0])
_HEAVY = "heavy tails"  # the luck of those with a second hump
_ROUNDING = 1e-9  # of sums
_GRID_H = 1.0  # by which a time may be off: the grid it is read from


@dataclass(frozen=True, slots=True)
class Held:
    """One person: by how much the range of each rise missed it (0: it held), how wide it was, whether the others held,
    and what the check of the course says."""

    missed_by_nrs: tuple[float, ...]
    area: bool
    half_by: bool
    half_told: bool
    width_nrs: tuple[float, ...]
    prob_free: float


def held(design: DiaryDesign, name: str, seed: int) -> Held:
    """Simulate one person of a shape, fit, compare."""
    rng = np.random.default_rng([seed, design.days, zlib.crc32(name.encode())])
    kind = replace(KINDS[name], felt=KINDS[_HEAVY].felt) if "another" in name else KINDS[name]
    person, data, shape = someone(kind, draw_diary(design, rng), rng)
    fit = fit_response(data, seed=seed)
    now, truth = curve_now(fit.draws, data), TrueCurve(truth_as_draws(person, data), data, data.span_d[1], shape=shape)
    low, high = np.quantile(now.rise_at(LAGS_H), (0.025, 0.975), axis=0)
    rises, responds = truth.rise_at(LAGS_H)[0], fit.draws.responds
    return Held(
        missed_by_nrs=tuple(map(float, np.maximum(np.maximum(low - rises, rises - high), 0.0))),
        area=_within(now.area_nrs_days, truth.area_nrs_days[0], 0.95),
        half_by=_within(now.half_by_h[responds], truth.half_by_h[0], 0.9, slack=_GRID_H),
        half_told=bool(responds.sum() > 1) and not may_be_plateau(fit.prob_free, now.peak_h[responds]),
        width_nrs=tuple(map(float, high - low)),
        prob_free=fit.prob_free,
    )


def _within(draws: Floats, truth: float, level: float, *, slack: float = 0.0) -> bool:
    if draws.size < 2:
        return False
    low, high = np.quantile(draws, ((1 - level) / 2, (1 + level) / 2))
    return bool(low - slack <= truth <= high + slack)


def line(name: str, people: Sequence[Held]) -> str:
    """Say how often the ranges held."""
    missed_by = np.array([person.missed_by_nrs for person in people])
    widths = np.median([person.width_nrs for person in people], axis=0)
    shares = " ".join(f"{share:.2f}" for share in (missed_by <= _ROUNDING).mean(axis=0))
    told = [person.half_by for person in people if person.half_told]
    return (
        f"{name}: rises {shares}, missed by at most {missed_by.max():.2f}, "
        f"area {np.mean([p.area for p in people]):.2f}, "
        f"half by {np.mean([p.half_by for p in people]):.2f} (told {sum(told)} of {len(told)}), "
        f"free {np.median([p.prob_free for p in people]):.2f}, "
        f"widths {' '.join(f'{width:.1f}' for width in widths)}"
    )


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--designs", choices=DESIGNS, nargs="+", default=list(DESIGNS))
    options = parser.parse_args()
    with ProcessPoolExecutor(options.workers) as pool:
        for design in options.designs:
            everybody: list[Held] = []
            for name in SHAPES:
                people = list(pool.map(partial(held, DESIGNS[design], name), range(options.people), chunksize=2))
                everybody += people
                print(line(f"{design}, {name}", people), flush=True)
            print(line(f"{design}, all", everybody), flush=True)


if __name__ == "__main__":
    main()

"""Sudden changes on simulated people: how often is one said that was not, and how often is a real one found?

``make changes`` (100 people of each kind). Nothing changes, or it heals; or from one day to the
next, or over weeks, the response to runs, or the pain without them, is another. Everything else is from the prior, with
runs that raise the pain by about two and a half points.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.associations.changes import change_of
from afterrun.findings.verdicts import SURE
from afterrun.response.arrays import Floats
from afterrun.response.designs import DiaryDesign, draw_diary
from afterrun.response.dose_curve import POWER
from afterrun.response.fit import fit_response
from afterrun.response.forecast import nearest_level
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import prior_person, simulate_felt, with_answers
from benchmarks.off_model_people import KINDS as OFF_MODEL
from benchmarks.triggers import DESIGNS

_GAIN = float(np.log(2.5))
_NEXT_TO_NOTHING = 1e-6

Course = Callable[[Floats, float, float], Floats]  # (times, date of the change, days of the diary) -> covariate


@dataclass(frozen=True, slots=True)
class Life:
    """What becomes of the response to runs (a factor) and of the pain without them (added). [-], [NRS]"""

    response: Course = lambda t, tau, days: np.ones_like(t)
    level: Course = lambda t, tau, days: np.zeros_like(t)
    flares: bool = False
    own_drift: bool = False


NO_CHANGE: dict[str, Life] = {
    "steady": Life(),
    "drift from the prior": Life(own_drift=True),
    "healing": Life(response=lambda t, tau, days: 1.6 * np.exp(-4 * t / days)),
    "level healing": Life(level=lambda t, tau, days: 3 * np.exp(-4 * t / days)),
    "runs do nothing": Life(response=lambda t, tau, days: np.full_like(t, _NEXT_TO_NOTHING)),
    "flares": Life(flares=True),
}
CHANGE: dict[str, Life] = {
    "suddenly runs hurt": Life(response=lambda t, tau, days: np.where(t > tau, 1.2, _NEXT_TO_NOTHING)),
    "coming on over weeks": Life(response=lambda t, tau, days: 1.3 / (1 + np.exp(-10 * (t - tau) / days))),
    "three times as much": Life(response=lambda t, tau, days: np.where(t > tau, 1.2, 0.4)),
    "a third": Life(response=lambda t, tau, days: np.where(t > tau, 0.4, 1.2)),
    "2 points more every day": Life(level=lambda t, tau, days: np.where(t > tau, 2.0, 0.0)),
    "2 points less every day": Life(level=lambda t, tau, days: np.where(t < tau, 2.0, 0.0)),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One person: the chance of a change that was told, how far off its date was, whether the range held it."""

    prob: float
    days_off: float
    held: bool


def outcome(design: DiaryDesign, name: str, seed: int) -> Outcome:
    """Live through a diary and weigh it."""
    life = (NO_CHANGE | CHANGE)[name]
    rng = np.random.default_rng([seed, design.days, design.runs_per_week, 3])
    data = draw_diary(design, rng)
    person = prior_person(ResponseModel(KERNELS["K1"]), rng)
    tau = rng.uniform(0.3, 0.7) * design.days
    values = {**person.values, "log_gain": _GAIN} | ({} if life.own_drift else {"drift": 0.0})
    person = replace(person, values=values, static=person.static * ([1.0, 1.0] if life.own_drift else [1.0, 0.0]))
    factor = np.maximum(life.response(data.run_t_d, tau, design.days), _NEXT_TO_NOTHING)
    lived = replace(data, dose=data.dose * factor ** (1 / np.exp(values["log_alpha"])))
    felt = simulate_felt(person, lived, rng) + life.level(data.report_t_d, tau, design.days)
    flares = OFF_MODEL["flares"].felt
    if life.flares and flares is not None:
        felt = felt + flares(data, rng)
    data = with_answers(data, nearest_level(felt, data.levels))
    fit = fit_response(data, seed=seed, kernels=(KERNELS["K1"],), curves=(POWER,))
    found = change_of(fit, rng)
    assert found is not None
    low, middle, high = found.date_d
    return Outcome(found.prob, abs(middle - tau), low - 1 <= tau <= high + 1)


def line(name: str, people: Sequence[Outcome], *, truly: bool) -> str:
    """Say how often a change was said; where there was one, how well it was dated."""
    said = [person for person in people if person.prob >= SURE]
    out = f"{name}: said {len(said) / len(people):.3f}; chance told, middle {np.median([p.prob for p in people]):.2f}"
    if truly and said:
        off, held = np.median([person.days_off for person in said]), np.mean([person.held for person in said])
        out += f"; date off by {off:.1f} days, in the 90 % range {held:.2f}"
    return out


def main() -> None:
    """Print false claims and power."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--designs", choices=DESIGNS, nargs="+", default=list(DESIGNS))
    options = parser.parse_args()
    with ProcessPoolExecutor(options.workers) as pool:
        for design in options.designs:
            for name in (*NO_CHANGE, *CHANGE):
                people = list(pool.map(partial(outcome, DESIGNS[design], name), range(options.people), chunksize=5))
                print(line(f"{design}, {name}", people, truly=name in CHANGE), flush=True)


if __name__ == "__main__":
    main()

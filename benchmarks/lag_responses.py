"""The rise of the report by days after a run, against distributed lag models: ``make lags``.

People are simulated by the model with a gain of 2 points. In the first kind, everything a distributed lag model takes
for granted is true (the dose counts linearly, the response does not change, the level has no trend); in the second,
these too are drawn from the prior, the gain between 1.5 and 2.5. The others are as the first, but their response has
another course: a hump that comes to its peak after 36 hours (near to one of Afterrun's shapes), and a plateau that ends
within hours (no sum of a few exponentials does).
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.response.designs import BUSY, STORY, DiaryDesign, draw_diary
from afterrun.response.fit import fit_response
from afterrun.response.forecast import nearest_level
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.simulate import Person, prior_person, simulate_felt, truth_as_draws, with_answers
from benchmarks.lag_responses_dlnm import VARIANTS, Variant
from benchmarks.lag_responses_rise import LAGS, Floats, rise_by_day

GAIN_NRS, ABOUT_NRS = 2.0, (1.5, 2.5)
OURS = "Afterrun"
# A distributed lag model knows of no care, so nobody takes any.
DESIGNS = {"story": replace(STORY, cares_per_week=0.0), "busy": replace(BUSY, cares_per_week=0.0)}
KINDS = ("linear", "prior", "hump", "plateau")
_HUMP_PEAK_D = 1.5
_PLATEAU_D = (0.0, 0.25, 2.5, 3.0)  # starts, is reached, is left, is over
_GOAL_RATIO, _GOAL_COVER = 0.8, (0.93, 0.97)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """Rise at each lag with its central 95 %. Shapes (LAGS,). [NRS]"""

    rise: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Compared:
    """One simulated person: the truth and what each method made of the diary."""

    truth: Floats
    estimates: Mapping[str, Estimate]


def main() -> None:
    """Simulate, fit, print one block a design and kind of people."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--designs", nargs="*", choices=DESIGNS, default=list(DESIGNS))
    parser.add_argument("--kinds", nargs="*", choices=KINDS, default=list(KINDS))
    options = parser.parse_args()
    for design in options.designs:
        for kind in options.kinds:
            started = time.perf_counter()
            found = [compare(DESIGNS[design], kind, seed, VARIANTS) for seed in range(options.people)]
            print(f"{design}, people {kind}: {len(found)} people in {time.perf_counter() - started:.0f} s")
            print("\n".join((*table(found), "")), flush=True)


def compare(design: DiaryDesign, kind: str, seed: int, variants: Mapping[str, Variant]) -> Compared:
    """Simulate one person and let everybody estimate."""
    rng = np.random.default_rng([seed, design.days, KINDS.index(kind)])
    data = draw_diary(design, rng)
    who = person_of(kind, rng)
    shape = {"hump": hump, "plateau": plateau}.get(kind)
    data = with_answers(data, nearest_level(simulate_felt(who, data, rng, shape=shape), data.levels))
    truth = rise_by_day(truth_as_draws(who, data), data, shape=shape).mean(axis=0)
    draws = fit_response(data, seed=seed).draws
    ours = rise_by_day(draws.rows(np.arange(0, draws.size, 2)), data)
    low, high = np.quantile(ours, [0.025, 0.975], axis=0)
    estimates = {OURS: Estimate(rise=ours.mean(axis=0), low=low, high=high)}
    for name, variant in variants.items():
        rise, low, high = variant(data)
        estimates[name] = Estimate(rise=rise, low=low, high=high)
    return Compared(truth, estimates)


def hump(lag_d: Floats) -> Floats:
    """A response that passes three equal stages (a gamma density), with peak 1."""
    t = np.maximum(lag_d, 0.0) / _HUMP_PEAK_D
    return np.asarray(t**2 * np.exp(2 * (1 - t)))


def plateau(lag_d: Floats) -> Floats:
    """A response that is there within 6 hours, stays until 60 and is gone at 72."""
    return np.asarray(np.interp(lag_d, _PLATEAU_D, (0.0, 1.0, 1.0, 0.0)))


def person_of(kind: str, rng: np.random.Generator) -> Person:
    """Draw somebody with a gain of about 2 points."""
    model = ResponseModel(KERNELS["K1"])
    who = prior_person(model, rng)
    if kind != "prior":
        fixed = {"log_gain": float(np.log(GAIN_NRS)), "log_alpha": 0.0, "drift": 0.0}
        return replace(who, values={**who.values, **fixed}, static=np.array([who.static[0], 0.0]))
    while not ABOUT_NRS[0] < float(np.exp(who.values["log_gain"])) < ABOUT_NRS[1]:
        who = prior_person(model, rng)
    return who


def table(people: Sequence[Compared]) -> list[str]:
    """One line a method: root mean square error and coverage by lag; then ours over the best of the others."""
    truth = np.stack([person.truth for person in people])
    days = "".join(f"{lag:5d} d" for lag in range(LAGS))
    lines = [f"{'':20s} {'root mean square error':^{len(days)}s}   {'95 % interval holds':^{len(days)}s}"]
    lines.append(f"{'days after the run':20s} {days}   {days}")
    lines.append(f"{'truth, mean':20s} {_row(truth.mean(axis=0))}")
    errors = {}
    for name in people[0].estimates:
        found = [person.estimates[name] for person in people]
        errors[name] = np.sqrt(((np.stack([e.rise for e in found]) - truth) ** 2).mean(axis=0))
        held = (np.stack([e.low for e in found]) <= truth) & (truth <= np.stack([e.high for e in found]))
        lines.append(f"{name:20s} {_row(errors[name])}   {_row(held.mean(axis=0))}")
    others = [errors[name] for name in errors if name != OURS]
    if others:
        ratio = errors[OURS] / np.min(others, axis=0)
        ours_held = people_held(people)
        met = bool((ratio <= _GOAL_RATIO).all()), bool(_GOAL_COVER[0] <= ours_held.mean() <= _GOAL_COVER[1])
        lines.append(f"{'ours / best other':20s} {_row(ratio)}")
        lines.append(
            f"goal: ratio at most {_GOAL_RATIO} at every lag: {'met' if met[0] else 'MISSED'}; "
            f"ours holds {_GOAL_COVER[0]}-{_GOAL_COVER[1]} over all lags: {ours_held.mean():.3f} "
            f"{'met' if met[1] else 'MISSED'}"
        )
    return lines


def people_held(people: Sequence[Compared]) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Whether our interval holds the truth. Shape (people, LAGS)."""
    return np.stack(
        [
            (person.estimates[OURS].low <= person.truth) & (person.truth <= person.estimates[OURS].high)
            for person in people
        ]
    )


def _row(values: Floats) -> str:
    return "".join(f"{value:7.2f}" for value in values)


if __name__ == "__main__":
    main()

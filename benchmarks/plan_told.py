"""Chances told before the first planned run, beside the true ones: ``python -m benchmarks.plan_told --people 300``.

Somebody keeps a diary for five weeks (three runs in two weeks), then asks of the run that the plan proposes, and of
five doses whatever it proposes, each run twice within five days as a plan would. The true chance is how often these
days go over the ceiling when they are lived again. Over people from the prior the two must agree, whatever is told;
over any one kind they need not: who is getting worse is told too little until it shows, who heals too much.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.plan.ahead import WINDOW_D, Planned, ahead
from afterrun.plan.habit import habit_of
from afterrun.plan.known import known_of
from afterrun.plan.rule import chance_of_each, critical_nrs
from afterrun.plan.schedule import Pace, decide
from afterrun.response.arrays import Floats
from afterrun.response.fit import fit_response
from benchmarks.plan_loop import CEILING
from benchmarks.plan_people import KINDS, REPORTS_AT, Somebody, somebody

DOSES = np.array([0.25, 0.5, 0.75, 1.0, 1.1])  # of the usual run
_WEEKS, _DRAWS = 5, 400
_ASK_AT, _RUN_AT, _AGAIN_D = 12.0 / 24, 18.0 / 24, 3.5


@dataclass(frozen=True, slots=True)
class Told:
    """One person: the dose proposed with its told and true chance (NaN for none), and those of `DOSES`."""

    dose: float
    told: float
    true: float
    told_each: Floats
    true_each: Floats


def kept_a_diary(kind: str, seed: int) -> Somebody:
    """Live through the weeks before the first question."""
    person, wanted = somebody(kind, seed), np.random.default_rng([seed, 3])
    for day in range(7 * _WEEKS):
        person.live(day + REPORTS_AT[0])
        if day % 14 in (2, 6, 11):
            person.run(day + _RUN_AT, float(wanted.uniform(0.8, 1.25)))
        person.live(day + REPORTS_AT[1])
    person.live(7 * _WEEKS + REPORTS_AT[0])
    return person


def ask(kind: str, seed: int) -> Told:
    """Ask for the first run."""
    person = kept_a_diary(kind, seed)
    now, end = 7 * _WEEKS + _ASK_AT, 7 * _WEEKS + _RUN_AT
    data, usual = person.data(now), person.reference(now)
    fit = fit_response(data, size=_DRAWS)
    known = known_of(fit.draws, data, habit_of(data, midnight_d=0.0), np.random.default_rng(1))
    past = tuple(Planned(end_t_d=e, dose=d / usual) for e, d in zip(person.ends, person.doses, strict=True))
    rng, after = np.random.default_rng(2), end + _AGAIN_D
    session = decide(known, CEILING, Pace(runs_per_week=2, past=past), end_t_d=end, next_d=after, rng=rng)
    days = ahead(known, end_t_d=end, rng=rng, again_t_d=[after])
    each = chance_of_each(known.size_of(DOSES, end), critical_nrs(days, CEILING.cut_nrs, again=True)).mean(axis=0)

    def true(dose: float) -> float:
        runs = [(end, dose * usual), (after, dose * usual)]
        return person.chance_over(CEILING.nrs, runs, until_d=end + WINDOW_D)

    return Told(
        dose=session.dose,
        told=session.chance_over_5_days if session.dose else np.nan,
        true=true(session.dose) if session.dose else np.nan,
        told_each=each,
        true_each=np.array([true(float(dose)) for dose in DOSES]),
    )


def summary(people: Sequence[Told]) -> str:
    """Told beside true: of what was proposed, of the fixed doses, and of all of these by tenths of the told."""
    told, true = (np.array([getattr(each, name) for each in people]) for name in ("told_each", "true_each"))
    ran = [each for each in people if each.dose]
    lines = [f"proposed a run: {len(ran)} of {len(people)}"]
    if ran:
        said, came = np.array([each.told for each in ran]), np.array([each.true for each in ran])
        off = float((came - said).std() / np.sqrt(len(ran)))
        lines.append(f"  that run: told {said.mean():.3f}, true {came.mean():.3f} (+- {off:.3f})")
    for i, dose in enumerate(DOSES):
        lines.append(f"  {dose:.2f} of the usual: told {told[:, i].mean():.3f}, true {true[:, i].mean():.3f}")
    for low in np.arange(10) / 10:
        inside = (told >= low) & (told < (low + 0.1 if low < 0.9 else 1.1))
        if inside.any():
            means = f"told {told[inside].mean():.3f}, true {true[inside].mean():.3f}"
            lines.append(f"  {low:.1f}-{low + 0.1:.1f}: {means}, n {inside.sum()}")
    return "\n".join(lines)


def main() -> None:
    """Print a block a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60, help="of each kind")
    parser.add_argument("--kinds", default="prior", help=f"of {', '.join(KINDS)}")
    options = parser.parse_args()
    for kind in options.kinds.split(","):
        print(f"{kind}, {summary([ask(kind, seed) for seed in range(options.people)])}", flush=True)


if __name__ == "__main__":
    main()

"""Many trials of one on the same question: do average and spread hold the truth, and is each person told better?

``make cohort-trials`` (18 cohorts of 40; here ``ARGS="--cohorts 2 --people 10"`` for a part). Each person is a stranger
with pain after runs, whose thing leaves ``exp(N(log 0.7, 0.3^2))`` of the latent response; pairs of runs, drawn and
analysed as the product does. Beside it the usual estimate in two stages, and a t-test on plain means.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.cohort.trials import Estimate, OneTrial, naive, together, two_stages
from afterrun.response.kernel import KERNELS
from afterrun.trials.analysis import latent_effect
from afterrun.trials.designs import DESIGNS
from afterrun.trials.power import Habits, TrialPlan, simulate_trial, strangers

MEAN, SPREAD = float(np.log(0.7)), 0.3
_PLAN = TrialPlan(design=DESIGNS["pairs"], habits=Habits(runs_per_week=3, reports_per_day=1.5), weeks=12, block_days=14)


@dataclass(frozen=True, slots=True)
class Lived:
    """One person's trial, and the truth of it."""

    trial: OneTrial
    truth: float


def live(number: int, cohort: int) -> Lived | None:
    """Live through a trial; None where no draw has a response: then there is nothing to put together."""
    rng = np.random.default_rng([12, cohort, number])
    people = strangers(rng)
    one = replace(people.rows(rng.integers(people.size, size=1)), responds=np.ones(1, bool))
    truth = MEAN + SPREAD * float(rng.standard_normal())
    data = simulate_trial(one, _PLAN, share_left=float(np.exp(truth)), rng=rng)
    effect = latent_effect(data, KERNELS["K1"], seed=number)
    if not effect.log_ratio.size:
        return None
    means = [float(np.nanmean(data.outcome[data.schedule == arm])) for arm in (1, 0)]
    trial = OneTrial(
        person=str(number),
        log_ratio=effect.log_ratio[:: max(1, len(effect.log_ratio) // 400)],  # as `lab.cohort.trials`
        prob_responds=effect.prob_responds,
        with_nrs=means[0],
        without_nrs=means[1],
    )
    return Lived(trial, truth)


def line(name: str, told: Sequence[Estimate], truths: Sequence[float]) -> str:
    """Say how far off and how often right some estimates are."""
    off = np.array([each.median for each in told]) - np.array(truths)
    held = [each.lo <= truth <= each.hi for each, truth in zip(told, truths, strict=True)]
    return (
        f"{name:34s} bias {off.mean():+.3f}  error {np.sqrt((off**2).mean()):.3f}  held {np.mean(held):.2f} "
        f"(n {len(held)})"
    )


def main() -> None:
    """Simulate, put together, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cohorts", type=int, default=18)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    cohorts = []
    with ProcessPoolExecutor(asked.workers) as executor:
        for cohort in range(asked.cohorts):
            told = executor.map(partial(live, cohort=cohort), range(asked.people))
            cohorts.append([each for each in told if each is not None])
    trials = [[each.trial for each in lived] for lived in cohorts]
    found = [together(each) for each in trials]
    plain = [each for each in map(naive, trials) if each is not None]
    print(line("average, grid", [each.mean for each in found], [MEAN] * len(found)))
    print(line("average, two stages", [two_stages(each).mean for each in trials], [MEAN] * len(found)))
    print(line("average, t-test on plain means", plain, [MEAN] * len(plain)))
    print(line("spread, grid", [each.between_sd for each in found], [SPREAD] * len(found)))
    alone, shrunk, truths = [], [], []
    for lived, one in zip(cohorts, found, strict=True):
        for person in lived:
            low, median, high = np.quantile(person.trial.log_ratio, (0.05, 0.5, 0.95))
            alone.append(Estimate(float(median), float(low), float(high)))
            shrunk.append(one.shrunk(person.trial))
            truths.append(person.truth)
    print(line("each person, alone", alone, truths))
    print(line("each person, as one of them", shrunk, truths))


if __name__ == "__main__":
    main()

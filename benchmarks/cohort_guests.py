"""Guests whom a cohort leads: is what they are told still right, of those like its people and of those unlike them?

``make cohort-guests`` (60 guests of each kind, one cohort; ``ARGS="--guests 6 --people 24 --one-shape"`` for a part).
A cohort is drawn and fitted as `cohort_pooling` has it, and lends what `afterrun cohort lend` would. Guests with short
diaries are fitted alone and leaning on it; and counted once more as whichever of the two foretells the diary better.
Of each quantity: the share of truths inside the 90 % range, and the error over that of alone; and how many were told
that runs raise their pain, of those in whom they do and do not.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import numpy as np

from afterrun.checks.response_detected import SHAPE_NEEDS
from afterrun.lab.leaning import LENT
from afterrun.response.designs import DiaryDesign
from afterrun.response.population import NOBODY, Population
from benchmarks.cohort_people import KINDS, Simulated, draw_person, population
from benchmarks.cohort_pooling import QUANTITIES, Fitted, Pass, covered, errors, fit_one, lent, shapes

SHORT = DiaryDesign(days=42, runs_per_week=2)
"""Six weeks: whom it is for to lean on others."""
_GUESTS = 10_000  # seeds that no member has
GUESTS = {"like them": None, "unlike them": "wide"}
"""Of which population guests are; None: of the cohort's own."""


def learned(kind: str, seed: int, people: int, executor: ProcessPoolExecutor, *, one_shape: bool) -> Population:
    """Live and fit a cohort, in two passes; returns what it lends."""
    kernels, curves = shapes(one_shape=one_shape)
    members = [
        draw_person(population(kind), np.random.default_rng([seed, number]), kernels=kernels, curves=curves)
        for number in range(people)
    ]

    def fitted(prior: Population) -> Pass:
        return Pass(list(executor.map(partial(fit_one, prior=prior, one_shape=one_shape), members, chunksize=4)), prior)

    known = lent(fitted(lent(fitted(NOBODY), only_known=False)), only_known=True)
    return Population({name: found for name, found in known.among.items() if name in LENT})


def table(guests: Sequence[Simulated], alone: Sequence[Fitted], leaning: Sequence[Fitted]) -> str:
    """Put coverage, errors and what is told of runs side by side."""
    lines = []
    pairs = list(zip(alone, leaning, strict=True))
    leans = [other.log_evidence > one.log_evidence for one, other in pairs]
    likelier = [pair[lean] for pair, lean in zip(pairs, leans, strict=True)]
    every = (alone, leaning, likelier)
    for name in QUANTITIES:
        both = [i for i, pair in enumerate(pairs) if all(name in one.truth and name in one.told for one in pair)]
        if len(both) > 1:
            ways = [[fits[i] for i in both] for fits in every]
            held = "  ".join(f"{np.mean(covered(fits, name)):8.2f}" for fits in ways)
            off = [np.sqrt(np.mean(errors(fits, name) ** 2)) for fits in ways]
            lines.append(f"{name:14s} {held}   {off[1] / off[0]:8.2f}  {off[2] / off[0]:8.2f}  (n {len(both)})")
    for responds, said in ((True, "runs raise it"), (False, "runs do not")):
        those = [i for i, guest in enumerate(guests) if guest.truth.model.responds == responds]
        told = "  ".join(f"{sum(fits[i].prob_responds >= SHAPE_NEEDS for i in those):8d}" for fits in every)
        lines.append(f"{said:14s} {told}   told that they do  (n {len(those)})")
    return "\n".join([*lines, f"{'leant on':14s} {'':18s}  {np.mean(leans):8.2f}"])


def main() -> None:
    """Simulate, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", default="narrow", choices=KINDS)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--guests", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--one-shape", action="store_true", help="People and fits of one shape and dose curve only.")
    asked = parser.parse_args()
    kernels, curves = shapes(one_shape=asked.one_shape)
    with ProcessPoolExecutor(asked.workers) as executor:
        prior = learned(asked.kind, asked.seed, asked.people, executor, one_shape=asked.one_shape)
        print(f"{asked.people} people ({asked.kind}) lend {len(prior.among)} parameters.")
        for said, kind in GUESTS.items():
            guests = [
                draw_person(
                    population(kind or asked.kind),
                    np.random.default_rng([asked.seed, _GUESTS + number]),
                    kernels=kernels,
                    curves=curves,
                    design=SHORT,
                )
                for number in range(asked.guests)
            ]
            alone, leaning = (
                list(executor.map(partial(fit_one, prior=each, one_shape=asked.one_shape), guests, chunksize=4))
                for each in (NOBODY, prior)
            )
            print(f"{said:14s}    alone   leaning  likelier   error over alone: leaning, likelier")
            print(table(guests, alone, leaning), flush=True)


if __name__ == "__main__":
    main()

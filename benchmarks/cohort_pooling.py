"""Simulated cohorts of known populations: do the ranges hold, and how far off are they, alone and as one of many?

``make cohort-pooling`` (30 cohorts of 100 of each population; here ``ARGS="--cohorts 1 --people 12"`` for a part). The
same people are fitted alone, with what the cohort taught (two passes), and with the true population as prior: nobody
can do better than that. Of each quantity: the share of truths inside the 90 % range, and the error over that of alone
and of the true population. Of the population: the share of true means, spreads and shares of responders inside. A
cohort has one share, and few cohorts say little of it; so the people who were fitted are dealt into cohorts anew.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.cohort import pooling
from afterrun.cohort.pooling import Drawn, among, counted
from afterrun.cohort.responders import Responders, responders
from afterrun.response.arrays import Floats, Mask
from afterrun.response.calibration import quantities
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import CURVES, DoseCurve
from afterrun.response.fit import fit_response
from afterrun.response.kernel import RESPONSES, Kernel
from afterrun.response.population import NOBODY, Population, standard_draws
from afterrun.response.posterior import Draws
from afterrun.response.simulate import truth_as_draws
from benchmarks.cohort_people import KINDS, Among, Simulated, draw_person, population

_OF_SHAPES = ("log_peak_h", "log_half_by_h", "log_exponent")
QUANTITIES = ("rise_24h", "root_area", *_OF_SHAPES, "level", "trend", "log_sigma_e")
WAYS = ("alone", "pooled", "true")
_FEWEST_DRAWS = 20  # of those who respond, for a range of their shape
_ROUGH = "rough"  # the round that the population is learned from
_DEALT = 1000


@dataclass(frozen=True, slots=True)
class Fitted:
    """One person, fitted in one way.

    Parameters
    ----------
    drawn : mapping of Drawn
        Draws of each parameter, in units of the product's prior.
    told : mapping of (float, float, float)
        Mean and ends of the 90 % range of each quantity.
    truth : mapping of float
        Of each.
    prob_responds, log_odds, log_evidence, cpu_s : float
        Of the fit: with its prior and without; the evidence of all its models together.
    """

    drawn: Mapping[str, Drawn]
    told: Mapping[str, tuple[float, float, float]]
    truth: Mapping[str, float]
    prob_responds: float
    log_odds: float
    log_evidence: float
    cpu_s: float

    @property
    def responds(self) -> bool:
        """Whether runs raise this person's pain, in truth."""
        return _OF_SHAPES[0] in self.truth


def read(draws: Draws, data: ResponseData) -> dict[str, Floats]:
    """Read off what is looked at; shapes only of draws that respond, logged."""
    found = quantities(draws, data)
    told = {name: found[name] for name in ("rise_24h", "level")}
    told |= {"root_area": np.sqrt(np.maximum(found["area_nrs_days"], 0)), "log_sigma_e": np.log(found["sigma_e"])}
    told["trend"] = draws.trend_nrs
    if draws.responds.any():
        named = zip(_OF_SHAPES, ("peak_h", "half_by_h", "dose_exponent"), strict=True)
        told |= {name: np.log(np.maximum(found[of], 0.05)) for name, of in named}
    return told


def shapes(*, one_shape: bool) -> tuple[Sequence[Kernel], Sequence[DoseCurve]]:
    """Say which shapes people and fits are of."""
    return (RESPONSES[:1], CURVES[:1]) if one_shape else (RESPONSES, CURVES)


def covered(fits: Sequence[Fitted], name: str) -> Mask:
    """Whether the truth of each lies inside the 90 % range."""
    return np.array([one.told[name][1] <= one.truth[name] <= one.told[name][2] for one in fits])


def errors(fits: Sequence[Fitted], name: str) -> Floats:
    """Mean of each minus the truth."""
    return np.array([one.told[name][0] - one.truth[name] for one in fits])


def fit_one(person: Simulated, prior: Population, *, one_shape: bool) -> Fitted:
    """Fit somebody under a prior."""
    kernels, curves = shapes(one_shape=one_shape)
    truth = read(truth_as_draws(person.truth, person.data), person.data)
    found = fit_diary(person.data, prior, kernels=kernels, curves=curves, turns=())
    return replace(found, truth={name: float(value[0]) for name, value in truth.items()})


def fit_diary(data: ResponseData, prior: Population, **shapes: Any) -> Fitted:
    """Fit a diary of which no truth is known under a prior; ``shapes`` as `fit_response` takes them."""
    began = time.process_time()
    fit = fit_response(data, body=None if prior == NOBODY else prior, **shapes)
    return Fitted(
        drawn={name: Drawn(counted(z), fit.draws.size) for name, z in standard_draws(fit, prior).items()},
        told={name: _told(x) for name, x in read(fit.draws, data).items() if x.size > _FEWEST_DRAWS},
        truth={},
        prob_responds=fit.prob_responds,
        log_odds=_logit(fit.prob_responds) - _logit(prior.prob_responds),
        log_evidence=fit.log_predictive,
        cpu_s=time.process_time() - began,
    )


def _logit(chance: float) -> float:
    return float(np.log(max(chance, 1e-9)) - np.log(max(1 - chance, 1e-9)))


def _told(x: Floats) -> tuple[float, float, float]:
    low, high = np.quantile(x, (0.05, 0.95))
    return float(x.mean()), float(low), float(high)


@dataclass(frozen=True, slots=True)
class Pass:
    """What a round of fits taught."""

    people: Sequence[Fitted]
    prior: Population

    def learned(self) -> tuple[dict[str, pooling.Among], Responders]:
        """Mean and spread of each parameter, and the share of responders."""
        names = {name for person in self.people for name in person.drawn}
        of = {
            name: among(
                [person.drawn[name] for person in self.people if name in person.drawn],
                self.prior.among.get(name, (0.0, 1.0)),
            )
            for name in sorted(names)
        }
        return of, responders([person.prob_responds for person in self.people], self.prior.prob_responds)


def one_cohort(
    kind: str, seed: int, people: int, executor: Executor, *, one_shape: bool
) -> tuple[dict[str, Sequence[Fitted]], list[tuple[str, bool, bool]], bool]:
    """Live and fit a cohort; returns its fits by way, and whether the population's truth lies in its ranges."""
    truth = population(kind)
    kernels, curves = shapes(one_shape=one_shape)
    cohort = [
        draw_person(truth, np.random.default_rng([seed, number, KINDS.index(kind)]), kernels=kernels, curves=curves)
        for number in range(people)
    ]

    def fitted(prior: Population) -> list[Fitted]:
        return list(executor.map(partial(fit_one, prior=prior, one_shape=one_shape), cohort, chunksize=4))

    alone = fitted(NOBODY)
    rough = lent(Pass(alone, NOBODY), only_known=False)
    again = Pass(fitted(rough), rough)
    pooled = fitted(lent(again, only_known=True))
    known = fitted(Population(truth.of, truth.share))
    inside, share = _population_inside(again, truth)
    return {"alone": alone, _ROUGH: again.people, "pooled": pooled, "true": known}, inside, share


def lent(one: Pass, *, only_known: bool) -> Population:
    """Turn what a round taught into a prior."""
    of, share = one.learned()
    lent = {name: each.of_the_next for name, each in of.items() if each.known or not only_known}
    return Population(lent, share.lent)


def _population_inside(one: Pass, truth: Among) -> tuple[list[tuple[str, bool, bool]], bool]:
    of, share = one.learned()
    found = []
    for name, each in of.items():
        means, sds = each.quantiles((0.05, 0.95))
        mean, sd = truth.of[name]
        found.append((name, bool(means[0] <= mean <= means[1]), bool(sds[0] <= sd <= sds[1])))
    low, high = share.quantiles((0.05, 0.95))
    return found, bool(low <= truth.share <= high)


def share_held(people: Sequence[Fitted], share: float, *, size: int) -> float | None:
    """How often the range of the share holds the true one, in cohorts dealt anew; None without people of both kinds."""
    chance = np.array([1 / (1 + np.exp(-person.log_odds)) for person in people])
    responds = np.array([person.responds for person in people])
    if responds.all() or not responds.any():
        return None
    rng = np.random.default_rng(1)
    held = 0
    for _ in range(_DEALT):
        n = rng.binomial(size, share)
        dealt = np.concatenate([rng.choice(chance[responds], n), rng.choice(chance[~responds], size - n)])
        low, high = responders(dealt.tolist()).quantiles((0.05, 0.95))
        held += low <= share <= high
    return held / _DEALT


def _anew(held: float | None) -> str:
    return "" if held is None else f", dealt anew {held:.2f}"


def table(kind: str, fits: Mapping[str, Sequence[Fitted]]) -> str:
    """Put coverage and errors of each quantity side by side."""
    lines = [f"{kind:8s} {'':14s} " + "  ".join(f"{way:>7s}" for way in WAYS) + "   error: pooled/alone  pooled/true"]
    for name in QUANTITIES:
        both = [
            i
            for i, person in enumerate(fits["alone"])
            if name in person.truth and all(name in fits[way][i].told for way in WAYS)
        ]
        if not both:
            continue
        those = {way: [fits[way][i] for i in both] for way in WAYS}
        cover = {way: np.mean(covered(those[way], name)) for way in WAYS}
        error = {way: np.sqrt(np.mean(errors(those[way], name) ** 2)) for way in WAYS}
        covers = "  ".join(f"{cover[way]:7.2f}" for way in WAYS)
        ratios = f"{error['pooled'] / error['alone']:19.2f}  {error['pooled'] / error['true']:11.2f}"
        lines.append(f"{'':8s} {name:14s} {covers}   {ratios}  (n {len(both)})")
    return "\n".join(lines)


def main() -> None:
    """Simulate, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--cohorts", type=int, default=30)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--one-shape", action="store_true", help="People and fits of one shape and dose curve only.")
    asked = parser.parse_args()
    with ProcessPoolExecutor(asked.workers) as executor:
        for kind in asked.kinds.split(","):
            fits: dict[str, list[Fitted]] = {way: [] for way in (*WAYS, _ROUGH)}
            inside: list[tuple[str, bool, bool]] = []
            shares = []
            for seed in range(asked.cohorts):
                found, of, share = one_cohort(kind, seed, asked.people, executor, one_shape=asked.one_shape)
                for way, of_these in found.items():
                    fits[way] += of_these
                inside += of
                shares.append(share)
            print(table(kind, fits))
            means, sds = (np.mean([each[i] for each in inside]) for i in (1, 2))
            dealt = share_held(fits[_ROUGH], population(kind).share, size=asked.people)
            cpu = np.mean([person.cpu_s for each in fits.values() for person in each])
            print(
                f"{'':8s} population, 90 %: means {means:.2f}, spreads {sds:.2f} (n {len(inside)}), share of "
                f"responders {np.mean(shares):.2f} (n {len(shares)}){_anew(dealt)}; {cpu:.2f} CPU s a fit",
                flush=True,
            )


if __name__ == "__main__":
    main()

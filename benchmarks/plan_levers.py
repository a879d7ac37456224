"""What would bring told and true chances of a first run nearer: ``make plan-levers``.

Each person keeps one diary, is fitted once, and is told of the first run in several ways (`LEVERS`): with another prior
of what runs do to people who hurt, leaning more or less to getting worse, with more draws that must agree, with a
smaller chance. A prior is changed by weights on the draws, which is exact but for their number.
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from unittest.mock import patch

os.environ.setdefault("AFTERRUN_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from afterrun.plan import known, rule
from afterrun.response.arrays import Floats
from afterrun.response.parameters import GAIN, PRIOR_RESPONDS
from afterrun.response.posterior import Draws
from benchmarks.plan_loop import CEILING
from benchmarks.plan_people import KINDS
from benchmarks.plan_told import Question, kept_a_diary, learned, question

_DRAWS, _KEPT = 1600, 400
_HALF = np.array([0.5])


@dataclass(frozen=True, slots=True)
class Lever:
    """One way to ask.

    Parameters
    ----------
    rise_nrs, spread : float
        Median of the rise after the usual run before any data [NRS], and sd of its log. [-]
    responds : float
        Probability that runs do anything, before any data. [-]
    leans : float
        How much the plan leans to getting worse, in sd of the prior of the trend. [-]
    sure : float
        Share of the draws that must each allow a run. [-]
    chance : float
        How often it may go over. [-]
    """

    rise_nrs: float = float(np.exp(GAIN.mean))
    spread: float = GAIN.sd
    responds: float = PRIOR_RESPONDS
    leans: float = known.LEANS
    sure: float = rule.SURE
    chance: float = CEILING.chance

    def weights(self, draws: Draws) -> Floats:
        """Weights of draws under this prior, made under the product's. Shape (S,), adding to 1. [-]"""
        log_gain = np.log(np.maximum(draws.gain_nrs, 1e-9))
        ours, theirs = (log_gain - np.log(self.rise_nrs)) / self.spread, (log_gain - GAIN.mean) / GAIN.sd
        of_gain = np.exp((theirs**2 - ours**2) / 2) * GAIN.sd / self.spread
        none = (1 - self.responds) / (1 - PRIOR_RESPONDS)
        weight = np.where(draws.responds, self.responds / PRIOR_RESPONDS * of_gain, none)
        return np.asarray(weight / weight.sum())

    def believed(self, draws: Draws) -> Draws:
        """Pick draws by weight, systematically."""
        place = (np.arange(_KEPT) + 0.5) / _KEPT
        picked = np.searchsorted(np.cumsum(self.weights(draws)), place).clip(0, draws.size - 1)
        return draws.rows(picked)


LEVERS = {
    "as it is": Lever(),
    "leaning nowhere": Lever(leans=0.0),
    "three to one that it gets worse": Lever(leans=0.67),
    "a rise of 2": Lever(rise_nrs=2.0),
    "a rise of 2.5, a response of .8": Lever(rise_nrs=2.5, spread=0.8, responds=0.8),
    "agreement of .75": Lever(sure=0.75),
    "agreement of .8": Lever(sure=0.8),
    "a chance of .16": Lever(chance=0.16),
    "a chance of .12": Lever(chance=0.12),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Dose proposed to one person with its chances, and those of half a usual run; NaN where no run is proposed."""

    dose: float
    told: float
    true: float
    told_half: float
    true_half: float


def asked(found: Question) -> Asked:
    """Read off what is told, and live it."""
    dose = found.session.dose
    told, true = (found.session.chance_over_5_days, found.true(dose)) if dose else (np.nan, np.nan)
    return Asked(dose, told, true, float(found.told(_HALF)[0]), found.true(float(_HALF[0])))


def ask_each(kind: str, seed: int) -> dict[str, Asked]:
    """Ask one person in each way."""
    person = kept_a_diary(kind, seed)
    draws, found = learned(person, size=_DRAWS), {}
    for name, lever in LEVERS.items():
        with patch.object(rule, "SURE", lever.sure), patch.object(known, "LEANS", lever.leans):
            ceiling = replace(CEILING, chance=lever.chance)
            found[name] = asked(question(person, lever.believed(draws), ceiling=ceiling))
    return found


def line(people: Sequence[Asked]) -> str:
    """What one lever does."""
    ran = [each for each in people if each.dose]
    said, came = (np.array([getattr(each, name) for each in ran]) for name in ("told", "true"))
    half = (np.mean([getattr(each, name) for each in people]) for name in ("told_half", "true_half"))
    told = "nobody was told to run"
    if ran:
        off = float((came - said).std() / np.sqrt(len(ran)))
        told = f"told {said.mean():.3f}, true {came.mean():.3f} (+- {off:.3f})"
    return (
        f"{len(ran)} of {len(people)}, {np.mean([each.dose for each in people]):.3f} usual runs a person; {told}; "
        "half a usual run: told {:.3f}, true {:.3f}".format(*half)
    )


def main() -> None:
    """Print a line a kind and lever."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=80, help="of each kind")
    parser.add_argument("--kinds", choices=KINDS, nargs="+", default=["in-model", "worse"])
    options = parser.parse_args()
    for kind in options.kinds:
        people = defaultdict(list)
        for seed in range(options.people):
            for name, found in ask_each(kind, seed).items():
                people[name].append(found)
        for name, each in people.items():
            print(f"{kind}, {name}: {line(each)}", flush=True)


if __name__ == "__main__":
    main()

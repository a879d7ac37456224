"""Trials of one on simulated people: false claims, power, coverage: ``make trials`` (100 people a cell).

Each person has a peak of two points after the reference run, a run-to-run spread of 0.35 and the rest from the prior,
or (--typical) at the medians of the prior.
Of several things the first works and the others do nothing.
Told are the strict verdict ("helps": 95 % sure of at least a fifth less), P(ratio < 1) >= .975, the randomisation test
at .05, the bet ever won at any look, how often the 90 and 95 % ranges of the ratio hold the truth, and how often a
thing that does nothing is said to help.
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

from afterrun.findings.verdicts import verdict_on_ratio
from afterrun.response.designs import STORY, draw_diary
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.posterior import Draws
from afterrun.response.simulate import prior_person, truth_as_draws
from afterrun.trials.analysis import bet, draw_test, effect_ratio
from afterrun.trials.designs import DESIGNS
from afterrun.trials.monitoring import SURE
from afterrun.trials.power import Habits, TrialPlan, simulate_trial, true_ratio

_GAIN_NRS, _OMEGA = 2.0, 0.35
_HEALED = float(np.log(2))  # pain after runs halves over the trial on its own


@dataclass(frozen=True, slots=True)
class Cell:
    """One design on one diary, with one truth."""

    design: str
    weeks: int
    runs_per_week: int
    share_left: float
    healing: bool = False
    typical: bool = False
    arms: int = 2

    @property
    def label(self) -> str:
        """For the table."""
        healing = ", halves on its own" if self.healing else ""
        of = "" if self.arms == 2 else f" of {self.arms}"
        return f"{self.design}{of} {self.weeks} wk x {self.runs_per_week}, {1 - self.share_left:.0%} off{healing}"


@dataclass(frozen=True, slots=True)
class Found:
    """What one trial said."""

    verdict: str
    below_one: bool
    p_helps: float
    bet_won: bool
    rank: float
    useless_help: bool


_ONE, _SEVERAL = ("pairs", "blocks", "start"), ("rounds", "round-blocks")
_PREVENTION = (*_ONE, *_SEVERAL)
_DIARIES = ((12, 1), (24, 1), (12, 3), (24, 3))
CELLS = (
    *(Cell(d, weeks, runs, left) for weeks, runs in _DIARIES for d in _ONE for left in (1.0, 0.7, 0.5)),
    *(Cell(d, 12, 3, 1.0, healing=True) for d in _ONE),
    *(Cell(d, weeks, 3, left, arms=3) for weeks in (12, 24) for d in _SEVERAL for left in (1.0, 0.7, 0.5)),
)


def run_trial(cell: Cell, seed: int) -> Found | None:
    """Simulate one person's trial and judge it."""
    rng = np.random.default_rng([seed, cell.weeks, cell.runs_per_week, 13])
    design = replace(DESIGNS[cell.design], arms=cell.arms)
    block_days = 14 if cell.design.endswith("blocks") else 7
    person = _person(rng, cell)
    trial = simulate_trial(
        person,
        TrialPlan(
            design=design,
            habits=Habits(runs_per_week=cell.runs_per_week, reports_per_day=1.5),
            weeks=cell.weeks,
            block_days=block_days,
        ),
        share_left=cell.share_left,
        rng=rng,
    )
    ratio = effect_ratio(trial, KERNELS["K1"], seed=seed)
    test, stake = draw_test(trial, seed=seed), bet(trial)
    among = cell.arms - 1
    others = [effect_ratio(trial, KERNELS["K1"], seed=seed, arm=arm) for arm in range(2, cell.arms)]
    return Found(
        verdict=verdict_on_ratio(ratio, "randomised", among=among),
        below_one=bool(ratio.size and (ratio < 1).mean() >= 0.975),
        p_helps=1.0 if test is None else test.p_helps,
        bet_won=bool(stake is not None and stake.size and stake.max() >= SURE * among),
        rank=float((ratio < true_ratio(person, trial.data, cell.share_left)).mean()) if ratio.size else float("nan"),
        useless_help=any(verdict_on_ratio(other, "randomised", among=among) == "helps" for other in others),
    )


def _person(rng: np.random.Generator, cell: Cell) -> Draws:
    model = ResponseModel(KERNELS["K1"])
    who = prior_person(model, rng)
    if cell.typical:
        medians = {name: float(value[0]) for name, value in model.values(np.zeros((1, len(model.parameters)))).items()}
        who = replace(who, values=medians, static=np.array([0.8, 0.0]))
    one = truth_as_draws(who, draw_diary(replace(STORY, days=7 * cell.weeks), np.random.default_rng(0)))
    drift = np.array([_HEALED]) if cell.healing else one.drift
    return replace(one, gain_nrs=np.array([_GAIN_NRS]), omega=np.array([_OMEGA]), drift=drift)


def line(cell: Cell, found: Sequence[Found]) -> str:
    """One line of the table."""
    rank = np.array([each.rank for each in found if np.isfinite(each.rank)])  # no ratio is told without a response
    held = [float(((rank >= e) & (rank <= 1 - e)).mean()) for e in (0.05, 0.025)]
    useless = f"  useless {np.mean([f.useless_help for f in found]):.2f}" if cell.arms > 2 else ""
    return (
        f"{cell.label:44s} helps {np.mean([f.verdict == 'helps' for f in found]):.2f}  P(<1) "
        f"{np.mean([f.below_one for f in found]):.2f}  draw {np.mean([f.p_helps <= 0.05 for f in found]):.2f}  bet "
        f"{np.mean([f.bet_won for f in found]):.2f}  ratio told {len(rank) / len(found):.2f}, held 90 % "
        f"{held[0]:.2f} 95 % {held[1]:.2f}{useless}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--designs", choices=_PREVENTION, nargs="+", default=list(_PREVENTION))
    parser.add_argument("--left", type=float, nargs="+", help="only cells in which this share of the pain is left")
    parser.add_argument("--typical", action="store_true")
    options = parser.parse_args()
    with ProcessPoolExecutor(options.workers) as pool:
        for cell in (replace(cell, typical=options.typical) for cell in CELLS):
            if cell.design in options.designs and (not options.left or cell.share_left in options.left):
                found = [f for f in pool.map(partial(run_trial, cell), range(options.people), chunksize=5) if f]
                print(line(cell, found), flush=True)


if __name__ == "__main__":
    main()

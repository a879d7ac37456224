"""Before a trial on the pain of every day begins: how often would it see a fall of so many points, in this person?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.everyday import LEVEL_EFFECT, with_level_columns
from afterrun.response.kernel import Kernel
from afterrun.response.posterior import Draws
from afterrun.response.replicate import replicate
from afterrun.response.simulate import with_answers
from afterrun.trials.everyday import EverydayTrial, everyday_effect
from afterrun.trials.outcomes import window_means
from afterrun.trials.power import TrialPlan

_SEEN = 2.485  # z: 1.645 for a verdict at 95 %, and 0.84 more for four of five


@dataclass(frozen=True, slots=True)
class SimulatedDays:
    """One simulated trial: draws of the fall, and their sd. [NRS]"""

    drop_nrs: Floats

    @property
    def sd_nrs(self) -> float:
        """Spread of the draws."""
        return float(np.std(self.drop_nrs))


def simulate_days(
    people: Draws,
    plan: TrialPlan,
    *,
    drop_nrs: float,
    kernel: Kernel,
    with_runs: bool,
    seed: int = 0,
    trials: int = 100,
) -> Iterator[SimulatedDays]:
    """Live through the trial again and again, each time as one of ``people``, and analyse each.

    Parameters
    ----------
    drop_nrs : float
        What the thing takes off the level, before it is said on a scale that ends at 0. [NRS]
    with_runs : bool
        Whether runs go on meanwhile.
    """
    for number in range(trials):
        rng = np.random.default_rng([seed, number, plan.weeks, 2])
        one = people.rows(rng.integers(people.size, size=1))
        trial = simulate_everyday(one, plan, drop_nrs=drop_nrs, with_runs=with_runs, rng=rng)
        yield SimulatedDays(everyday_effect(trial, kernel, seed=number).drop_nrs)


def simulate_everyday(
    one: Draws, plan: TrialPlan, *, drop_nrs: float, with_runs: bool, rng: np.random.Generator
) -> EverydayTrial:
    """Draw an allocation and a diary, and answer it as one draw would."""
    design, block_days = plan.design, plan.block_days
    diary = plan.habits.diary(plan.weeks, rng)
    diary = diary if with_runs else diary.without_runs()
    units = plan.units()
    schedule = design.draw(units, rng)
    block = np.floor(diary.report_t_d / block_days).astype(np.intp)
    drawn = _arm(block, schedule)
    treated = (drawn == 1).astype(np.float64)  # of several things, the first one works
    lived = with_level_columns(diary, [treated])
    person = replace(one, level_effect_nrs=np.full((1, 1), -drop_nrs), relief_nrs=np.zeros((1, 0)))
    answered = with_answers(lived, replicate(person, lived, rng).answers[0])
    plain = replace(answered, level_column=diary.level_column, level_prior=diary.level_prior)
    return EverydayTrial(
        data=plain,
        drawn=drawn,
        done=np.nan_to_num(drawn),
        before=_arm(block - 1, schedule),
        logged=True,
        outcome=_block_means(plain, units, block_days),
        schedule=schedule,
        design=design,
    )


def weeks_for_a_drop(simulated: Sequence[SimulatedDays], *, weeks: int, worthwhile_nrs: float) -> float:
    """Foresee the weeks after which a fall like this is seen in four of five trials, from the spread now. [weeks]

    Like this is what these trials found, without what their prior held back: where there is hardly any pain, a thing
    that takes three points off takes off next to nothing.
    """
    spread = float(np.median([each.sd_nrs for each in simulated]))
    learned = max(1 / spread**2 - 1 / LEVEL_EFFECT.sd**2, 1e-3)
    found = float(np.mean([np.median(each.drop_nrs) for each in simulated])) / max(learned * spread**2, 0.1)
    margin = found - worthwhile_nrs
    return float("inf") if margin <= 0 else float(weeks * (_SEEN / margin) ** 2 / learned)


def _arm(
    block: np.ndarray[tuple[int], np.dtype[np.int_]], schedule: np.ndarray[tuple[int], np.dtype[np.int8]]
) -> Floats:
    inside = (block >= 0) & (block < len(schedule))
    return np.where(inside, schedule[np.clip(block, 0, len(schedule) - 1)].astype(np.float64), np.nan)


def _block_means(data: ResponseData, units: int, block_days: int) -> Floats:
    start = block_days * np.arange(units, dtype=np.float64)
    return window_means(data, start, start + block_days)

"""Before it begins: how often would this trial see what there is to see, in this person?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.designs import STORY, DiaryDesign, draw_diary
from afterrun.response.effects import modified_ratio
from afterrun.response.kernel import KERNELS, Kernel
from afterrun.response.model import ResponseModel
from afterrun.response.posterior import Draws, joined
from afterrun.response.replicate import replicate
from afterrun.response.simulate import prior_person, truth_as_draws, with_answers
from afterrun.trials.analysis import ASSIGNED, TrialData, effect_ratio
from afterrun.trials.designs import Design
from afterrun.trials.outcomes import after_runs, window_means

_LEAST_GAIN_NRS = 1.0  # who is not known yet and asks what prevents the pain has pain worth preventing
_PRIOR_PEOPLE = 200  # strangers to draw from: judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What the trial is laid over.

    Parameters
    ----------
    runs_per_week, reports_per_day : float
        As they have been.
    """

    runs_per_week: int
    reports_per_day: float

    def diary(self, weeks: int, rng: np.random.Generator) -> ResponseData:
        """Draw a diary of so many weeks, without answers and without anything tried in it."""
        kept = DiaryDesign(
            days=7 * weeks,
            runs_per_week=self.runs_per_week,
            reports_per_day=self.reports_per_day,
            cares_per_week=0.0,
        )
        return replace(draw_diary(kept, rng), care_kinds=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialPlan:
    """A trial as somebody would go through it.

    Parameters
    ----------
    design : Design
        How it is drawn what is done when.
    habits : Habits
        Whose runs and reports it is laid over.
    weeks, block_days : int
        How long it takes, and a block of it where it has blocks.
    """

    design: Design
    habits: Habits
    weeks: int
    block_days: int

    def units(self, runs_per_week: int | None = None) -> int:
        """How many units fit, with the runs of the habits unless told."""
        runs = self.habits.runs_per_week if runs_per_week is None else runs_per_week
        return units_in(self.design, weeks=self.weeks, runs_per_week=runs, block_days=self.block_days)


@dataclass(frozen=True, slots=True)
class Simulated:
    """One simulated trial: draws of its ratio, none where no response was found, and the truth of it."""

    ratio: Floats
    truth: float


def units_in(design: Design, *, weeks: int, runs_per_week: int, block_days: int) -> int:
    """How many units fit; whole rounds where they come in rounds."""
    units = weeks * 7 // block_days if design.unit == "block" else weeks * runs_per_week
    return units // design.arms * design.arms if design.in_rounds else units


def strangers(rng: np.random.Generator) -> Draws:
    """People with pain after runs, from the prior: for who has no diary yet."""
    model, data = ResponseModel(KERNELS["K1"]), draw_diary(STORY, rng)
    people = [truth_as_draws(prior_person(model, rng), data).settled(data) for _ in range(_PRIOR_PEOPLE)]
    return joined([person for person in people if person.gain_nrs[0] >= _LEAST_GAIN_NRS])


def simulate_trials(
    people: Draws,
    plan: TrialPlan,
    *,
    share_left: float,
    kernel: Kernel,
    seed: int = 0,
    trials: int = 100,
) -> Iterator[Simulated]:
    """Live through the trial again and again, each time as one of ``people``, and analyse each.

    Parameters
    ----------
    people : Draws
        Who it may be: the person's own posterior.
    plan : TrialPlan
        What is lived through.
    share_left : float
        What is left of the rise before it is said on a scale that ends at 0 and 10; 1 is no effect. [-]
    """
    for number in range(trials):
        rng = np.random.default_rng([seed, number, plan.weeks])
        one = people.rows(rng.integers(people.size, size=1))
        trial = simulate_trial(one, plan, share_left=share_left, rng=rng)
        yield Simulated(effect_ratio(trial, kernel, seed=number), true_ratio(one, trial.data, share_left))


def simulate_trial(one: Draws, plan: TrialPlan, *, share_left: float, rng: np.random.Generator) -> TrialData:
    """Draw an allocation and a diary, and answer it as one draw would."""
    design, block_days = plan.design, plan.block_days
    diary = plan.habits.diary(plan.weeks, rng)
    units = plan.units(runs_per_week=len(diary.run_t_d) // plan.weeks)
    schedule = design.draw(units, rng)
    unit = np.arange(len(diary.run_t_d)) if design.unit == "run" else (diary.run_t_d // block_days).astype(int)
    inside = unit < units
    assigned = np.where(inside, schedule[np.minimum(unit, units - 1)], np.nan)
    treated = (assigned == 1).astype(np.float64)  # of several things, the first one works
    lived = replace(diary, modifier=treated[:, None], modifier_prior=(ASSIGNED,))
    person = replace(one, modifier=np.full((1, 1), -np.log(share_left)), relief_nrs=np.zeros((1, 0)))
    answered = with_answers(lived, replicate(person, lived, rng).answers[0])
    plain = replace(answered, modifier=np.zeros((0, 0)), modifier_prior=())
    return TrialData(
        data=plain,
        assigned=assigned,
        used=np.nan_to_num(assigned),
        outcome=unit_outcomes(plain, design, units, block_days=block_days),
        schedule=schedule,
        design=design,
    )


def true_ratio(one: Draws, data: ResponseData, share_left: float) -> float:
    """Response with the thing over response without, on the reported scale: what the analysis estimates. [-]"""
    person = replace(one, modifier=np.full((1, 1), -np.log(share_left)), relief_nrs=np.zeros((1, 0)))
    return float(modified_ratio(person, data, modifier=0)[0])


def unit_outcomes(data: ResponseData, design: Design, units: int, *, block_days: int) -> Floats:
    """Plain outcomes of a simulated trial that begins on day 0."""
    if design.unit == "run":
        return after_runs(data, np.arange(units))
    start = block_days * np.arange(units, dtype=np.float64)
    return window_means(data, start, start + block_days)


def weeks_needed(ratios: list[Floats], *, weeks: int, share_left: float, worthwhile: float, prior_sd: float) -> float:
    """Foresee the weeks after which an effect of this size is seen in four of five trials, from the spread now.

    What the data add to the prior grows with the weeks; the verdict needs 95 % of the posterior beyond what is worth
    having: z = 1.645, and 0.84 more for four of five. [weeks]
    """
    spreads = [float(np.std(np.log(np.maximum(ratio, 1e-3)))) if ratio.size else prior_sd for ratio in ratios]
    spread = float(np.median(spreads))  # who is not found to respond has taught nothing
    learned = max(1 / spread**2 - 1 / prior_sd**2, 1e-3)  # precision that the data gave
    margin = np.log(worthwhile) - np.log(share_left)
    if margin <= 0:
        return float("inf")
    return float(weeks * (2.485 / margin) ** 2 / learned)

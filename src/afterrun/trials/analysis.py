"""What a trial on prevention says: the response model, the draw, and the bet, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import numpy as np

from afterrun.checks.response_detected import SHAPE_NEEDS
from afterrun.findings.verdicts import Verdict
from afterrun.language import mark
from afterrun.response.arrays import Floats
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import POWER
from afterrun.response.effects import modified_ratio
from afterrun.response.fit import Fit, fit_response
from afterrun.response.kernel import Kernel
from afterrun.response.loads import CAPACITY, recent_load
from afterrun.response.parameters import MODIFIER
from afterrun.response.turns import TurnName
from afterrun.trials.designs import Design, Schedule
from afterrun.trials.monitoring import e_process
from afterrun.trials.randomisation import RandomisationTest, randomisation_test, round_differences

ASSIGNED = replace(MODIFIER, name="assigned")
_ELSEWHERE = replace(MODIFIER, name="used_outside")
_CARRIED = replace(MODIFIER, name="carried_over")


class Outcomes(Protocol):
    """What the draw and the bet look at: outcome and arm of each unit, and how it was drawn."""

    @property
    def outcome(self) -> Floats: ...
    @property
    def schedule(self) -> Schedule: ...
    @property
    def design(self) -> Design: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialData:
    """A trial as arrays.

    Parameters
    ----------
    data : ResponseData
        The whole diary of the site, without modifiers.
    assigned : ndarray, shape (J,)
        For each run the arm it was drawn for; NaN outside the trial. [-]
    used : ndarray, shape (J,)
        The arm that it was in fact: 0 without, else which thing it had. [-]
    outcome : ndarray, shape (units,)
        Of each unit; NaN where not known, or not yet. [NRS]
    schedule : ndarray, shape (units,)
        Its arm.
    design : Design
        How it was drawn.
    logged : bool
        Whether anything says what was done; if not, ``used`` is as drawn.
    turns : tuple of str
        Sudden changes that the diary around the trial may hold (`Fit.likely_turns`).
    """

    data: ResponseData
    assigned: Floats
    used: Floats
    outcome: Floats
    schedule: Schedule
    design: Design
    turns: tuple[TurnName, ...] = ()
    logged: bool = True

    @property
    def adherence(self) -> float:
        """Share of the trial's runs that had what was drawn for them; NaN where nothing says so. [-]"""
        inside = np.isfinite(self.assigned)
        if not self.logged or not inside.any():
            return float("nan")
        return float((self.used == self.assigned)[inside].mean())


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """One other way to look at it: draws of the ratio, none where it finds no response."""

    name: str
    ratio: Floats


def effect_ratio(trial: TrialData, kernel: Kernel, *, seed: int = 0, arm: int = 1) -> Floats:
    """Response to runs drawn with the thing over that to runs drawn without, as drawn. Draws, shape (S,).

    No draws, shape (0,), where a response is less than 90 % probable: of nothing there is no ratio.
    """
    return _ratio(trial, trial.assigned, kernel, arm=arm, seed=seed)


@dataclass(frozen=True, slots=True)
class LatentEffect:
    """What a thing does before it is said on a scale that ends.

    Parameters
    ----------
    log_ratio : ndarray, shape (S,)
        Log of the latent response with it over that without, of the draws with a response; prior N(0, MODIFIER.sd^2).
    prob_responds : float
        Share of all draws that have one: of nothing there is no ratio. [-]
    """

    log_ratio: Floats
    prob_responds: float


def latent_effect(trial: TrialData, kernel: Kernel, *, seed: int = 0, arm: int = 1) -> LatentEffect:
    """What the thing does as drawn, for putting several people together: there a scale that ends would blur it.

    Unlike `effect_ratio` it is told of whoever may respond, with how probable that is: leaving out whom a response was
    not found in would leave out those in whom the thing took it away.
    """
    fit = _fitted(trial, trial.assigned, kernel, arm=arm, seed=seed)
    return LatentEffect(-fit.draws.modifier[fit.draws.responds, 0], fit.prob_responds)


def sensitivities(trial: TrialData, kernel: Kernel, *, seed: int = 0, arm: int = 1) -> Iterator[Sensitivity]:
    """Look at it in other ways: by what was done, with other priors, with what carries over to the next run."""
    drawn, ratio = trial.assigned, partial(_ratio, trial, kernel=kernel, arm=arm, seed=seed)
    if trial.logged:
        yield Sensitivity(mark("as done, not as drawn"), ratio(np.where(np.isfinite(drawn), trial.used, np.nan)))
    yield Sensitivity(mark("sceptical of any effect"), ratio(drawn, prior_sd=0.5 * MODIFIER.sd))
    yield Sensitivity(mark("open to large effects"), ratio(drawn, prior_sd=2 * MODIFIER.sd))
    order = np.argsort(trial.data.run_t_d, kind="stable")
    before = np.zeros(len(order), bool)
    before[order[1:]] = trial.used[order[:-1]] == arm
    yield Sensitivity(mark("lasting into the next run"), ratio(drawn, carried=before))


def _ratio(
    trial: TrialData,
    arm_of_run: Floats,
    kernel: Kernel,
    *,
    arm: int,
    seed: int,
    prior_sd: float = MODIFIER.sd,
    carried: np.ndarray[tuple[int], np.dtype[np.bool_]] | None = None,
) -> Floats:
    fit = _fitted(trial, arm_of_run, kernel, arm=arm, seed=seed, prior_sd=prior_sd, carried=carried)
    if fit.prob_responds < SHAPE_NEEDS:
        return np.zeros(0)
    return modified_ratio(fit.draws.rows(fit.draws.responds), fit.data, modifier=0)


def _fitted(
    trial: TrialData,
    arm_of_run: Floats,
    kernel: Kernel,
    *,
    arm: int,
    seed: int,
    prior_sd: float = MODIFIER.sd,
    carried: np.ndarray[tuple[int], np.dtype[np.bool_]] | None = None,
) -> Fit:
    outside = (trial.used > 0) & ~np.isfinite(trial.assigned)
    rivals = [other for other in range(1, trial.design.arms) if other != arm]
    arms = [arm_of_run == which for which in (arm, *rivals)]
    columns = [*arms, *([outside] if outside.any() else []), *([carried] if carried is not None else [])]
    priors = [
        *(replace(ASSIGNED, name=f"assigned_{which}", sd=prior_sd) for which in (arm, *rivals)),
        *([_ELSEWHERE] if outside.any() else []),
        *([_CARRIED] if carried is not None else []),
    ]
    data = replace(
        trial.data,
        modifier=np.column_stack([*columns, recent_load(trial.data)]).astype(np.float64),
        modifier_prior=(*priors, CAPACITY),
    )
    return fit_response(data, seed=seed, kernels=(kernel,), curves=(POWER,), turns=trial.turns)


def draw_test(trial: Outcomes, *, seed: int = 0, arm: int = 1) -> RandomisationTest | None:
    """Compare the draw with all others that could have been, on the plain outcomes."""
    return randomisation_test(trial.outcome, trial.schedule, trial.design, np.random.default_rng(seed), arm=arm)


def bet(trial: Outcomes, *, arm: int = 1) -> Floats | None:
    """Value of a bet that it helps after each round; None for a design without rounds."""
    if not trial.design.in_rounds:
        return None
    return e_process(round_differences(trial.outcome, trial.schedule[None], arms=trial.design.arms, arm=arm)[0])


def flips(verdict: Verdict, others: Sequence[Verdict]) -> bool:
    """Whether another way to look at it says the opposite, or takes a claim back."""
    claim = verdict in ("helps", "worsens", "no-worthwhile-effect")
    return claim and any(other != verdict for other in others)

"""What a trial says of the pain of every day: the change of the level between the arms, with or without runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from afterrun.language import mark
from afterrun.response.arrays import Floats, Mask
from afterrun.response.data import ResponseData
from afterrun.response.dose_curve import POWER
from afterrun.response.everyday import LEVEL_EFFECT, EverydayPain, everyday_pain, with_level_columns
from afterrun.response.fit import fit_response
from afterrun.response.kernel import Kernel
from afterrun.response.turns import TurnName
from afterrun.trials.designs import Design, Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class EverydayTrial:
    """A trial in blocks of days as arrays.

    Parameters
    ----------
    data : ResponseData
        The whole diary of the site, without level columns.
    drawn : ndarray, shape (n,)
        For each report the arm of its day; NaN outside the trial. [-]
    done : ndarray, shape (n,)
        The arm that it was in fact: 0 without, else which thing was done on that day. [-]
    before : ndarray, shape (n,)
        The arm of the block before; NaN where there was none. [-]
    logged : bool
        Whether anything says what was done; if not, ``done`` tells nothing inside the trial.
    outcome : ndarray, shape (units,)
        Mean report of each block; NaN where not known, or not yet. [NRS]
    schedule : ndarray, shape (units,)
        Its arm.
    design : Design
        How it was drawn.
    turns : tuple of str
        Sudden changes that the diary around the trial may hold (`Fit.likely_turns`).
    """

    data: ResponseData
    drawn: Floats
    done: Floats
    before: Floats
    logged: bool
    outcome: Floats
    schedule: Schedule
    design: Design
    turns: tuple[TurnName, ...] = ()

    @property
    def inside(self) -> Mask:
        """Reports of the trial. Shape (n,)."""
        return np.isfinite(self.drawn)

    def blocks_of(self, arm: int) -> int:
        """How many blocks of an arm have a report."""
        return int((np.isfinite(self.outcome) & (self.schedule == arm)).sum())


@dataclass(frozen=True, slots=True)
class Look:
    """One other way to look at it: draws of the fall."""

    name: str
    drop_nrs: Floats


def everyday_effect(trial: EverydayTrial, kernel: Kernel, *, seed: int = 0, arm: int = 1) -> EverydayPain:
    """Pain of the trial's days, had the thing been there on all of them, or on none; as drawn."""
    return _pain(trial, trial.drawn, kernel, arm=arm, seed=seed)


def other_looks(trial: EverydayTrial, kernel: Kernel, *, seed: int = 0, arm: int = 1) -> Iterator[Look]:
    """Look at it in other ways: by what was done, with other priors, with what carries over to the next block."""

    def drop(name: str, arm_of_report: Floats, *, sd: float = LEVEL_EFFECT.sd, carried: bool = False) -> Look:
        return Look(name, _pain(trial, arm_of_report, kernel, arm=arm, seed=seed, sd=sd, carried=carried).drop_nrs)

    if trial.logged:
        yield drop(mark("as done, not as drawn"), np.where(trial.inside, trial.done, np.nan))
    yield drop(mark("sceptical of any effect"), trial.drawn, sd=0.5 * LEVEL_EFFECT.sd)
    yield drop(mark("open to large effects"), trial.drawn, sd=2 * LEVEL_EFFECT.sd)
    yield drop(mark("lasting into the next block"), trial.drawn, carried=True)


def _pain(
    trial: EverydayTrial,
    arm_of_report: Floats,
    kernel: Kernel,
    *,
    arm: int,
    seed: int,
    sd: float = LEVEL_EFFECT.sd,
    carried: bool = False,
) -> EverydayPain:
    """Compare the arms within the trial alone: days outside it teach how pain comes and goes, and nothing of the thing.

    The arm that is asked for is the first column.
    """
    inside = trial.inside
    rivals = [other for other in range(1, trial.design.arms) if other != arm]
    columns = [(arm_of_report == which).astype(np.float64) for which in (arm, *rivals)]
    outside = (trial.done > 0) & ~inside
    others = [inside] if not inside.all() else []
    others += [outside] if outside.any() else []
    others += [trial.before == arm] if carried else []
    data = with_level_columns(trial.data, [*columns, *(each.astype(np.float64) for each in others)], sd=sd)
    if sd != LEVEL_EFFECT.sd:  # only the things are doubted, not what is beside them
        prior = [p if i < len(columns) else replace(p, sd=LEVEL_EFFECT.sd) for i, p in enumerate(data.level_prior)]
        data = replace(data, level_prior=tuple(prior))
    fit = fit_response(data, seed=seed, kernels=(kernel,), curves=(POWER,), turns=trial.turns)
    return everyday_pain(fit.draws, data, column=0, at=inside, rivals=range(1, len(columns)))

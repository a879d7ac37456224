"""A trial on prevention as arrays: what was drawn, what was done, what came after."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np

from afterrun.lab.preparing import Prepared
from afterrun.lab.trial.run import assigned_arms, drawn_in, unit_run
from afterrun.lab.tried import tried_interventions
from afterrun.records import Diary, Run, Trial
from afterrun.response.arrays import Floats
from afterrun.trials.allocation import arm_names, arms_of, design_of, first_unit_at
from afterrun.trials.analysis import TrialData
from afterrun.trials.outcomes import after_runs, window_means


def trial_data(diary: Diary, trial: Trial, prepared: Prepared, now: datetime) -> TrialData:
    """Turn a trial on prevention into arrays. Units that have not begun have no outcome; their arm tells nobody."""
    assigned = assigned_arms(diary, trial, prepared.runs)
    inside, used = np.isfinite(assigned), _used(diary, trial, prepared, len(assigned))
    arms, logged = arms_of(trial, diary.allocations), bool((used[inside] > 0).any())
    return TrialData(
        data=prepared.data,
        assigned=assigned,
        used=used if logged else np.where(inside, assigned, used),
        logged=logged,
        outcome=np.where(arms.known, _outcomes(diary, trial, prepared, now), np.nan),
        schedule=arms.schedule,
        design=design_of(trial),
    )


def _outcomes(diary: Diary, trial: Trial, prepared: Prepared, now: datetime) -> Floats:
    if trial.block_days is not None:
        return block_outcomes(trial, prepared, now)
    outcome = np.full(trial.units, np.nan)
    for allocation in drawn_in(diary, trial):
        run = unit_run(diary, trial, allocation.unit)
        if isinstance(run, Run) and run in prepared.runs:
            outcome[allocation.unit] = after_runs(prepared.data, np.array([prepared.runs.index(run)]))[0]
    return outcome


def block_outcomes(trial: Trial, prepared: Prepared, now: datetime) -> Floats:
    """Mean report of each block of days; NaN where there is none. Shape (units,). [NRS]"""
    length = trial.block_days or 1
    start = prepared.days(first_unit_at(trial)) + length * np.arange(trial.units, dtype=np.float64)
    return window_means(prepared.data, start, np.minimum(start + length, prepared.days(end_of(trial, now))))


def end_of(trial: Trial, now: datetime) -> datetime:
    """Until when a trial went, or has gone."""
    return min(trial.stopped, now) if trial.stopped is not None else now


def begun(diary: Diary, trial: Trial, now: datetime) -> int:
    """How many units have begun: only of these the arm may be shown."""
    if trial.block_days is None:
        return len(drawn_in(diary, trial))
    blocks = (end_of(trial, now) - first_unit_at(trial)) / timedelta(days=trial.block_days)
    return int(np.clip(np.ceil(blocks), 0, trial.units))


def _used(diary: Diary, trial: Trial, prepared: Prepared, runs: int) -> Floats:
    """Which thing each run had, as logged. Shape (runs,)."""
    tried = tried_interventions(diary, prepared.cares, prepared.runs)
    used = np.zeros(runs)
    for arm, name in reversed(active(trial)):
        for each in tried:
            if is_called(each.name, each.variant, name):
                used[np.array(each.with_it, dtype=bool)] = arm
    return used


def is_called(intervention: str, variant: str | None, name: str) -> bool:
    """Whether something logged is what an arm is called, with or without its kind."""
    plain = "-".join(name.lower().split())
    return plain in (intervention, "-".join(f"{intervention} ({variant})".lower().split()))


def active(trial: Trial) -> list[tuple[int, str]]:
    """Arms in which something is done, each with its name."""
    return list(enumerate(arm_names(trial)))[1:]

"""A trial on the pain of every day as arrays: what was drawn for each day, what was done on it, what was reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from afterrun.lab.preparing import Prepared
from afterrun.lab.trial.arrays import active, block_outcomes, end_of, is_called
from afterrun.records import Care, Diary, Phase, Trial
from afterrun.response.arrays import Floats
from afterrun.trials.allocation import Arms, arms_of, design_of, first_unit_at
from afterrun.trials.everyday import EverydayTrial

_DAY = timedelta(days=1)
_MIDDLE = timedelta(hours=12)  # a thing kept up counts for a day if it was there in the middle of it


@dataclass(frozen=True, slots=True)
class TrialDays:
    """The days of a trial that have begun.

    Parameters
    ----------
    start : tuple of datetime
        When each begins.
    drawn, done : ndarray, shape (days,)
        Arm drawn (NaN where not known) and arm done. [-]
    logged : bool
        Whether anything says what was done.
    """

    start: tuple[datetime, ...]
    drawn: Floats
    done: Floats
    logged: bool

    @property
    def adherence(self) -> float:
        """Share of the days on which what was drawn was done; NaN where nothing says so. [-]"""
        known = np.isfinite(self.drawn)
        if not self.logged or not known.any():
            return float("nan")
        return float((self.done == self.drawn)[known].mean())


def everyday_trial(diary: Diary, trial: Trial, prepared: Prepared, now: datetime) -> EverydayTrial:
    """Turn a trial in blocks of days into arrays, by report."""
    arms = arms_of(trial, diary.allocations)
    days = np.floor(prepared.data.report_t_d - prepared.days(first_unit_at(trial)))
    drawn, before = _arm_on(days, arms, trial, now), _arm_on(days - (trial.block_days or 1), arms, trial, now)
    return EverydayTrial(
        data=prepared.data,
        drawn=drawn,
        done=_done_on(days, diary, trial, prepared.cares),
        before=np.where(np.isfinite(drawn), before, np.nan),
        logged=trial_days(diary, trial, prepared, now).logged,
        outcome=np.where(arms.known, block_outcomes(trial, prepared, now), np.nan),
        schedule=arms.schedule,
        design=design_of(trial),
    )


def trial_days(diary: Diary, trial: Trial, prepared: Prepared, now: datetime) -> TrialDays:
    """List the days of a trial that have begun, with what was drawn for each and what was done."""
    first = first_unit_at(trial)
    count = int(np.clip(np.ceil((end_of(trial, now) - first) / _DAY), 0, trial.units * (trial.block_days or 1)))
    days = np.arange(count, dtype=np.float64)
    drawn = _arm_on(days, arms_of(trial, diary.allocations), trial, now)
    done = _done_on(days, diary, trial, prepared.cares)
    return TrialDays(
        start=tuple(first + number * _DAY for number in range(count)),
        drawn=drawn,
        done=done,
        logged=bool((done[np.isfinite(drawn)] > 0).any()),
    )


def _arm_on(days: Floats, arms: Arms, trial: Trial, now: datetime) -> Floats:
    """Arm of some days, counted from the first of the trial; NaN outside it and where not known."""
    block = np.floor(days / (trial.block_days or 1)).astype(int)
    place = np.clip(block, 0, trial.units - 1)
    over = (end_of(trial, now) - first_unit_at(trial)) / _DAY
    inside = (block >= 0) & (block < trial.units) & (days < over) & arms.known[place]
    return np.where(inside, arms.schedule[place].astype(np.float64), np.nan)


def _done_on(days: Floats, diary: Diary, trial: Trial, cares: Sequence[Care]) -> Floats:
    """Arm of what was logged on some days; 0 where none of the things was."""
    done = np.zeros(len(days))
    for arm, name in reversed(active(trial)):
        mine = [care for care in cares if is_called(care.intervention, care.variant, name)]
        kept_up = [phase for phase in diary.phases if is_called(phase.intervention, phase.variant, name)]
        at = {int(np.floor((care.at - first_unit_at(trial)) / _DAY)) for care in mine}
        there = [int(day) in at or _kept_up(int(day), kept_up, trial) for day in days]
        done[np.array(there, dtype=bool)] = arm
    return done


def open_phase(diary: Diary, names: Sequence[str]) -> Phase | None:
    """Find what is on record as kept up to this day: until it is ended, every day counts as with it."""
    going_on = (phase for phase in diary.phases if phase.end is None)
    return next((each for each in going_on if any(is_called(each.intervention, each.variant, n) for n in names)), None)


def _kept_up(day: int, phases: Sequence[Phase], trial: Trial) -> bool:
    middle = first_unit_at(trial) + day * _DAY + _MIDDLE
    return any(phase.start <= middle and (phase.end is None or middle < phase.end) for phase in phases)

"""What came out of a trial."""

from __future__ import annotations

from datetime import datetime

from afterrun.findings.trial import TrialResult, TrialStatus
from afterrun.lab.trial.everyday import everyday_result
from afterrun.lab.trial.prevention import prevention_result
from afterrun.lab.trial.recorded import only_watched
from afterrun.lab.trial.relief import relief_result
from afterrun.lab.trial.status import trial_status
from afterrun.records import Diary, Trial
from afterrun.trials.allocation import arms_of


def trial_result(diary: Diary, trial: Trial, *, now: datetime, seed: int = 0) -> TrialResult:
    """Tell what came out so far: the model, the draw and the bet, side by side, and other ways to look at it."""
    diary = diary.until(now)
    told = _nothing_yet(trial_status(diary, trial, now))
    found = _found(told, diary, trial, now, seed)
    return found if arms_of(trial, diary.allocations).possible else only_watched(found)


def _found(told: TrialResult, diary: Diary, trial: Trial, now: datetime, seed: int) -> TrialResult:
    if told.protocol.outcome == "pain-within-the-hour":
        return relief_result(told, diary, trial, seed)
    if told.protocol.outcome == "pain-of-every-day":
        return everyday_result(told, diary, trial, now, seed)
    return prevention_result(told, diary, trial, now, seed)


def _nothing_yet(status: TrialStatus) -> TrialResult:
    return TrialResult(
        as_of=status.as_of,
        protocol=status.protocol,
        state=status.state,
        stopped=status.stopped,
        stop_reason=status.stop_reason,
        units_done=status.units_done,
        units=status.units,
        unit=status.unit,
        schedule=status.schedule,
        stop_now=status.stop_now,
        safety=status.safety,
    )

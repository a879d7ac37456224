"""How a trial stands, without a glance at its effect."""

from __future__ import annotations

from datetime import datetime

from afterrun.findings.trial import Protocol, TrialStatus
from afterrun.findings.trial.status import State
from afterrun.lab.trial.outcome import outcome_of
from afterrun.lab.trial.run import drawn_in, finished, reason_to_stop, unit_run
from afterrun.reasons import red_flags
from afterrun.records import Diary, Trial
from afterrun.report.trial_designs import design_words
from afterrun.trials.allocation import arm_names, arms_of, block_at, first_unit_at
from afterrun.trials.designs import design_named


def trial_status(diary: Diary, trial: Trial, now: datetime) -> TrialStatus:
    """Tell how far it is, without a glance at the effect."""
    design = design_named(trial.design)
    over = finished(diary, trial, now)
    return TrialStatus(
        as_of=now,
        protocol=_protocol(diary, trial),
        state=_state(trial, over, now),
        stopped=trial.stopped,
        stop_reason=trial.stop_reason,
        units_done=_units_done(diary, trial, over, now),
        units=trial.units,
        unit=design.unit,
        schedule="as-recorded" if arms_of(trial, diary.allocations).as_recorded else "as-drawn",
        stop_now=None if over or trial.stopped else reason_to_stop(diary, trial, now),
        safety=red_flags(diary, trial.site, now),
    )


def _units_done(diary: Diary, trial: Trial, over: bool, now: datetime) -> int:
    if design_named(trial.design).unit == "block":
        block = block_at(trial, now)
        return trial.units if over else 0 if block is None else block
    return sum(unit_run(diary, trial, a.unit) is not None for a in drawn_in(diary, trial))


def _state(trial: Trial, over: bool, now: datetime) -> State:
    if trial.stopped is not None:
        return "stopped"
    return "over" if over else "run-in" if now < first_unit_at(trial) else "running"


def _protocol(diary: Diary, trial: Trial) -> Protocol:
    design = design_named(trial.design)
    return Protocol(
        sha256=trial.sha256,
        registered=trial.start,
        question=trial.question,  # type: ignore[arg-type]
        outcome=outcome_of(diary, trial),
        design=trial.design,
        design_words=design_words(design),
        intervention=trial.intervention,
        variant=trial.variant,
        comparator=trial.comparator,
        arms=arm_names(trial),
        site=trial.site,
        units=trial.units,
        block_days=trial.block_days,
        run_in_days=trial.run_in_days,
        worthwhile_ratio=trial.worthwhile_ratio,
        ceiling_nrs=trial.ceiling_nrs,
    )

"""A trial while it goes on: what is due now, which run belongs to which draw, when to stop."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from afterrun.errors import InvalidValueError
from afterrun.findings.trial import TrialDue
from afterrun.journal import Journal
from afterrun.lab.trial.outcome import can_be_everyday
from afterrun.language import say
from afterrun.reasons import red_flags
from afterrun.records import Allocation, Diary, PainReport, Run, Site, Trial
from afterrun.records.vocabulary import arm_words
from afterrun.report.trial_due import (
    above_ceiling,
    due_next_run,
    due_until,
    instruction,
    rate_first,
    run_in_until,
    stop_here,
    too_little_pain,
    trial_over,
)
from afterrun.trials.allocation import arms_of, block_at, design_of, first_unit_at
from afterrun.trials.designs import design_named

HURTS_NRS = 2.0  # pain that could fall by the point worth having, and not to below 0: judgement
_JUST_BEFORE = timedelta(minutes=10)  # a watch may be started a little before the draw is looked at
_RATED_AGAIN = (timedelta(minutes=20), timedelta(minutes=90))  # around the half hour asked for: judgement


def register(journal: Journal, trial: Trial) -> Trial:
    """Freeze a protocol.

    Raises
    ------
    InvalidValueError
        If the design cannot have so many units, or another trial about the same place is still running.
    """
    design = design_of(trial)
    design.require(trial.units)
    if trial.question != design.question and not (trial.question == "every-day" and can_be_everyday(design)):
        raise InvalidValueError(
            say(
                "question must be {question} for {name}; got {other}.",
                question=design.question,
                name=design.name,
                other=trial.question,
            ),
            remedy=say("Choose another design."),
            field="question",
        )
    if design.unit == "block" and trial.block_days is None:
        raise InvalidValueError(
            say("block_days must be given for {name}; got nothing.", name=design.name),
            remedy=say("For example 14."),
            field="block_days",
        )
    running = running_trial(journal.diary(), trial.start)
    if running is not None:
        raise InvalidValueError(
            say("trial must be the only one; {named} is still running.", named=arm_words(running.named)),
            remedy=say("End it first: afterrun trial stop --reason ..."),
        )
    journal.add([trial])
    return trial


def running_trial(diary: Diary, now: datetime) -> Trial | None:
    """Find the trial that has begun, was not stopped and has units left."""
    for trial in reversed(diary.trials):
        if trial.start <= now and trial.stopped is None and not finished(diary, trial, now):
            return trial
    return None


def latest_trial(diary: Diary) -> Trial:
    """Return the trial begun last.

    Raises
    ------
    InvalidValueError
        If there is none.
    """
    if not diary.trials:
        raise InvalidValueError(
            say("trial must have been started; there is none."),
            remedy=say("See what would fit: afterrun trial design."),
        )
    return diary.trials[-1]


def finished(diary: Diary, trial: Trial, now: datetime) -> bool:
    """Whether all units are over."""
    if trial.block_days is not None:
        return now >= first_unit_at(trial) + timedelta(days=trial.block_days * trial.units)
    drawn = drawn_in(diary, trial)
    return len(drawn) == trial.units and unit_run(diary, trial, trial.units - 1) is not None


def drawn_in(diary: Diary, trial: Trial) -> tuple[Allocation, ...]:
    """Draws of a trial that were shown, in the order of units."""
    return tuple(
        sorted((a for a in diary.allocations if a.trial == trial.sha256 and a.unit < trial.units), key=lambda a: a.unit)
    )


def unit_run(diary: Diary, trial: Trial, unit: int) -> Run | PainReport | None:
    """Find the run that a shown draw was for (the first one after it), or the second rating of an episode."""
    drawn = drawn_in(diary, trial)
    place = next((place for place, each in enumerate(drawn) if each.unit == unit), None)
    if place is None:
        return None
    shown = drawn[place].at
    until = drawn[place + 1].at if place + 1 < len(drawn) else datetime.max.replace(tzinfo=shown.tzinfo)
    if design_named(trial.design).unit == "run":
        since = shown - _JUST_BEFORE
        return next((run for run in diary.runs if since <= run.start < until), None)
    soon, late = (shown + after for after in _RATED_AGAIN)
    again = (r for r in diary.pain if r.site == trial.site and soon <= r.at <= min(late, until))
    return next(again, None)


def draw_next(journal: Journal, trial: Trial, now: datetime, *, pain_nrs: float | None = None) -> TrialDue:
    """Show what is due: the same answer until the run it is for has been run.

    Parameters
    ----------
    journal : Journal
        A draw that is shown for the first time is kept in it.
    trial : Trial
        Still running.
    now : datetime
        The clock.
    pain_nrs : float, optional
        For a trial on relief: how much it hurts now; kept as a report.
    """
    due = _due(journal, trial, now, pain_nrs)
    return replace(due, safety=red_flags(journal.diary(), trial.site, now))


def _due(journal: Journal, trial: Trial, now: datetime, pain_nrs: float | None) -> TrialDue:
    diary = journal.diary()
    if (first := _before_a_draw(diary, trial, now)) is not None:
        return first
    unit_kind = design_named(trial.design).unit
    if unit_kind == "block":
        return _due_block(diary, trial, now)
    if unit_kind == "episode":
        return _due_episode(journal, diary, trial, now, pain_nrs)
    return _due_run(journal, diary, trial, now)


def due_by_day(diary: Diary, trial: Trial, now: datetime) -> TrialDue | None:
    """Say what a trial in blocks of days asks for now; None of one that draws only when somebody asks."""
    return None if trial.block_days is None else _before_a_draw(diary, trial, now) or _due_block(diary, trial, now)


def _before_a_draw(diary: Diary, trial: Trial, now: datetime) -> TrialDue | None:
    if (warning := reason_to_stop(diary, trial, now)) is not None:
        return TrialDue(text=stop_here(warning))
    return TrialDue(text=run_in_until(first_unit_at(trial))) if now < first_unit_at(trial) else None


def _due_block(diary: Diary, trial: Trial, now: datetime) -> TrialDue:
    block = block_at(trial, now)
    if block is None or trial.block_days is None:
        return TrialDue(text=trial_over())
    arm = int(arms_of(trial, diary.allocations).schedule[block])
    until = first_unit_at(trial) + timedelta(days=trial.block_days * (block + 1))
    return TrialDue(arm=arm, unit=block, text=due_until(until, trial, arm))


def _due_run(journal: Journal, diary: Diary, trial: Trial, now: datetime) -> TrialDue:
    drawn = drawn_in(diary, trial)
    waiting = bool(drawn) and unit_run(diary, trial, len(drawn) - 1) is None
    if not waiting and len(drawn) == trial.units:
        return TrialDue(text=trial_over())
    unit = len(drawn) - 1 if waiting else len(drawn)
    arm = int(arms_of(trial, diary.allocations).schedule[unit])
    if not waiting:
        journal.add([Allocation(at=now, trial=trial.sha256, unit=unit, arm=arm)])
    return TrialDue(arm=arm, unit=unit, text=due_next_run(trial, arm))


def _due_episode(journal: Journal, diary: Diary, trial: Trial, now: datetime, pain_nrs: float | None) -> TrialDue:
    drawn = drawn_in(diary, trial)
    if drawn and now < drawn[-1].at + _RATED_AGAIN[1] and unit_run(diary, trial, len(drawn) - 1) is None:
        return TrialDue(arm=drawn[-1].arm, unit=drawn[-1].unit, text=instruction(trial, drawn[-1].arm))
    if len(drawn) == trial.units:
        return TrialDue(text=trial_over())
    if pain_nrs is None:
        return TrialDue(text=rate_first())
    journal.add([PainReport(at=now, site=trial.site, nrs=pain_nrs, source="trial")])
    if pain_nrs < HURTS_NRS:
        return TrialDue(text=too_little_pain(HURTS_NRS))
    arm = int(arms_of(trial, diary.allocations).schedule[len(drawn)])
    journal.add([Allocation(at=now, trial=trial.sha256, unit=len(drawn), arm=arm)])
    return TrialDue(arm=arm, unit=len(drawn), text=instruction(trial, arm))


def reason_to_stop(diary: Diary, trial: Trial, now: datetime) -> str | None:
    """Pain above the trial's ceiling, or a sign that somebody should look at it."""
    above = [r for r in diary.pain if r.site == trial.site and trial.start <= r.at <= now and r.nrs > trial.ceiling_nrs]
    if above:
        worst = max(above, key=lambda report: report.nrs)
        return above_ceiling(worst, trial.ceiling_nrs)
    urgent = [flag for flag in red_flags(diary, trial.site, now) if flag.level in ("same-day", "within-days")]
    return urgent[0].text if urgent else None


def stop(journal: Journal, trial: Trial, now: datetime, reason: str) -> Trial:
    """End a trial before its end; what was learned stays."""
    ended = replace(trial, stopped=now, stop_reason=reason)
    if not journal.end_trial(ended):
        raise InvalidValueError(
            say("trial must be running; it was ended before."), remedy=say("See: afterrun trial result.")
        )
    return ended


def assigned_arms(diary: Diary, trial: Trial, runs: tuple[Run, ...]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Arm that each run was drawn for; NaN outside the trial. Shape (runs,)."""
    if design_named(trial.design).unit == "block":
        found = arms_of(trial, diary.allocations)
        schedule = np.where(found.known, found.schedule.astype(np.float64), np.nan)
        blocks = [block_at(trial, run.start) for run in runs]
        return np.array([np.nan if block is None else schedule[block] for block in blocks])
    arms = np.full(len(runs), np.nan)
    for allocation in drawn_in(diary, trial):
        run = unit_run(diary, trial, allocation.unit)
        if isinstance(run, Run) and run in runs:
            arms[runs.index(run)] = allocation.arm
    return arms


def usual_habits(diary: Diary, site: Site, now: datetime) -> tuple[int, float]:
    """Runs a week and reports a day over the last eight weeks, at least one a week and one every other day."""
    since = now - timedelta(weeks=8)
    runs = [run for run in diary.runs if since < run.end <= now]
    reports = [report for report in diary.pain if report.site == site and since < report.at <= now]
    first = min([run.end for run in runs] + [report.at for report in reports], default=now)
    weeks = max((now - first) / timedelta(weeks=1), 1.0)
    return min(max(round(len(runs) / weeks), 1), 6), float(np.clip(len(reports) / weeks / 7, 0.5, 3.0))

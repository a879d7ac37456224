"""The draw itself: fixed from the first day, seen one unit at a time; and what the record says was drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np

from afterrun.records import Allocation, Trial
from afterrun.response.arrays import Mask
from afterrun.trials.designs import Design, Schedule, design_named


def schedule_of(trial: Trial) -> Schedule:
    """Draw a trial's schedule from its protocol: the same on any machine, changed by any change of the protocol.

    Nobody is shown it ahead of time (`due_unit`); it is not kept anywhere either.
    """
    digest = hashlib.sha256(f"allocation:{trial.protocol}".encode()).digest()
    design = design_of(trial)
    design.require(trial.units)
    return design.draw(trial.units, np.random.default_rng(list(digest)))


@dataclass(frozen=True, slots=True)
class Arms:
    """The arms of a trial as they are judged.

    Parameters
    ----------
    schedule : ndarray, shape (units,)
        Arm of each unit: as recorded, else as drawn from the seed.
    known : ndarray of bool, shape (units,)
        Units whose arm is known. Where the record contradicts the seed, what it leaves out is not.
    as_recorded : bool
        Whether the record contradicts the seed: then another coin than this program's decided, if any did.
    possible : bool
        Whether the design could have drawn it.
    """

    schedule: Schedule
    known: Mask
    as_recorded: bool
    possible: bool


def arms_of(trial: Trial, allocations: Iterable[Allocation]) -> Arms:
    """Put what was recorded before what the seed would draw: an allocation in the journal is the schedule."""
    drawn = schedule_of(trial)
    schedule, known = drawn.copy(), np.zeros(trial.units, bool)
    for each in allocations:
        if each.trial == trial.sha256 and each.unit < trial.units:
            schedule[each.unit], known[each.unit] = each.arm, True
    as_recorded = bool((schedule != drawn).any())
    return Arms(
        schedule=schedule,
        known=known if as_recorded else np.ones(trial.units, bool),
        as_recorded=as_recorded,
        possible=design_of(trial).could_draw(schedule, known),
    )


def design_of(trial: Trial) -> Design:
    """Look up a trial's design, with as many arms as the trial has."""
    design = design_named(trial.design)
    return replace(design, arms=2 + len(trial.others)) if design.several else design


def arm_names(trial: Trial) -> tuple[str, ...]:
    """Name the arms, 0 first: what is done instead, the thing itself, and the others of several."""
    if design_named(trial.design).several:
        return ("nothing", trial.named, *trial.others)
    return (trial.comparator or "nothing", trial.named)


def first_unit_at(trial: Trial) -> datetime:
    """When the run-in is over."""
    return trial.start + timedelta(days=trial.run_in_days)


def block_at(trial: Trial, at: datetime) -> int | None:
    """Number of the block of days that a time lies in; None before the first, after the last, and after a stop."""
    if trial.block_days is None or (trial.stopped is not None and at >= trial.stopped):
        return None
    since = (at - first_unit_at(trial)) / timedelta(days=trial.block_days)
    return int(since) if 0 <= since < trial.units else None

"""The draw itself: fixed from the first day, seen one unit at a time."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from afterrun.records import Trial
from afterrun.trials.designs import Design, Schedule, design_named


def schedule_of(trial: Trial) -> Schedule:
    """Draw a trial's schedule from its protocol: the same on any machine, changed by any change of the protocol.

    Nobody is shown it ahead of time (`due_unit`); it is not kept anywhere either.
    """
    digest = hashlib.sha256(f"allocation:{trial.protocol}".encode()).digest()
    design = design_of(trial)
    design.require(trial.units)
    return design.draw(trial.units, np.random.default_rng(list(digest)))


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

"""Somebody who does not run, and tries something week by week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from afterrun.lab.trial.design import Chosen, planned
from afterrun.records import Allocation, Diary, PainReport, Phase, Site, Trial
from afterrun.trials.allocation import arms_of
from tests.trials.daily import ups_and_downs

HEAD = Site.parse("both-head")
BEGAN = datetime.fromisoformat("2026-03-02T00:00:00+01:00")
THING = "air-purifier"


def day(number: float) -> datetime:
    return BEGAN + timedelta(days=number)


def daily_reports(felt: Sequence[float], *, first: int = 0) -> tuple[PainReport, ...]:
    said = np.clip(np.round(felt), 0, 10)
    return tuple(PainReport(at=day(first + i + 0.8), site=HEAD, nrs=float(nrs)) for i, nrs in enumerate(said))


def promised(*, weeks: int = 12, block_days: int = 14, seed: int = 0, **other: Any) -> Trial:
    chosen = Chosen(
        design="blocks", site=HEAD, intervention=THING, weeks=weeks, block_days=block_days, seed=seed, **other
    )
    return planned(Diary(), chosen, BEGAN)


def recorded(trial: Trial, arms: Sequence[int | None]) -> tuple[Allocation, ...]:
    length = trial.block_days or 1
    return tuple(
        Allocation(at=day(length * unit), trial=trial.sha256, unit=unit, arm=arm)
        for unit, arm in enumerate(arms)
        if arm is not None
    )


def lived(
    trial: Trial, *, allocations: Sequence[Allocation] = (), drop: float = 3.6, level: float = 4.0, seed: int = 0
) -> Diary:
    """A report a day; the thing takes ``drop`` off on the days of its blocks, and nothing else is logged."""
    rng = np.random.default_rng(seed)
    length, schedule = trial.block_days or 1, arms_of(trial, allocations).schedule
    arm = np.repeat(schedule, length)
    t_d = np.arange(float(len(arm))) + 0.8
    felt = level - drop * (arm == 1) + 0.8 * rng.standard_normal(len(arm)) + ups_and_downs(t_d, 0.7, 4.0, rng)
    return Diary(pain=daily_reports(list(felt)), trials=(trial,), allocations=tuple(allocations))


def kept(trial: Trial, schedule: Sequence[int]) -> tuple[Phase, ...]:
    """What was done, as phases."""
    length = trial.block_days or 1
    return tuple(
        Phase(intervention=THING, start=day(length * unit), end=day(length * (unit + 1)))
        for unit, arm in enumerate(schedule)
        if arm
    )


def end(trial: Trial) -> datetime:
    return day((trial.block_days or 1) * trial.units)

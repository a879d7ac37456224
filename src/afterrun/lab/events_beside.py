"""What was logged beside runs, as the checks look at it: when it was over, and how much of the usual it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from afterrun.checks.evidence import Event
from afterrun.lab.preparing import Prepared
from afterrun.records import Diary
from afterrun.records import Event as Logged
from afterrun.records.measured import MEASURED
from afterrun.records.painkillers import hides_pain_for
from afterrun.response.arrays import Floats

_FADES_D = 0.75  # as what strains a place for a day usually does: judgement


def events_beside(diary: Diary, prepared: Prepared) -> tuple[Event, ...]:
    """List kinds of event with their times on the arrays' clock.

    What is measured day by day comes with no run more than with another, and a painkiller comes because it hurts.
    """
    found: dict[str, list[Logged]] = {}
    for event in diary.events:
        if event.kind not in MEASURED and hides_pain_for(event.kind) is None:
            found.setdefault(event.kind, []).append(event)
    return tuple(Event(kind, _ends(each, prepared), _amounts(each)) for kind, each in found.items())


def lately(events: Sequence[Event], report_t_d: Floats) -> Floats:
    """How much of each kind is left at each report, fading over most of a day. Shape (n, kinds). [-]"""
    columns = np.zeros((len(report_t_d), len(events)))
    for column, event in zip(columns.T, events, strict=True):
        since = report_t_d[:, None] - event.t_d[None, :]
        left = np.where(since >= 0, np.exp(-np.maximum(since, 0.0) / _FADES_D), 0.0)
        column[:] = left @ event.amount
    return columns


def _ends(events: list[Logged], prepared: Prepared) -> Floats:
    return np.array([prepared.days(event.at + timedelta(minutes=event.minutes or 0)) for event in events])


def _amounts(events: list[Logged]) -> Floats:
    """Over the usual one, minutes where no amounts are known; where one is missing or nothing, all count alike."""
    for told in ([event.amount for event in events], [event.minutes for event in events]):
        amount = np.array([np.nan if each is None else each for each in told], dtype=np.float64)
        if np.all(amount > 0):
            return np.asarray(amount / np.median(amount))
    return np.ones(len(events))

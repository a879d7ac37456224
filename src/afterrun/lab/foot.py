"""A what-if of the calf and the foot."""

from __future__ import annotations

import time

import numpy as np

from afterrun.findings import FootEffect, FootStance, FootWhatIf
from afterrun.foot import Changes, Effect, RunningStance, effects_of
from afterrun.tissue import Body, Strike

_ROUNDED = 2  # digits: the methods differ by far more


def stance_of(
    body: Body,
    *,
    speed_mps: float | None = None,
    grade: float | None = None,
    strike: Strike | None = None,
    cadence_spm: float | None = None,
) -> RunningStance:
    """Take a usual stance; what is not told is an average runner's at 3 m/s on the level, landing as the body says."""
    usual = RunningStance(body=body)
    return RunningStance(
        speed_mps=usual.speed_mps if speed_mps is None else speed_mps,
        grade=usual.grade if grade is None else grade,
        strike=strike or body.strike or usual.strike,
        cadence_spm=cadence_spm,
        body=body,
    )


def what_if(running: RunningStance, changes: Changes) -> FootWhatIf:
    """Compare the usual stance with the changed one."""
    before = time.process_time()
    effects = effects_of(running, changes)
    seconds = time.process_time() - before
    changed = running.after(changes)
    return FootWhatIf(
        stance=FootStance(
            speed_m_s=running.speed_mps,
            grade=running.grade,
            strike=running.strike,
            cadence_spm=round(running.steps_per_minute, 1),
        ),
        change=dict(changes.made),
        effects=tuple(map(_told, effects)),
        anatomies=max(each.values.size for each in effects),
        beyond=tuple(dict.fromkeys((*running.beyond, *changed.beyond))),
        seconds=round(seconds, 4),
    )


def _told(effect: Effect) -> FootEffect:
    return FootEffect(
        quantity=effect.quantity,
        methods={"lever": _rounded(np.median(effect.values))},
        lo=_rounded(effect.values.min()),
        hi=_rounded(effect.values.max()),
        direction=effect.direction,
        why=effect.why,
    )


def _rounded(value: float) -> float:
    return round(float(value), _ROUNDED) + 0.0  # no negative zero

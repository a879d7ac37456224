"""A what-if of the calf and the foot: by the lever at once, and by whole stances where there is time and the extra."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from afterrun.errors import MissingExtraError
from afterrun.findings import FootEffect, FootRay, FootStance, FootWhatIf
from afterrun.foot import Changes, Effect, Progress, RunningStance, Slower, can_go_deeper, effects_of, rays
from afterrun.language import say
from afterrun.tissue import Body, Strike
from afterrun.tissue.curves import Floats

_ROUNDED = 2  # digits: the methods differ by far more


@dataclass(frozen=True, slots=True, eq=False)
class Deeper:
    """A what-if by all methods, and the leg of one of them to be drawn.

    Parameters
    ----------
    told : FootWhatIf
        What comes of it.
    slower : Slower
        What the slower methods found.
    """

    told: FootWhatIf
    slower: Slower


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


def what_if(running: RunningStance, changes: Changes, slower: Slower | None = None) -> FootWhatIf:
    """Compare the usual stance with the changed one, by the lever; with what slower methods found, if they are done."""
    changes = _other_than(running, changes)
    before = time.process_time()
    effects = effects_of(running, changes, slower)
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
        rays=tuple(FootRay(head=each.head, lo=_rounded(each.low), hi=_rounded(each.high)) for each in rays()),
        anatomies=max(each.values["lever"].size for each in effects),
        stances=_count(slower),
        beyond=tuple(dict.fromkeys((*running.beyond, *changed.beyond))),
        seconds=round(seconds, 4),
    )


def what_if_deeper(running: RunningStance, changes: Changes, progress: Progress = lambda done, of: None) -> Deeper:
    """Compare them by the lever, with the same drive replayed, and with the whole stance found anew.

    Raises
    ------
    MissingExtraError
        If the extra ``foot`` is not installed.
    """
    if not can_go_deeper():
        raise MissingExtraError(
            say("Whole stances need the extra foot."),
            remedy=say("Install it with: pip install 'afterrun[foot]'"),
        )
    from afterrun.foot.stance_model.study import study

    changes = _other_than(running, changes)
    before = time.process_time()
    slower = study(running, changes, progress=progress)
    told = what_if(running, changes, slower)
    return Deeper(replace(told, seconds=round(time.process_time() - before, 2)), slower)


def _other_than(running: RunningStance, changes: Changes) -> Changes:
    """Leave out the way of landing that is usual anyway: nothing is different with it."""
    return replace(changes, strike=None) if changes.strike == running.strike else changes


def _count(slower: Slower | None) -> int:
    return 0 if slower is None else max(each.size for each in slower.values["adapted"].values())


def _told(effect: Effect) -> FootEffect:
    every = np.concatenate(list(effect.values.values()))
    return FootEffect(
        quantity=effect.quantity,
        methods={method: _of_method(method, values) for method, values in effect.values.items()},
        lo=_rounded(every.min()),
        hi=_rounded(every.max()),
        direction=effect.direction,
        why=effect.why,
    )


def _of_method(method: str, values: Floats) -> float | tuple[float, float]:
    """The middle of the anatomies; of the stances found anew both ends, for nobody knows what a body spares."""
    if method == "adapted":
        return _rounded(values.min()), _rounded(values.max())
    return _rounded(np.median(values))


def _rounded(value: float) -> float:
    return round(float(value), _ROUNDED) + 0.0  # no negative zero

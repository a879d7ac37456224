"""What real runners do in stance, at the moments of a mesh: what a whole stance is likened to, and begins from.

Angles and moments of 26 runners (`tissue.curves`, `tissue.stance`). Along the ground, a sine fitted to the same runners
(rmse .056 BW): -(.325 + .096 (v - 3.5)) sin(2 pi q) abs(sin(pi q))^.21 BW, q the share of stance warped so that braking
ends at .506, braking times .966.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.foot.changes import Changes
from afterrun.foot.stances import RunningStance
from afterrun.tissue.curves import ANKLE_DEG, FOOT_DEG, KNEE_DEG, SHANK_DEG, Floats
from afterrun.tissue.stance import GRAVITY_MPS2

_ALONG, _ALONG_BY_SPEED, _AT_MPS, _ALONG_SHARP, _BRAKES_UNTIL, _BRAKING = 0.325, 0.096, 3.5, 0.21, 0.506, 0.966


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """Curves of real runners at k shares of stance.

    Parameters
    ----------
    s : ndarray, shape (k,)
        From 0 to 1. [-]
    thigh_rad, shank_rad, ankle_rad, foot_rad : ndarray, shape (k,)
        Angles; knee flexion is thigh less shank.
    likened : ndarray, shape (6, k)
        In the order of `dynamics.REFERENCES`; the force square to the ground as its product with the contact time.
    """

    s: Floats
    thigh_rad: Floats
    shank_rad: Floats
    ankle_rad: Floats
    foot_rad: Floats
    likened: Floats


def reference_at(s: Floats, running: RunningStance, changes: Changes) -> Reference:
    """Take the curves of a changed way of running."""
    after = running.after(changes)
    step = after.steps()
    mass_kg = running.mass_kg * (1 + changes.mass_percent / 100)
    shank, knee, ankle, foot = (
        np.deg2rad(curve.at(s, after.strike)) for curve in (SHANK_DEG, KNEE_DEG, ANKLE_DEG, FOOT_DEG)
    )
    weight = mass_kg * GRAVITY_MPS2
    square = _between(s, step.s, step.force_bw[0]) * weight
    uphill = np.tan(np.arctan(after.grade)) * square
    along = _along_bw(s, after.speed_mps) * weight + uphill
    moment = _between(s, step.s, step.ankle_nm_kg[0]) * mass_kg
    likened = np.vstack([shank + knee, knee, ankle, square * step.contact_s[0], along, moment])
    return Reference(s, shank + knee, shank, ankle, foot, likened)


def landing_rad(running: RunningStance, changes: Changes) -> float:
    """Angle of the sole at contact: of runners who land so. [rad]"""
    return float(np.deg2rad(FOOT_DEG.at(np.array([0.0]), running.after(changes).strike)[0]))


def _along_bw(s: Floats, speed_mps: float) -> Floats:
    size = _ALONG + _ALONG_BY_SPEED * (speed_mps - _AT_MPS)
    warped = np.where(s < _BRAKES_UNTIL, s / _BRAKES_UNTIL / 2, 0.5 + (s - _BRAKES_UNTIL) / (1 - _BRAKES_UNTIL) / 2)
    wave = -size * np.sin(2 * np.pi * warped) * np.abs(np.sin(np.pi * warped)) ** _ALONG_SHARP
    found: Floats = np.where(s < _BRAKES_UNTIL, _BRAKING, 1.0) * wave
    return found


def _between(s: Floats, at: Floats, values: Floats) -> Floats:
    """Interpolate; nothing presses where stance begins and ends."""
    found: Floats = np.interp(s, np.concatenate([[0.0], at, [1.0]]), np.concatenate([[0.0], values, [0.0]]))
    return found

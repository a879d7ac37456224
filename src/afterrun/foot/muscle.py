"""How a muscle pulls that is held: fibres and tendon in series, at rest in every moment.

Curves of De Groote 2016 (doi 10.1007/s10439-016-1591-9): active force over length as three bells, tendon and passive
force as exponentials. Speed of the fibres is left out: this is a lever, not a movement.
"""

from __future__ import annotations

import numpy as np

from afterrun.foot.anatomy import Calves
from afterrun.tissue.curves import Floats

BELLS = ((0.815, 1.055, 0.162, 0.063), (0.433, 0.717, -0.030, 0.200), (0.100, 1.000, 0.354, 0.000))
TENDON = (0.200, 0.995, 0.250)
PASSIVE_SHAPE = 4.0
_MOST_FORCE = 2.0  # of the largest isometric force: beyond it a tendon tears
_HALVINGS = 8  # leaves .008 of that, and the straight line through it about 1e-5 (but near 0, where nothing pulls)
_SHORTEST = 0.01  # fibre along the tendon, over its length of largest force: keeps the bells defined


def active_share(length: Floats) -> Floats:
    """Active force over its largest at a fibre length over that of largest force. [-]"""
    found: Floats = np.zeros_like(length)
    for height, middle, wide, wider in BELLS:
        away = (length - middle) / (wide + wider * length)
        found += height * np.exp(-0.5 * away * away)
    return found


def passive_share(length: Floats, calves: Calves) -> Floats:
    """Passive force over the largest active force at such a length. [-]"""
    begins, ends = calves.passive
    stretched = np.clip((length - 1 - begins) / (ends - begins), 0, 2)
    found: Floats = np.expm1(PASSIVE_SHAPE * stretched) / np.expm1(PASSIVE_SHAPE)
    return found


def path_m(calves: Calves, ankle_rad: Floats, knee_rad: Floats) -> Floats:
    """Length of each muscle with its tendon at a posture, shape (3, c, k). [m]"""
    straight = calves.slack_m + calves.neutral * calves.fibre_m * np.cos(calves.pennation_rad)
    ankle = sum(arm * ankle_rad ** (i + 1) / (i + 1) for i, arm in enumerate(calves.arm_mm))
    knee = sum(arm * knee_rad ** (i + 1) / (i + 1) for i, arm in enumerate(calves.knee_arm_mm))
    found: Floats = straight + (ankle - knee) / 1000
    return found


def ankle_arm_m(calves: Calves, ankle_rad: Floats) -> Floats:
    """Arm of each muscle at the ankle, shape (3, c, k). [m]"""
    return np.asarray(sum(arm * ankle_rad**i for i, arm in enumerate(calves.arm_mm)) / 1000, dtype=np.float64)


def activation_for(calves: Calves, force: Floats, path: Floats, *, gain: float = 1.0) -> Floats:
    """Say how strongly each muscle is driven where its tendon pulls with a force; 0 where it resists more by itself.

    Parameters
    ----------
    calves : Calves
        Whose.
    force : ndarray, shape (3, c, k)
        Over the largest isometric force. [-]
    path : ndarray, shape (3, c, k)
        See `path_m`. [m]
    gain : float
        What the passive force is multiplied by. [-]

    Returns
    -------
    ndarray, shape (3, c, k)
        May be above 1: then the model is too weak for it. [-]
    """
    along, length = _fibre(calves, force, path)
    wanted = force * length * calves.fibre_m / along - gain * passive_share(length, calves)
    return np.maximum(wanted / active_share(length), 0)


def held_force(
    calves: Calves, activation: Floats, path: Floats, *, strength: Floats | float = 1.0, gain: float = 1.0
) -> Floats:
    """Solve for the force at which fibres and tendon hold each other, by halving.

    Parameters
    ----------
    calves : Calves
        Whose.
    activation : ndarray, shape (3, c, k)
        See `activation_for`. [-]
    path : ndarray, shape (3, c, k)
        [m]
    strength : float or ndarray, shape (3, 1, 1)
        What the active force is multiplied by. [-]
    gain : float
        What the passive force is multiplied by. [-]

    Returns
    -------
    ndarray, shape (3, c, k)
        Over the largest isometric force. [-]
    """
    low = np.zeros(np.broadcast(activation, path).shape)
    high = np.full_like(low, _MOST_FORCE)
    below, above = np.ones_like(low), -np.ones_like(low)
    for _ in range(_HALVINGS):
        force = (low + high) / 2
        along, length = _fibre(calves, force, path)
        pull = activation * strength * active_share(length) + gain * passive_share(length, calves)
        lacking = pull * along / calves.fibre_m - force * length
        more = lacking > 0
        low, below = np.where(more, force, low), np.where(more, lacking, below)
        high, above = np.where(more, high, force), np.where(more, above, lacking)
    # Between the last two it is a straight line.
    return low + (high - low) * below / (below - above)


def fibre_length(calves: Calves, force: Floats, path: Floats) -> Floats:
    """Fibre length over that of largest force, where the tendon pulls with a force, shape (3, c, k). [-]"""
    return _fibre(calves, force, path)[1]


def _fibre(calves: Calves, force: Floats, path: Floats) -> tuple[Floats, Floats]:
    """Fibre length along the tendon [m], and as a whole over that of largest force [-], at a tendon force."""
    scale, shift, offset = TENDON
    tendon = calves.slack_m * (np.log((force + offset) / scale) / calves.tendon + shift)
    along = np.maximum(path - tendon, _SHORTEST * calves.fibre_m)
    across = calves.fibre_m * np.sin(calves.pennation_rad)
    return along, np.hypot(along, across) / calves.fibre_m

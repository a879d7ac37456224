"""The ground, smooth enough to be differentiated: three round places that are pressed into it and rub.

A place d deep is pressed back with k d (d smoothed over 1.5 mm: with less, many near minima), more where it sinks and
less where it rises; it rubs with at most .8 of that. Stiffness: judgement, of a shoe and a heel pad.
"""

from __future__ import annotations

from typing import Any

import casadi as ca

from afterrun.foot.stance_model.skeleton import ROUND_M, Skeleton
from afterrun.tissue.body import USUAL_MASS_KG

PLACES = ("heel", "heads", "toes")
_STIFF_N_M = {"heel": 1.1e5, "heads": 1.5e5, "toes": 0.7e5}  # of a runner of usual mass
_SMOOTH_M, _DAMPING_S_M, _RUBS, _SLOW_MPS = 1.5e-3, 0.8, 0.8, 0.15


def pressed(leg: Skeleton, p: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """Say what presses on each place, and the generalised forces of all of them.

    Returns
    -------
    dict of str to SX, shape (2,)
        Along and square to the ground, by `PLACES`. [N]
    SX, shape (7,)
    """
    forces, total = {}, ca.SX.zeros(leg.q.numel())
    for place in PLACES:
        centre = getattr(leg, place)
        turn = ca.jacobian(centre, leg.q)
        speed = turn @ leg.qd
        deep = _positive(ROUND_M - centre[1], _SMOOTH_M)
        stiff = _STIFF_N_M[place] * p["mass_kg"] / USUAL_MASS_KG
        square = stiff * deep * _positive(1 - _DAMPING_S_M * speed[1], 0.1)
        forces[place] = ca.vertcat(-_RUBS * square * ca.tanh(speed[0] / _SLOW_MPS), square)
        total += turn.T @ forces[place]
    return forces, total


def _positive(x: Any, over: float) -> Any:
    """The part above 0, rounded off."""
    return (x + ca.sqrt(x * x + over * over)) / 2

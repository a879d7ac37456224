"""What resists without being driven: plantar fascia, ligaments of the arch, toes with their shoe, ends of joints."""

from __future__ import annotations

from typing import Any

import casadi as ca

from afterrun.foot.stance_model.skeleton import Skeleton

# Arms of the fascia at midfoot and toes, its length, and its stretch in an unloaded foot (D'Hondt 2024). [m]
_AT_ARCH_M, _AT_TOES_M, _LONG_M, _BEFORE_M = 0.0415, 0.0067, 0.146, 0.0003
_STEEPER = 20.6  # see `whole_feet`
_SMOOTH_M = 3e-4
_ARCH_STEEPER_RAD, _ARCH_DAMPING, _TOES_DAMPING = 0.2, 2.0, 0.25  # [rad, Nms, Nms]
_TOES_END_DEG, _KNEE_END_DEG = (-5.0, 45.0), (3.0, 120.0)
_TOES_END_NM, _KNEE_END_NM = 150.0, 300.0  # beyond it, for each rad: judgement


def resistance(leg: Skeleton, p: dict[str, Any]) -> tuple[Any, Any]:
    """Say how the fascia pulls [N], and the generalised forces of all that resists, shape (7,)."""
    ratio = p["ratio"]
    stretch = ratio * (_AT_ARCH_M * leg.arch + _AT_TOES_M * leg.toe) + _BEFORE_M
    taut = (stretch + ca.sqrt(stretch * stretch + _SMOOTH_M**2)) / 2
    strain = taut / (_LONG_M * ratio)
    fascia_n = p["fascia_n"] * (strain + _STEEPER * strain * strain)
    arch_nm = -p["arch_nm"] * leg.arch * (1 + (leg.arch / _ARCH_STEEPER_RAD) ** 2)
    arch_nm -= _ARCH_DAMPING * leg.rate(leg.arch)
    toes_nm = (
        -p["toes_nm"] * leg.toe - _TOES_DAMPING * leg.rate(leg.toe) - _beyond(leg.toe, _TOES_END_DEG, _TOES_END_NM)
    )
    knee_nm = -_beyond(leg.knee, _KNEE_END_DEG, _KNEE_END_NM)
    total = -fascia_n * ca.jacobian(stretch, leg.q).T
    for moment, joint in ((arch_nm, leg.arch), (toes_nm, leg.toe), (knee_nm, leg.knee)):
        total += moment * ca.jacobian(joint, leg.q).T
    return fascia_n, total


def _beyond(angle: Any, ends_deg: tuple[float, float], stiff: float) -> Any:
    low, high = (end * ca.pi / 180 for end in ends_deg)

    def rounded(x: Any) -> Any:
        return (x + ca.sqrt(x * x + 1e-4)) / 2

    return stiff * (rounded(angle - high) - rounded(low - angle))

"""Thigh, shank and a foot of three parts in the plane, with the rest of the body as a mass at the hip.

Seven coordinates: place of the hip, and the angles of thigh, shank, rearfoot, forefoot and toes in space. Masses and
sizes: means of four published models (Delp 1990, Rajagopal 2016, D'Hondt 2024, Falisse 2022) at a height of 1.76 m;
ankle to metatarsal heads .133 m in 26 runners.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import casadi as ca

from afterrun.tissue.stance import GRAVITY_MPS2

N_COORDINATES = 7
_THIGH_M, _SHANK_M, _MIDDLE = 0.41, 0.42, 0.433  # lengths, and where their mass lies along them
_MASSES = {"body": 0.8045, "thigh": 0.122, "shank": 0.049, "rear": 0.0115, "fore": 0.0085, "toes": 0.0045}
_SHOE_KG = {"rear": 0.15, "fore": 0.10, "toes": 0.03}
_GYRATION = {"thigh": 0.323 * _THIGH_M, "shank": 0.302 * _SHANK_M}
_INERTIA_KG_M2 = {"rear": 1.6e-3, "fore": 1.2e-3, "toes": 3e-4}  # of the foot's parts with their shoe
# From the ankle, in the frame of each part [m]; the sole is .075 below the ankle, without the shoe.
_MIDFOOT, _HEADS, _TOE_TIP, _HEEL = (0.037, -0.032), (0.096, -0.022), 0.053, (-0.045, -0.075)
_HEADS_UP = -0.075 - _MIDFOOT[1] - _HEADS[1]
_STACK_M, ROUND_M = 0.024, 0.012  # of the shoe under the forefoot, and how round the places of contact are
_CENTRES = {"rear": (-0.005, -0.035), "fore": (0.047, -0.015), "toes": (0.025, -0.005)}


@dataclass(frozen=True, slots=True, eq=False)
class Skeleton:
    """Symbols of a leg; all are CasADi expressions.

    Parameters
    ----------
    q, qd, qdd : SX, shape (7,)
        Coordinates, speeds, accelerations.
    knee, ankle, arch, toe : SX
        Angles of the joints: flexion, dorsiflexion, flattening of the arch, toes bent up. [rad]
    inertial : SX, shape (7,)
        Generalised forces that the motion asks for, gravity put in.
    heel, heads, toes : SX, shape (2,)
        Centres of the round places that touch the ground. [m]
    speed_mps : SX, shape (2,)
        Of the centre of mass.
    places : SX, shape (2, 7)
        Hip, knee, ankle, midfoot, and where heads, toes and heel touch, to be drawn. [m]
    """

    q: Any
    qd: Any
    qdd: Any
    knee: Any
    ankle: Any
    arch: Any
    toe: Any
    inertial: Any
    heel: Any
    heads: Any
    toes: Any
    speed_mps: Any
    places: Any

    def rate(self, of: Any) -> Any:
        """How quickly an expression of the coordinates changes."""
        return ca.jacobian(of, self.q) @ self.qd


def skeleton(p: dict[str, Any]) -> Skeleton:
    """Set up the symbols of a leg with the numbers ``p``."""
    q, qd, qdd = (ca.SX.sym(name, N_COORDINATES) for name in ("q", "qd", "qdd"))
    thigh, shank, rear, fore, toes = (q[i] for i in range(2, N_COORDINATES))
    ratio = p["ratio"]
    hip = q[:2]
    knee = hip + ratio * _THIGH_M * _down(thigh)
    ankle = knee + ratio * _SHANK_M * _down(shank)
    midfoot = ankle + ratio * _turned(rear, *_MIDFOOT)
    heads = midfoot + ratio * _turned(fore, *_HEADS)
    low = ratio * _HEADS_UP - _STACK_M + ROUND_M
    heel_low = ratio * _HEEL[1] - _STACK_M - p["drop_m"] + ROUND_M
    centres = {
        "body": hip,
        "thigh": hip + _MIDDLE * (knee - hip),
        "shank": knee + _MIDDLE * (ankle - knee),
        "rear": ankle + ratio * _turned(rear, *_CENTRES["rear"]),
        "fore": midfoot + ratio * _turned(fore, *_CENTRES["fore"]),
        "toes": heads + ratio * _turned(toes, *_CENTRES["toes"]),
    }
    masses = {part: share * p["mass_kg"] + _SHOE_KG.get(part, 0.0) for part, share in _MASSES.items()}
    whole = sum(masses.values())
    centre = sum(masses[part] * at for part, at in centres.items()) / whole
    return Skeleton(
        q,
        qd,
        qdd,
        knee=thigh - shank,
        ankle=rear - shank,
        arch=fore - rear,
        toe=toes - fore,
        inertial=_inertial(q, qd, qdd, masses, centres, p),
        heel=ankle + _turned(rear, ratio * _HEEL[0], heel_low),
        heads=heads + _turned(fore, 0.0, low),
        toes=heads + _turned(toes, ratio * _TOE_TIP, low),
        speed_mps=ca.jacobian(centre, q) @ qd,
        places=ca.horzcat(
            hip,
            knee,
            ankle,
            midfoot,
            heads + _turned(fore, 0.0, low),
            heads + _turned(toes, ratio * _TOE_TIP, low),
            ankle + _turned(rear, ratio * _HEEL[0], heel_low),
        ),
    )


def gravity(p: dict[str, Any]) -> Any:
    """Gravity in the frame of the ground, which may slope. [m/s^2]"""
    return -GRAVITY_MPS2 * ca.vertcat(ca.sin(p["slope_rad"]), ca.cos(p["slope_rad"]))


def _inertial(q: Any, qd: Any, qdd: Any, masses: dict[str, Any], centres: dict[str, Any], p: dict[str, Any]) -> Any:
    asked = ca.SX.zeros(N_COORDINATES)
    for part, at in centres.items():
        turn = ca.jacobian(at, q)
        acceleration = ca.jacobian(turn @ qd, q) @ qd + turn @ qdd
        asked += turn.T @ (masses[part] * (acceleration - gravity(p)))
    for i, part in enumerate(("thigh", "shank", "rear", "fore", "toes")):
        gyration = _GYRATION.get(part)
        own = _INERTIA_KG_M2[part] if gyration is None else masses[part] * gyration**2
        asked[i + 2] += own * p["ratio"] ** 2 * qdd[i + 2]
    return asked


def _down(angle: Any) -> Any:
    return ca.vertcat(ca.sin(angle), -ca.cos(angle))


def _turned(angle: Any, x: Any, y: Any) -> Any:
    return ca.vertcat(ca.cos(angle) * x - ca.sin(angle) * y, ca.sin(angle) * x + ca.cos(angle) * y)

"""Everything of a leg at one moment: how it goes on, what must be 0, what it carries, and what it costs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import casadi as ca
import numpy as np

from afterrun.foot.stance_model.ground import PLACES, pressed
from afterrun.foot.stance_model.parameters import NAMES
from afterrun.foot.stance_model.pull import LAG_S, pull
from afterrun.foot.stance_model.resistance import resistance
from afterrun.foot.stance_model.skeleton import skeleton
from afterrun.foot.stance_model.whole_feet import MUSCLES
from afterrun.tissue.body import USUAL_MASS_KG

N_MUSCLES = len(MUSCLES)
N_STATES, N_CONTROLS = 14 + 2 * N_MUSCLES, 7 + 2 * N_MUSCLES + 2
# States: coordinates, speeds, activations, tendon forces. Controls: accelerations, excitations, rates of the tendon
# forces, torques at hip and knee. All are solved in units in which they are about 1.
STATE_UNITS = np.concatenate([np.ones(7), [3, 1, 8, 8, 15, 15, 20], np.ones(2 * N_MUSCLES)])
CONTROL_UNITS = np.concatenate(
    [[30, 30, 200, 200, 500, 500, 800], np.ones(N_MUSCLES), np.full(N_MUSCLES, 20.0), [1, 1]]
)
STEERED = {"excitations": slice(7, 7 + N_MUSCLES), "torques": slice(7 + 2 * N_MUSCLES, 9 + 2 * N_MUSCLES)}
TORQUE_NM_KG = 300 / 70.0  # of hip and knee, where the control is 1: judgement
_RESIDUAL_UNITS = np.array([700.0, 700.0, 100.0, 100.0, 50.0, 50.0, 20.0])  # [N, Nm]
OUTPUTS = (
    *(f"{place}_n" for place in PLACES),
    "along_n",
    "square_n",
    *(f"{muscle}_n" for muscle in MUSCLES),
    "fascia_n",
    "ankle_nm",
    "knee_nm",
    "ankle_rad",
    "knee_rad",
    "arch_rad",
    "toe_rad",
    "rear_rad",
    "ahead_mps",
    "up_mps",
    "soleus_length",
)
REFERENCES = ("thigh_rad", "knee_rad", "ankle_rad", "square_n", "along_n", "ankle_nm")
# How far runners differ from their mean, or a stance from another's: one unit of cost each. The moment's is the sd of
# 26 runners (10 %); forces 3.6 and 1.1 N/kg, angles 6 degrees: judgement.
_UNITS_OF_LIKENESS = (0.105, 0.105, 0.105, 3.6, 1.1, 0.24)
_LIKENESS, _SMALL = 0.03, 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Dynamics:
    """CasADi functions of states (24), controls (19) and parameters.

    Parameters
    ----------
    step : Function
        To the rates of the states, the residuals (12), and `OUTPUTS`.
    cost : Function
        With `REFERENCES` too: the cost of the moment.
    places : Function
        Of coordinates and parameters: what is drawn, shape (2, 7), and how high the three places are, shape (3,).
    """

    step: Any
    cost: Any
    places: Any


@cache
def dynamics() -> Dynamics:
    """Set up the functions; once is enough for all legs."""
    vector = ca.SX.sym("p", len(NAMES))
    p = {name: vector[i] for i, name in enumerate(NAMES)}
    leg = skeleton(p)
    muscles, (ground, from_ground) = pull(leg, p), pressed(leg, p)
    fascia_n, resists = resistance(leg, p)
    torques, excitation = ca.SX.sym("tq", 2), ca.SX.sym("e", N_MUSCLES)
    hip_nm, knee_nm = (torques[i] * TORQUE_NM_KG * p["mass_kg"] for i in (0, 1))
    forces = from_ground + muscles.generalised + resists
    forces[2] += hip_nm
    forces -= knee_nm * ca.jacobian(leg.knee, leg.q).T
    states = ca.vertcat(leg.q, leg.qd, muscles.activation, muscles.force)
    controls = ca.vertcat(leg.qdd, excitation, muscles.force_rate, torques)
    rates = ca.vertcat(leg.qd, leg.qdd, (excitation - muscles.activation) / LAG_S, muscles.force_rate)
    scale = p["mass_kg"] / USUAL_MASS_KG
    residual = ca.vertcat((leg.inertial - forces) / (_RESIDUAL_UNITS * scale), muscles.lacking)
    along, square = (sum(ground[place][i] for place in PLACES) for i in (0, 1))
    outputs = ca.vertcat(
        *(ground[place][1] for place in PLACES),
        along,
        square,
        muscles.newtons,
        fascia_n,
        muscles.ankle_nm,
        knee_nm,
        leg.ankle,
        leg.knee,
        leg.arch,
        leg.toe,
        leg.q[4],
        leg.speed_mps,
        muscles.lengths[0],
    )
    likened = (leg.q[2], leg.knee, leg.ankle, square, along, muscles.ankle_nm)
    reference = ca.SX.sym("reference", len(REFERENCES))
    unlike = _unlike(likened, reference, p["mass_kg"])
    effort = (1 - p["cubed"]) * ca.sumsqr(muscles.activation) + p["cubed"] * 2 * ca.sum1(muscles.activation**3)
    effort += p["torque"] * ca.sumsqr(torques)
    jerky = ca.sumsqr(leg.qdd / 500) + ca.sumsqr(muscles.force_rate / 20) + ca.sumsqr(excitation)
    cost = effort + _LIKENESS * p["likeness"] * unlike + _SMALL * jerky
    heights = ca.vertcat(*(getattr(leg, place)[1] for place in PLACES))
    return Dynamics(
        step=ca.Function("step", [states, controls, vector], [rates, residual, outputs]),
        cost=ca.Function("cost", [states, controls, vector, reference], [cost]),
        places=ca.Function("places", [leg.q, vector], [leg.places, heights]),
    )


def _unlike(likened: tuple[Any, ...], reference: Any, mass_kg: Any) -> Any:
    """How unlike real runners a moment is; forces and moments by the body's mass."""
    total = 0
    for i, (name, value) in enumerate(zip(REFERENCES, likened, strict=True)):
        unit = _UNITS_OF_LIKENESS[i] * (1.0 if name.endswith("_rad") else mass_kg)
        total += ((value - reference[i]) / unit) ** 2
    return total

"""A whole stance as one problem of numbers: states and controls at every moment, and what binds them.

The stance is one of many alike. The flight after it ends with the speeds and the height that it began with, one step
farther on: so its force has the impulse that carries the body, without a leg that swings. [CasADi: doi
10.1007/s12532-018-0139-4]
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import casadi as ca
import numpy as np

from afterrun.foot.stance_model.dynamics import (
    CONTROL_UNITS,
    N_CONTROLS,
    N_MUSCLES,
    N_STATES,
    OUTPUTS,
    REFERENCES,
    STATE_UNITS,
    Dynamics,
    dynamics,
)
from afterrun.foot.stance_model.mesh import Mesh
from afterrun.foot.stance_model.parameters import NAMES
from afterrun.tissue.curves import Floats
from afterrun.tissue.stance import GRAVITY_MPS2

_TOUCHES_N_KG = 0.58  # where stance begins and ends: 40 N of 70 kg, the threshold of force plates
_CONTACT_S = (0.10, 0.42)
_CONTACT_COST, _CONTACT_SD_S = 0.05, 0.02
_USUAL_CONTACT_S = 0.25  # makes the cost of a stance one number
_DEG = np.pi / 180
# What no running leg does: keeps the search where the curves are defined.
_STATES_LOW = [-1, 0.6, *np.multiply(_DEG, [-60, -80, -100, -100, -60]), 0, -3, -15, -15, -25, -30, -40]
_STATES_HIGH = [2.5, 1.4, *np.multiply(_DEG, [75, 40, 50, 50, 60]), 9, 3, 15, 15, 25, 30, 40]
_CONTROLS_LOW = [-150, -150, *[-3000] * 5]
_LEAST, _MOST_TENDON, _QUICKEST = 0.01, 1.8, 60.0


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A stance to be solved, for all numbers of a runner, foot and cost.

    Parameters
    ----------
    mesh : Mesh
        Its moments.
    nlp : dict
        Unknowns ``x``, cost ``f``, what binds them ``g``, numbers ``p``, as CasADi takes them.
    lower, upper, g_lower, g_upper : ndarray
        Bounds.
    steps : int
        How many of ``g``, the last ones, make it one of many like stances.
    read : Function
        Unknowns and numbers to states, controls, contact time [s] and outputs.
    """

    mesh: Mesh
    nlp: dict[str, Any]
    lower: Floats
    upper: Floats
    g_lower: Floats
    g_upper: Floats
    steps: int
    read: Any

    @property
    def steered(self) -> tuple[int, int]:
        """How many unknowns are states, and how many controls."""
        columns = self.mesh.points + 1
        return N_STATES * columns, N_CONTROLS * columns


@cache
def problem(mesh: Mesh) -> Problem:
    """Build it; once is enough for all legs."""
    columns, model = mesh.points + 1, dynamics()
    states, controls = ca.MX.sym("X", N_STATES, columns), ca.MX.sym("U", N_CONTROLS, columns)
    contact, vector = ca.MX.sym("t"), ca.MX.sym("p", len(NAMES))
    curves = ca.MX.sym("reference", len(REFERENCES), columns)
    p = {name: vector[i] for i, name in enumerate(NAMES)}
    x, u = _in_units(states, STATE_UNITS), _in_units(controls, CONTROL_UNITS)
    rates, residual, outputs = model.step.map(columns)(x, u, ca.repmat(vector, 1, columns))
    steps = _one_of_many(x, outputs, contact, p)
    bound = (_defects(x, rates, contact, mesh), residual, steps)
    g = ca.vertcat(*(ca.vec(each) for each in bound))
    numbers = ca.vertcat(vector, ca.vec(curves))
    unknowns = ca.vertcat(ca.vec(states), ca.vec(controls), contact)
    cost = _cost(model, x, u, vector, curves, contact, mesh, p)
    lower, upper = _bounds(columns)
    none = np.zeros(g.numel())
    return Problem(
        mesh=mesh,
        nlp={"x": unknowns, "f": cost, "g": g, "p": numbers},
        lower=lower,
        upper=upper,
        g_lower=none,
        g_upper=none,
        steps=steps.numel(),
        read=ca.Function("read", [unknowns, numbers], [x, u, contact, outputs]),
    )


def _in_units(values: Any, units: Floats) -> Any:
    return ca.repmat(ca.DM(units), 1, values.shape[1]) * values


def _defects(x: Any, rates: Any, contact: Any, mesh: Mesh) -> Any:
    """Where the states of each stage are not what the rates of all stages of that part make them."""
    h, d = contact / mesh.parts, mesh.stages
    begins = x[:, :-1:d]
    off = []
    for stage in range(d):
        grown = sum(mesh.weights[stage, k] * rates[:, k + 1 :: d] for k in range(d))
        off.append((x[:, stage + 1 :: d] - begins - h * grown) / ca.repmat(ca.DM(STATE_UNITS), 1, mesh.parts))
    return ca.vertcat(*off)


def _cost(
    model: Dynamics, x: Any, u: Any, vector: Any, curves: Any, contact: Any, mesh: Mesh, p: dict[str, Any]
) -> Any:
    columns = mesh.points + 1
    square = REFERENCES.index("square_n")
    now = ca.vertcat(curves[:square, :], curves[square, :] / contact, curves[square + 1 :, :])
    each = model.cost.map(columns)(x, u, ca.repmat(vector, 1, columns), now)
    unlike = ((contact - p["contact_s"]) / _CONTACT_SD_S) ** 2
    return ca.dot(each.T, ca.DM(mesh.shares)) * contact / _USUAL_CONTACT_S + _CONTACT_COST * unlike


def _one_of_many(x: Any, outputs: Any, contact: Any, p: dict[str, Any]) -> Any:
    at = {name: i for i, name in enumerate(OUTPUTS)}
    flight = p["step_s"] - contact
    down, back = (GRAVITY_MPS2 * turn(p["slope_rad"]) for turn in (ca.cos, ca.sin))
    up, ahead = outputs[at["up_mps"], :], outputs[at["ahead_mps"], :]
    touches = outputs[at["square_n"], :] / (100 * p["mass_kg"] / 70)
    return ca.vertcat(
        up[-1] - down * flight - up[0],
        ahead[-1] - back * flight - ahead[0],
        10 * (x[1, -1] + up[-1] * flight - down * flight**2 / 2 - x[1, 0]),
        x[0, -1] - x[0, 0] + ahead[-1] * flight - back * flight**2 / 2 - p["speed_mps"] * p["step_s"],
        x[0, 0],
        touches[0] - _TOUCHES_N_KG * 0.7,
        touches[-1] - _TOUCHES_N_KG * 0.7,
        (x[4, 0] - p["landing_rad"]) / (10 * _DEG),
    )


def _bounds(columns: int) -> tuple[Floats, Floats]:
    muscles = np.ones(N_MUSCLES)
    low = np.concatenate([_STATES_LOW, _LEAST * muscles, 0 * muscles]) / STATE_UNITS
    high = np.concatenate([_STATES_HIGH, muscles, _MOST_TENDON * muscles]) / STATE_UNITS
    u_low = np.concatenate([_CONTROLS_LOW, _LEAST * muscles, -_QUICKEST * muscles, [-1.2, -0.4]]) / CONTROL_UNITS
    u_high = np.concatenate([np.negative(_CONTROLS_LOW), muscles, _QUICKEST * muscles, [1.2, 1.2]]) / CONTROL_UNITS
    lower = np.concatenate([np.tile(low, columns), np.tile(u_low, columns), [_CONTACT_S[0]]])
    upper = np.concatenate([np.tile(high, columns), np.tile(u_high, columns), [_CONTACT_S[1]]])
    return lower, upper

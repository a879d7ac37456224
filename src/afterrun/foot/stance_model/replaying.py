"""The same drive in a changed leg: what happens before a body has noticed.

Excitations of all muscles, torques of hip and knee, contact time and the way of landing are those of the usual stance;
only the change is put in, a part at a time. Nothing is chosen: as many equations as unknowns. The body then leaves the
ground otherwise than before; it is the first step of somebody changed overnight.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import casadi as ca
import numpy as np

from afterrun.foot.changes import Changes
from afterrun.foot.stance_model.dynamics import N_CONTROLS, N_STATES, STEERED
from afterrun.foot.stance_model.mesh import Mesh
from afterrun.foot.stance_model.solved import Solved
from afterrun.foot.stance_model.solving import OPTIONS, solver
from afterrun.foot.stance_model.transcription import problem

# What is of the body alone; another shoe or another way of running lands otherwise from the first moment on.
REPLAYED = frozenset(
    {
        "calf_shortening_deg",
        "gastrocnemius_shortening_deg",
        "calf_stiffness",
        "calf_strength",
        "calf_tiredness_percent",
        "tibialis_strength",
        "toe_flexor_strength",
        "arch_stiffness",
        "fascia_stiffness",
        "forefoot_stiffness",
    }
)
_PARTS = 2  # of a change, one after the other
_MOST_TURNS = 100


def can_be_replayed(changes: Changes) -> bool:
    """Say whether every change is one of the body alone."""
    return REPLAYED.issuperset(changes.made)


def replayed(usual: Solved, changes: Changes) -> Solved:
    """Drive a changed leg as the usual one was driven."""
    found = usual
    for part in range(1, _PARTS + 1):
        found = _replayed(usual, _partly(changes, part / _PARTS), found)
    return found


def _partly(changes: Changes, share: float) -> Changes:
    none = Changes()
    return Changes(
        **{name: getattr(none, name) + share * (value - getattr(none, name)) for name, value in changes.made.items()}
    )


def _replayed(usual: Solved, changes: Changes, near: Solved) -> Solved:
    set_up, mesh = problem(usual.mesh), usual.mesh
    kept = _kept(mesh)
    lower, upper = np.full_like(set_up.lower, -np.inf), np.full_like(set_up.upper, np.inf)
    lower[kept] = upper[kept] = usual.unknowns[kept]
    g_lower, g_upper = set_up.g_lower.copy(), set_up.g_upper.copy()
    g_lower[-set_up.steps :], g_upper[-set_up.steps :] = -np.inf, np.inf
    asked = replace(usual.asked, changes=changes)
    solve = _solver(mesh)
    found = solve(x0=near.unknowns, p=asked.numbers(mesh)[1], lbx=lower, ubx=upper, lbg=g_lower, ubg=g_upper)
    told = solve.stats()
    return replace(
        usual,
        asked=asked,
        unknowns=np.array(found["x"]).ravel(),
        found=bool(told["success"]) and near.found,
        turns=int(told["iter_count"]),
    )


@cache
def _kept(mesh: Mesh) -> Any:
    """Which unknowns stay: the first states, and what drives, at every moment; and the contact time."""
    columns = mesh.points + 1
    controls = N_STATES * columns + np.arange(N_CONTROLS * columns).reshape(columns, N_CONTROLS)
    driven = np.concatenate([controls[:, where].ravel() for where in STEERED.values()])
    return np.concatenate([np.arange(N_STATES), driven, [(N_STATES + N_CONTROLS) * columns]])


@cache
def _solver(mesh: Mesh) -> Any:
    cold = solver(mesh, warm=False)
    known = {name: cold.get_function(f"nlp_{name}") for name in ("grad_f", "jac_g")}
    options = OPTIONS | {
        "ipopt.max_iter": _MOST_TURNS,
        "ipopt.fixed_variable_treatment": "make_parameter",
        "ipopt.tol": 1e-6,
        "ipopt.mu_init": 1e-6,
    }
    return ca.nlpsol(
        "replay", "ipopt", problem(mesh).nlp, options | known | {"hess_lag": cold.get_function("nlp_hess_l")}
    )

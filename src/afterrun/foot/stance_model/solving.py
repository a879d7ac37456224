"""Stances found anew: first one that is held close to real runners, then freer and freer.

Without that the search ends in one of several near minima, and what a change does drowns in which. The first stance is
sought at few moments, where a turn costs a third; to set it free there as well led some starts elsewhere. A changed
stance is sought from the usual one.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from threading import Lock
from typing import Any

import casadi as ca
import numpy as np

from afterrun.foot.changes import Changes
from afterrun.foot.stance_model.dynamics import CONTROL_UNITS, N_CONTROLS, N_MUSCLES, STATE_UNITS, dynamics
from afterrun.foot.stance_model.mesh import Mesh
from afterrun.foot.stance_model.parameters import Cost
from afterrun.foot.stance_model.refining import refined
from afterrun.foot.stance_model.solved import Asked, Solved
from afterrun.foot.stance_model.transcription import Problem, problem
from afterrun.foot.stances import RunningStance
from afterrun.tissue.curves import Floats

HELD = (30.0, 10.0, 3.0)
"""How much likeness counts at first, over what it counts in the end."""
COARSE = Mesh(20)
"""Where a search from nothing finds its way."""
_MOST_TURNS = 250  # a search that takes longer has lost its way: most take 50 to 150
_MOST_CPU_S = 20.0
_AVERAGE = RunningStance()
_FIRST_STEP, _LEAST_STEP = 1 / 4, 1 / 32  # of the way from the average runner
_ONE_AT_A_TIME = Lock()  # the linear solver (MUMPS) is not made for threads: two searches at once end the process
OPTIONS: dict[str, Any] = {
    "expand": True,
    "print_time": False,
    "error_on_fail": False,
    "ipopt.print_level": 0,
    "ipopt.sb": "yes",
    "ipopt.tol": 1e-4,
    "ipopt.constr_viol_tol": 1e-5,
    "ipopt.acceptable_tol": 1e-3,
    "ipopt.acceptable_iter": 10,
    "ipopt.nlp_scaling_method": "none",  # unknowns and residuals are about 1 as they are; scaled anew, soft arches fail
}
_COLD = OPTIONS | {"ipopt.max_iter": _MOST_TURNS, "ipopt.max_cpu_time": _MOST_CPU_S}
_WARM = _COLD | {
    "ipopt.warm_start_init_point": "yes",
    "ipopt.mu_init": 1e-3,
    **{f"ipopt.warm_start_{name}": 1e-6 for name in ("bound_push", "mult_bound_push", "slack_bound_push")},
    **{f"ipopt.warm_start_{name}": 1e-6 for name in ("bound_frac", "slack_bound_frac")},
}


def usual_stance(asked: Asked, mesh: Mesh, begin: Floats | None = None) -> Solved:
    """Find a stance from nothing, step by step freer; where that fails, on the way from an average runner.

    Parameters
    ----------
    asked : Asked
        What is asked.
    mesh : Mesh
        Moments of stance.
    begin : ndarray, optional
        Where the search begins, at the moments of `COARSE`; default: a posture of real runners.
    """
    found = _set_free(asked, _from_nothing(asked, begin), mesh)
    return found if found.found else _set_free(asked, _walked(asked), mesh)


def _from_nothing(asked: Asked, begin: Floats | None = None) -> Solved:
    held = _held(asked, HELD[0])
    return _solve(solver(COARSE, warm=False), held, COARSE, _guess(asked, COARSE) if begin is None else begin)


def _walked(asked: Asked) -> Solved:
    """Make the average runner into this one, in steps that are halved where one is too long."""
    average = replace(asked, running=_AVERAGE, changes=Changes(), cost=Cost())
    near, to = _from_nothing(average), _held(asked, HELD[0])
    begins, ends = near.asked.numbers(COARSE)[1], to.numbers(COARSE)[1]
    at, step = 0.0, _FIRST_STEP
    while near.found and at < 1:
        ahead = min(1.0, at + step)
        found = _solve(solver(COARSE, warm=True), to, COARSE, near, begins + ahead * (ends - begins))
        if found.found:
            near, at = found, ahead
        elif step > _LEAST_STEP:
            step /= 2
        else:
            return found
    return near


def _set_free(asked: Asked, coarse: Solved, mesh: Mesh) -> Solved:
    near = refined(coarse, mesh)
    return _freer(asked, stance_near(near.asked, near) if near.found else near)


def _freer(asked: Asked, held: Solved) -> Solved:
    found, turns = held, held.turns
    for times in (*HELD[1:], 1.0):
        if not found.found:
            break
        found = _solve(solver(held.mesh, warm=True), _held(asked, times), held.mesh, found)
        turns += found.turns
    return replace(found, asked=asked, turns=turns)


def stance_near(asked: Asked, near: Solved) -> Solved:
    """Find a stance from one that is like it."""
    return _solve(solver(near.mesh, warm=True), asked, near.mesh, near)


def _held(asked: Asked, times: float) -> Asked:
    return replace(asked, cost=replace(asked.cost, likeness=times * asked.cost.likeness))


@cache
def solver(mesh: Mesh, *, warm: bool) -> Any:
    """Set up the search, from nothing or from a stance that is near; once is enough for all legs."""
    if not warm:
        return ca.nlpsol("stance", "ipopt", problem(mesh).nlp, _COLD)
    # Its derivatives take seconds to set up: they are those of the other.
    cold = solver(mesh, warm=False)
    known = {name: cold.get_function(f"nlp_{name}") for name in ("grad_f", "jac_g")}
    return ca.nlpsol(
        "stance", "ipopt", problem(mesh).nlp, _WARM | known | {"hess_lag": cold.get_function("nlp_hess_l")}
    )


def _solve(search: Any, asked: Asked, mesh: Mesh, begin: Solved | Floats, numbers: Floats | None = None) -> Solved:
    set_up = problem(mesh)
    given: dict[str, Any] = {
        "p": asked.numbers(mesh)[1] if numbers is None else numbers,
        "lbx": set_up.lower,
        "ubx": set_up.upper,
        "lbg": set_up.g_lower,
        "ubg": set_up.g_upper,
    }
    if isinstance(begin, Solved):
        given |= {"x0": begin.unknowns, "lam_x0": begin.bounds_pull, "lam_g0": begin.binds_pull}
    else:
        given["x0"] = begin
    with _ONE_AT_A_TIME:
        found, told = search(**given), search.stats()
    return Solved(
        asked=asked,
        mesh=mesh,
        unknowns=np.array(found["x"]).ravel(),
        bounds_pull=np.array(found["lam_x"]).ravel(),
        binds_pull=np.array(found["lam_g"]).ravel(),
        cost=float(found["f"]),
        found=bool(told["success"]),
        turns=int(told["iter_count"]),
    )


def _guess(asked: Asked, mesh: Mesh) -> Floats:
    """Posture of real runners with the lowest part of the foot on the ground, and muscles that pull a little."""
    real, (leg, _) = asked.reference(mesh), asked.numbers(mesh)
    set_up, s = problem(mesh), mesh.s
    after = asked.running.after(asked.changes)
    contact_s = float(after.steps().contact_s[0])
    wave = np.sin(np.pi * s)
    flat = np.maximum(real.foot_rad, -0.25)
    toes = np.where(real.foot_rad > 0, real.foot_rad, np.maximum(flat, -0.15 * s))
    q = np.vstack([after.speed_mps * contact_s * s, 0.9 + 0 * s, real.thigh_rad, real.shank_rad, real.foot_rad])
    q = np.vstack([q, real.foot_rad + 0.08 * wave, toes])
    q[1] -= _lowest(q, leg) + 0.008 * wave
    speeds = np.gradient(q, s * contact_s, axis=1)
    pulls = np.ones((N_MUSCLES, 1))
    x = np.vstack([q, speeds, pulls * (0.25 + 0.3 * wave), pulls * (0.1 + 0.3 * wave)]) / STATE_UNITS[:, None]
    u = np.zeros((N_CONTROLS, s.size))
    u[7 : 7 + N_MUSCLES] = 0.3
    u /= CONTROL_UNITS[:, None]
    found: Floats = np.clip(np.concatenate([x.T.ravel(), u.T.ravel(), [contact_s]]), set_up.lower, set_up.upper)
    return found


def _lowest(q: Floats, leg: Floats) -> Floats:
    from afterrun.foot.stance_model.skeleton import ROUND_M

    heights = [np.array(dynamics().places(each, leg)[1]).min() for each in q.T]
    return np.array(heights) - ROUND_M


def read(stance: Solved) -> tuple[Floats, Floats, float, Floats]:
    """States (24, k), controls (19, k), contact time [s] and outputs (`dynamics.OUTPUTS`, k) of a stance."""
    set_up: Problem = problem(stance.mesh)
    x, u, contact, outputs = (
        np.array(each) for each in set_up.read(stance.unknowns, stance.asked.numbers(stance.mesh)[1])
    )
    return x, u, float(contact.item()), outputs

"""A stance told at few moments, told at others: where the search on a finer mesh begins."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from afterrun.foot.stance_model.dynamics import N_STATES
from afterrun.foot.stance_model.mesh import Mesh
from afterrun.foot.stance_model.solved import Solved
from afterrun.foot.stance_model.transcription import problem
from afterrun.tissue.curves import Floats


def refined(stance: Solved, mesh: Mesh) -> Solved:
    """Draw straight lines between the moments of a stance, with one stage each, and read them at those of a mesh.

    What pulls at a moment is its share of the cost: with more moments, each has less. What binds a state to the one
    before pulls as hard on any mesh.
    """
    coarse, few = stance.mesh, problem(stance.mesh)
    less = coarse.points / mesh.points
    defects, residual, ends = np.split(stance.binds_pull, [few.steered[0] - N_STATES, -few.steps])
    return replace(
        stance,
        mesh=mesh,
        unknowns=_unknowns_at(stance.unknowns, coarse, mesh),
        bounds_pull=less * _unknowns_at(stance.bounds_pull, coarse, mesh),
        binds_pull=np.concatenate(
            [_at(defects, coarse.s[1:], mesh.s[1:]), less * _at(residual, coarse.s, mesh.s), ends]
        ),
    )


def _unknowns_at(values: Floats, old: Mesh, new: Mesh) -> Floats:
    states, controls, contact = np.split(values, np.cumsum(problem(old).steered))
    return np.concatenate([_at(states, old.s, new.s), _at(controls, old.s, new.s), contact])


def _at(values: Floats, old: Floats, new: Floats) -> Floats:
    """Values by moment, one moment after the other, at other moments."""
    by_moment = values.reshape(old.size, -1)
    return np.column_stack([np.interp(new, old, each) for each in by_moment.T]).ravel()

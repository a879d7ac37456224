"""What is asked of a search for a stance, and what it found."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.foot.changes import Changes
from afterrun.foot.stance_model.mesh import Mesh
from afterrun.foot.stance_model.parameters import Cost, as_vector, parameters_of
from afterrun.foot.stance_model.reference import Reference, landing_rad, reference_at
from afterrun.foot.stance_model.whole_feet import WholeFoot
from afterrun.foot.stances import RunningStance
from afterrun.tissue.curves import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A stance to be found.

    Parameters
    ----------
    running : RunningStance
        The usual way of running.
    changes : Changes
        What is different.
    foot : WholeFoot
        Whose.
    cost : Cost
        What is spared.
    """

    running: RunningStance
    foot: WholeFoot
    changes: Changes = Changes()  # noqa: RUF009  # frozen
    cost: Cost = Cost()  # noqa: RUF009  # frozen

    def reference(self, mesh: Mesh) -> Reference:
        """What real runners do so."""
        return reference_at(mesh.s, self.running, self.changes)

    def numbers(self, mesh: Mesh) -> tuple[Floats, Floats]:
        """What the problem asks for: of the leg alone, and with the curves of real runners."""
        told = parameters_of(self.running, self.changes, self.foot, self.cost, landing_rad(self.running, self.changes))
        leg = as_vector(told)
        return leg, np.concatenate([leg, self.reference(mesh).likened.T.ravel()])


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solved:
    """A stance that was found, or not.

    Parameters
    ----------
    asked : Asked
        What was asked.
    mesh : Mesh
        Its moments.
    unknowns, bounds_pull, binds_pull : ndarray
        What was found, and how hard bounds and conditions pull (for the next search).
    cost : float
        What it costs. [-]
    found : bool
        Whether the search ended well.
    turns : int
        How long it took.
    """

    asked: Asked
    mesh: Mesh
    unknowns: Floats
    bounds_pull: Floats
    binds_pull: Floats
    cost: float
    found: bool
    turns: int

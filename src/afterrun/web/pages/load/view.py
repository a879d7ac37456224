"""The mean step of a run, for drawing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from afterrun.tissue import Body
from afterrun.tissue.curves import Floats
from afterrun.tissue.gait import Gait
from afterrun.tissue.stance import Stance

_LEFT, _WIDE, _FLOOR, _PER_BW = 30.0, 270.0, 130.0, 38.0


@dataclass(frozen=True, slots=True)
class StepShown:
    """Forces under a mean step as points of SVG lines.

    Parameters
    ----------
    whole, forefoot : str
        The force under the whole foot and, of it, that on the forefoot.
    levels : list of (float, str)
        Where a rule lies, and how many body weights it is.
    """

    whole: str
    forefoot: str
    levels: list[tuple[float, str]]


def step_shown(gait: Gait, body: Body) -> StepShown:
    """Draw the mean step."""
    weight = gait.steps / gait.steps.sum()
    mean = [np.array([weight @ values]) for values in (gait.step_s, gait.contact_s, gait.grade)]
    step = Stance(mean[0], mean[1], mean[2], body)
    return StepShown(
        whole=_line(step.s, step.force_bw[0]),
        forefoot=_line(step.s, step.forefoot_bw[0]),
        levels=[(_FLOOR - _PER_BW * level, str(level)) for level in (0, 1, 2, 3)],
    )


def _line(s: Floats, force: Floats) -> str:
    ends = [(0.0, 0.0), *zip(s.tolist(), force.tolist(), strict=True), (1.0, 0.0)]
    return " ".join(f"{_LEFT + _WIDE * at:.1f},{_FLOOR - _PER_BW * high:.1f}" for at, high in ends)

"""What engines are compared on, said once: one shape, nothing sudden, everything else as the product has it.

Response and level wander by the terms of their bridges. The coefficients of the response have a spread of their own,
which is sampled: peers draw them as standard normals and scale them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from afterrun.response.arrays import Floats
from afterrun.response.course import LEVEL_WALKS, WALKS, bridges, drift_scale, level_bridges, root_months
from afterrun.response.data import ResponseData
from afterrun.response.kernel import KERNELS
from afterrun.response.model import ResponseModel
from afterrun.response.parameters import LEVEL, RELIEF_SIZE, TREND, Parameter

WALK_NAMES = tuple(f"walk_{1 + term}" for term in range(WALKS))
LEVEL_WALK_NAMES = tuple(f"level_walk_{1 + term}" for term in range(LEVEL_WALKS))


def compared(data: ResponseData) -> ResponseModel:
    """The model that every engine has."""
    return ResponseModel.on(data, KERNELS["K1"])


def sampled(data: ResponseData) -> tuple[Parameter, ...]:
    """Every unknown of a peer but ups and downs and luck, with its prior; walks still to be scaled."""
    relief = (RELIEF_SIZE,) * data.care_kinds
    walks = (Parameter(name, 0.0, 1.0, "") for name in (*LEVEL_WALK_NAMES, *WALK_NAMES))
    return (*compared(data).parameters, LEVEL, TREND, *relief, *walks)


@dataclass(frozen=True, slots=True)
class Given:
    """What a peer is told beside times, doses and answers.

    Parameters
    ----------
    drift_at : ndarray, shape (J,)
        What the drift takes off the log response to each run. [-]
    walk_at : ndarray, shape (J, WALKS)
        How the coefficients scale each run. [-]
    level_walk_at : ndarray, shape (n, LEVEL_WALKS)
        What those of the level add to each report. [NRS]
    root_months : float
        Spread of a coefficient of the response, over that of a month's wandering. [-]
    """

    drift_at: Floats
    walk_at: Floats
    level_walk_at: Floats
    root_months: float

    def scaled(self, draws: Mapping[str, Floats]) -> dict[str, Floats]:
        """Turn a peer's standard normals into the coefficients of the response."""
        size = np.exp(draws["log_restless"]) * self.root_months
        return {name: value * size if name in WALK_NAMES else value for name, value in draws.items()}


def given(data: ResponseData) -> Given:
    """Work out what a peer is told."""
    start, last = data.span_d
    place = (data.run_t_d - start) / (last - start)
    return Given(
        drift_at=(place - 0.5) * float(drift_scale(last - start)),
        walk_at=bridges(place, WALKS),
        level_walk_at=level_bridges(data, data.report_t_d),
        root_months=float(root_months(last - start)),
    )

"""Distance: the plainest dose, and the one every source knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from afterrun.records import Run
from afterrun.tissue.dose import Dose

# Stands in where not one run of a person has a distance. Doses are used relative to each other, so it cancels out.
_ANY_SPEED_MPS = 2.5


@dataclass(frozen=True, slots=True)
class Distance:
    """Distance run. A session without one counts as its minutes at the person's own usual speed.

    What it cannot say: nothing about speed, climb, surface or how the foot was loaded.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> at = datetime(2026, 5, 1, tzinfo=UTC)
    >>> runs = [Run(start=at, duration_s=1000, distance_m=3000), Run(start=at, duration_s=500)]
    >>> Distance().doses(runs).value
    array([3000., 1500.])
    """

    name: str = "distance"
    unit: str = "m"

    def doses(self, runs: Sequence[Run]) -> Dose:
        """See `Measure.doses`. [m]"""
        distance = np.array([np.nan if run.distance_m is None else run.distance_m for run in runs], dtype=np.float64)
        duration = np.array([run.duration_s for run in runs], dtype=np.float64)
        known = distance > 0
        speed = np.median(distance[known] / duration[known]) if known.any() else _ANY_SPEED_MPS
        return Dose(np.where(known, distance, duration * speed), ~known)

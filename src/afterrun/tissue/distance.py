"""Distance: the plainest dose, and the one every source knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from afterrun.language import say, say_n
from afterrun.records import Run, Streams
from afterrun.tissue.dose import Dose

# Where not one run of a person has a distance. Judgement: nearly all joggers run at 1.5 to 3.5 m/s (11 to under 5 min
# a km). Doses are used relative to each other, so the speed cancels out; it is never told as a distance.
_ANY_SPEED_MPS, _ANY_SPEED_SD_MPS = 2.5, 0.5


@dataclass(frozen=True, slots=True)
class Distance:
    """Distance run. A session without one counts as its minutes at the person's own usual speed.

    The sd is 0 where a source gave the distance. Where minutes stand in it is those minutes times the sd of the
    person's own speeds from run to run; of a person with fewer than two known speeds, times what is judged of anybody.

    What it cannot say: nothing about speed, climb, surface or how the foot was loaded.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> at = datetime(2026, 5, 1, tzinfo=UTC)
    >>> known = [Run(start=at, duration_s=1000, distance_m=distance) for distance in (2800, 3000, 3200)]
    >>> dose = Distance().doses([*known, Run(start=at, duration_s=500)])
    >>> dose.value, dose.sd
    (array([2800., 3000., 3200., 1500.]), array([  0.,   0.,   0., 100.]))
    """

    name: str = "distance"
    unit: str = "m"

    def doses(self, runs: Sequence[Run], streams: Sequence[Streams | None] | None = None) -> Dose:
        """See `Measure.doses`. [m]"""
        distance = np.array(list(map(_metres, runs, streams or [None] * len(runs))), dtype=np.float64)
        duration = np.array([run.duration_s for run in runs], dtype=np.float64)
        known = distance > 0
        usual, spread = _speed(distance[known] / duration[known])
        value = np.where(known, distance, duration * usual)
        return Dose(value, np.where(known, 0.0, duration * spread), ~known, self.unit)

    def said(self, derived: int, total: int) -> str:
        """See `Measure.said`."""
        if not derived:
            return say("Every run has a distance.")
        if derived == total:
            return say("No session has a distance; how long they took stands in for it.")
        return say_n(
            "{n} of {total} sessions has no distance; its minutes at your usual speed stand in for it.",
            "{n} of {total} sessions have no distance; their minutes at your usual speed stand in for it.",
            derived,
            total=total,
        )


def _metres(run: Run, streams: Streams | None) -> float:
    """Take the run's own distance, else where its stream ended; NaN where neither knows."""
    if run.distance_m is not None:
        return run.distance_m
    metres = np.array([]) if streams is None else streams.channels.get("distance_m", np.array([]))
    return float(np.nanmax(metres)) if np.isfinite(metres).any() else float("nan")


def _speed(own: NDArray[np.float64]) -> tuple[float, float]:
    """Usual speed and how far a run may be off it. [m/s]"""
    usual = float(np.median(own)) if own.size else _ANY_SPEED_MPS
    return usual, float(own.std(ddof=1)) if own.size > 1 else _ANY_SPEED_SD_MPS

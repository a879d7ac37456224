"""The planned runs as a picture: how far each may go, and how often it would be more than the ceiling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from afterrun.findings import PlannedRun
from afterrun.units import distance_in_unit

# One picture, in the units of its viewBox.
WIDE, HIGH = 640.0, 200.0
_TOP, _FOOT, _SIDE, _BAR = 22.0, 168.0, 10.0, 34.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One run in the picture.

    Parameters
    ----------
    run : PlannedRun
        The run.
    x, y, wide, high : float
        The bar of its distance.
    over_high : float
        The part of it that stands for the chance of more than the ceiling.
    """

    run: PlannedRun
    x: float
    y: float
    wide: float
    high: float
    over_high: float

    @property
    def middle(self) -> float:
        """Where its words stand."""
        return round(self.x + self.wide / 2, 1)


def bars(schedule: Sequence[PlannedRun]) -> list[Bar]:
    """Place the runs beside each other; the longest fills the height."""
    if not schedule:
        return []
    longest = max(distance_in_unit(run.distance_m) for run in schedule) or 1.0
    step = (WIDE - 2 * _SIDE) / len(schedule)
    wide = min(_BAR, 0.7 * step)
    found = []
    for i, run in enumerate(schedule):
        high = (_FOOT - _TOP) * distance_in_unit(run.distance_m) / longest
        found.append(
            Bar(
                run=run,
                x=round(_SIDE + step * i + (step - wide) / 2, 1),
                y=round(_FOOT - high, 1),
                wide=round(wide, 1),
                high=round(high, 1),
                over_high=round(high * run.chance_over, 1),
            )
        )
    return found

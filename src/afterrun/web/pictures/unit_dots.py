"""Each unit of a trial as a dot in the row of its arm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Dots:
    """Places in percent of the width: with, without, where 0 is, and ticks with their words."""

    with_it: tuple[float, ...]
    without: tuple[float, ...]
    ticks: tuple[tuple[float, str], ...]


def dots(result: Mapping[str, Any]) -> Dots:
    """Lay the outcomes of a trial on an axis: pain from 0 to 10, or its change from -10 to 10."""
    change = result["protocol"]["question"] == "relief"
    key, low, high = ("change_nrs", -10.0, 10.0) if change else ("mean_nrs", 0.0, 10.0)
    ticks = (-10, -5, 0, 5, 10) if change else (0, 2, 4, 6, 8, 10)

    def place(value: float) -> float:
        return 4 + 92 * (value - low) / (high - low)

    known = [(period["arm"], place(period[key])) for period in result["periods"] if period[key] is not None]
    return Dots(
        with_it=tuple(x for arm, x in known if arm == 1),
        without=tuple(x for arm, x in known if arm == 0),
        ticks=tuple((place(tick), f"{tick:+d}" if change and tick else str(tick)) for tick in ticks),
    )

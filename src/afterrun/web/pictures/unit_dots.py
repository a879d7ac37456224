"""Each unit of a trial as a dot in the row of its arm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from afterrun.findings.trial import ChangeInUnit, MeanOfUnit
from afterrun.findings.trial.protocol import Question


@dataclass(frozen=True, slots=True)
class Dots:
    """Places in percent of the width: with, without, where 0 is, and ticks with their words."""

    with_it: tuple[float, ...]
    without: tuple[float, ...]
    ticks: tuple[tuple[float, str], ...]


def dots(question: Question, periods: Sequence[MeanOfUnit | ChangeInUnit]) -> Dots:
    """Lay the outcomes of a trial on an axis: pain from 0 to 10, or its change from -10 to 10."""
    change = question == "relief"
    low, high = (-10.0, 10.0) if change else (0.0, 10.0)
    ticks = (-10, -5, 0, 5, 10) if change else (0, 2, 4, 6, 8, 10)

    def place(value: float) -> float:
        return 4 + 92 * (value - low) / (high - low)

    known = [(period.arm, place(nrs)) for period in periods if (nrs := _outcome(period)) is not None]
    return Dots(
        with_it=tuple(x for arm, x in known if arm == 1),
        without=tuple(x for arm, x in known if arm == 0),
        ticks=tuple((place(tick), f"{tick:+d}" if change and tick else str(tick)) for tick in ticks),
    )


def _outcome(period: MeanOfUnit | ChangeInUnit) -> float | None:
    return period.change_nrs if isinstance(period, ChangeInUnit) else period.mean_nrs

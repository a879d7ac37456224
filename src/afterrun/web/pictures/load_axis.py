"""Where a run's loads lie against the usual one: a scale of doublings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from afterrun.findings import Interval, TissueDose

_LEFT, _WIDE, _ROW, _TOP = 8.0, 304.0, 46.0, 26.0
_MOST = 2.0  # doublings shown; a range that goes on beyond ends at the edge
# In per cent, as the table and the sentence above the picture say it.
TICKS = ((0.25, "25 %"), (0.5, "50 %"), (1.0, "100 %"), (2.0, "200 %"), (4.0, "400 %"))


@dataclass(frozen=True, slots=True)
class Whisker:
    """A middle and its range in the picture."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LoadRowShown:
    """One tissue: its name, where its name and both lines lie, and the lines."""

    name: str
    y: float
    sum_: Whisker
    weighted: Whisker | None


def at(ratio: float) -> float:
    """Say where a share of the usual lies.

    Examples
    --------
    >>> at(1.0), at(99.0)
    (160.0, 312.0)
    """
    inside = min(max(math.log2(max(ratio, 1e-9)), -_MOST), _MOST)
    return round(_LEFT + _WIDE * (inside + _MOST) / (2 * _MOST), 1)


def height(doses: Sequence[TissueDose]) -> float:
    """How high the picture is."""
    return _TOP + _ROW * len(doses)


def rows(doses: Sequence[TissueDose]) -> list[LoadRowShown]:
    """Place every tissue that can be compared."""
    return [
        LoadRowShown(
            each.name, _TOP + _ROW * i + 14, _whisker(each.relative_to_usual), _maybe(each.weighted_relative_to_usual)
        )
        for i, each in enumerate(doses)
        if each.relative_to_usual is not None
    ]


def _maybe(spread: Interval | None) -> Whisker | None:
    return None if spread is None else _whisker(spread)


def _whisker(spread: Interval) -> Whisker:
    return Whisker(at(spread.median), at(spread.lo), at(spread.hi))

"""The days after a run that is thought of, with it and without: two middles, two ranges, and the ceiling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from afterrun.findings import ForecastPath, WhatIf
from afterrun.units import SECONDS_PER_HOUR

# One picture, in the units of its viewBox.
WIDE, HIGH = 320.0, 180.0
_LEFT, _RIGHT, _TOP, _FOOT = 22.0, 312.0, 10.0, 156.0
_DAYS, _HOURS_A_DAY, _MOST_NRS = 5, 24.0, 10.0
_LEVELS = (0, 5, 10)


@dataclass(frozen=True, slots=True)
class Fan:
    """What is drawn, as points of SVG lines.

    Parameters
    ----------
    with_band, with_line, without_band, without_line : str
        Ranges (closed) and middles.
    ceiling_y : float
        Height of the ceiling.
    days : tuple of (float, int)
        Place of the end of each day after the run.
    levels : tuple of (float, int)
        Height of the pains that are written beside it.
    """

    with_band: str
    with_line: str
    without_band: str
    without_line: str
    ceiling_y: float
    days: tuple[tuple[float, int], ...]
    levels: tuple[tuple[float, int], ...]


def fan_of(found: WhatIf) -> Fan | None:
    """Draw it; None where the forecast holds nothing."""
    with_run, without = found.coming.with_run, found.coming.without_run
    if with_run is None or without is None:
        return None
    return Fan(
        with_band=_band(with_run, found),
        with_line=_line(with_run, found),
        without_band=_band(without, found),
        without_line=_line(without, found),
        ceiling_y=_y(found.ceiling_nrs),
        days=tuple((_x(day * _HOURS_A_DAY), day) for day in range(1, _DAYS + 1)),
        levels=tuple((_y(nrs), nrs) for nrs in _LEVELS),
    )


def _line(path: ForecastPath, found: WhatIf) -> str:
    return " ".join(f"{_x(_hours(point.at, found))},{_y(point.expected_nrs)}" for point in path.at)


def _band(path: ForecastPath, found: WhatIf) -> str:
    upper = [f"{_x(_hours(point.at, found))},{_y(point.report_nrs.hi)}" for point in path.at]
    lower = [f"{_x(_hours(point.at, found))},{_y(point.report_nrs.lo)}" for point in path.at]
    return " ".join([*upper, *reversed(lower)])


def _hours(at: datetime, found: WhatIf) -> float:
    return (at - found.at).total_seconds() / SECONDS_PER_HOUR


def _x(hours: float) -> float:
    share = min(max(hours / (_DAYS * _HOURS_A_DAY), 0.0), 1.0)
    return round(_LEFT + (_RIGHT - _LEFT) * share, 1)


def _y(nrs: float) -> float:
    return round(_FOOT - (_FOOT - _TOP) * nrs / _MOST_NRS, 1)

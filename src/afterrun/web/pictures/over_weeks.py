"""What the same run did over the weeks, with its range: a line on the server's own small picture."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from afterrun.findings import OverWeeks
from afterrun.language import say
from afterrun.report.words import points

WIDE, HIGH = 336.0, 120.0
_LEFT, _RIGHT, _TOP, _FOOT = 22.0, 330.0, 8.0, 96.0
_LEAST_TOP_NRS = 3  # of the scale, so that little looks little: judgement
_ROWS = 8  # of the table


@dataclass(frozen=True, slots=True)
class Drawn:
    """Points of SVG shapes, ticks, and the same as a table."""

    band: str
    line: str
    ticks: tuple[tuple[int, float], ...]
    first: str
    last: str
    rows: tuple[tuple[str, str, str], ...]


def over_weeks(course: OverWeeks) -> Drawn:
    """Place a course in the picture; the last day stands at the right."""
    top = max(_LEAST_TOP_NRS, ceil(float(course.hi.max())))
    days = [(day - course.on[0]).days for day in course.on]

    def at(day: int, nrs: float) -> tuple[float, float]:
        x = _LEFT + (_RIGHT - _LEFT) * day / max(days[-1], 1)
        return round(x, 1), round(_FOOT - (_FOOT - _TOP) * min(max(nrs, 0.0) / top, 1.0), 1)

    def path(values: list[tuple[int, float]]) -> str:
        return " ".join("{},{}".format(*at(day, nrs)) for day, nrs in values)

    upper = list(zip(days, course.hi.tolist(), strict=True))
    lower = list(zip(days, course.lo.tolist(), strict=True))
    step = max(1, -(-len(days) // _ROWS))
    return Drawn(
        band=path(upper + lower[::-1]),
        line=path(list(zip(days, course.median.tolist(), strict=True))),
        ticks=tuple((nrs, at(0, nrs)[1]) for nrs in range(0, top + 1, max(1, top // 3))),
        first=say("{day} {at:%b}", day=course.on[0].day, at=course.on[0]),
        last=say("{day} {at:%b}", day=course.on[-1].day, at=course.on[-1]),
        rows=tuple(
            (
                say("{day} {at:%B}", day=course.on[i].day, at=course.on[i]),
                points(course.median[i]),
                say("{low} to {high}", low=points(course.lo[i]), high=points(course.hi[i])),
            )
            for i in range(len(days) - 1, -1, -step)
        )[::-1],
    )

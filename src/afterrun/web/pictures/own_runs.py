"""The person's own runs, one small picture each: raw reports around the end of the run, nothing taken off or added."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from afterrun.lab.preparing import Prepared
from afterrun.language import number, say
from afterrun.records import PainReport, Run
from afterrun.units import SECONDS_PER_HOUR

BEFORE_H, AFTER_H = 24.0, 120.0
SHOWN_RUNS = 12
_DAY_H = 24.0
# One picture, in the units of its viewBox.
_LEFT, _TOP, _WIDE, _HIGH = 20.0, 8.0, 136.0, 66.0


@dataclass(frozen=True, slots=True)
class OwnRun:
    """One run and what was reported around it.

    Parameters
    ----------
    run : Run
        The run.
    reports : tuple of (float, float)
        Hours after its end (negative: before) and the report, in order of time. [h, NRS points]
    next_h : float or None
        Hours from its end to the start of the next run, if that came within the picture: nothing is shown after it.
    """

    run: Run
    reports: tuple[tuple[float, float], ...]
    next_h: float | None

    @property
    def dots(self) -> list[tuple[float, float]]:
        """Where the reports lie in the picture."""
        return [place(h, nrs) for h, nrs in self.reports]

    @property
    def line(self) -> str:
        """The reports after the run as the points of an SVG line."""
        return " ".join(f"{x},{y}" for x, y in (place(h, nrs) for h, nrs in self.reports if h >= 0))

    def on_day(self, day: int) -> str:
        """List the reports of the given day after the run (1 is the first 24 hours; 0 is the day before)."""
        return say(", ").join(number(nrs) for h, nrs in self.reports if (day - 1) * _DAY_H <= h < day * _DAY_H)


def place(h: float, nrs: float) -> tuple[float, float]:
    """Turn hours and points into a place in the picture.

    Examples
    --------
    >>> place(-24, 0), place(120, 10)
    ((20.0, 74.0), (156.0, 8.0))
    """
    x = _LEFT + _WIDE * (h + BEFORE_H) / (BEFORE_H + AFTER_H)
    return round(x, 1), round(_TOP + _HIGH * (10 - nrs) / 10, 1)


def own_runs(prepared: Prepared) -> list[OwnRun]:
    """Take the last runs that have a report after them, the newest first."""
    pairs = reversed(list(zip(prepared.runs, (*prepared.runs[1:], None), strict=False)))
    reports = prepared.all_reports
    found = (_own_run(run, following, reports) for run, following in pairs)
    return list(islice((own for own in found if own.line), SHOWN_RUNS))


def _own_run(run: Run, following: Run | None, reports: Sequence[PainReport]) -> OwnRun:
    until = run.end + timedelta(hours=AFTER_H)
    cut = following.start if following is not None and following.start < until else None
    return OwnRun(run, tuple(_around(run.end, cut or until, reports)), None if cut is None else _hours(run.end, cut))


def _around(end: datetime, until: datetime, reports: Sequence[PainReport]) -> Iterator[tuple[float, float]]:
    first = bisect_left(reports, end - timedelta(hours=BEFORE_H), key=_time_of)
    for report in reports[first : bisect_left(reports, until, key=_time_of)]:
        yield round(_hours(end, report.at), 1), report.nrs


def _time_of(report: PainReport) -> datetime:
    return report.at


def _hours(start: datetime, at: datetime) -> float:
    return (at - start).total_seconds() / SECONDS_PER_HOUR

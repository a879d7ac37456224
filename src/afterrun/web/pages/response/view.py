"""What the response page shows: curves for drawing, the same as tables, and what was checked."""

from __future__ import annotations

import numpy as np

from afterrun.lab.answers import Answer
from afterrun.language import say
from afterrun.report.words import days, points

SHOWN_H = 168
_DOSES_TOLD = 5
_TABLE_H = (6, 12, 24, 36, 48, 72, 96, 120)


def curve_json(found: Answer) -> dict[str, object] | None:
    """Band, middle and the person's own reports around runs, for drawing; None if nothing may be claimed."""
    if found.curve is None:
        return None
    shown = found.curve.h <= SHOWN_H
    return {
        "h": found.curve.h[shown].tolist(),
        "median": found.curve.median[shown].round(3).tolist(),
        "lo": found.curve.lo[shown].round(3).tolist(),
        "hi": found.curve.hi[shown].round(3).tolist(),
        "reports": _around_runs(found),
    }


def dose_json(found: Answer) -> dict[str, object] | None:
    """Worst rise by length of run, for drawing, and how long the person's own runs were; None if it is not known."""
    if found.dose is None:
        return None
    return {
        "m": found.dose.distance_m.round(0).tolist(),
        "median": found.dose.median.round(3).tolist(),
        "lo": found.dose.lo.round(3).tolist(),
        "hi": found.dose.hi.round(3).tolist(),
        "own_m": sorted({round(run.distance_m) for run in found.prepared.runs if run.distance_m is not None}),
    }


def dose_rows(found: Answer) -> list[tuple[float, str, str]]:
    if found.dose is None:
        return []
    at = np.linspace(0, len(found.dose.distance_m) - 1, _DOSES_TOLD).astype(int)
    dose = found.dose
    return [
        (
            float(dose.distance_m[i]),
            points(dose.median[i]),
            say("{low} to {high}", low=points(dose.lo[i]), high=points(dose.hi[i])),
        )
        for i in at
    ]


def dose_unknown(found: Answer) -> str:
    """Say why there is no curve over distance where there is one over time."""
    if found.curve is None or found.dose is not None:
        return ""
    if found.prepared.reference_distance_m is None:
        return say("None of your runs has a distance, so how pain grows with it is not known.")
    check = found.told.check("dose-exponent-learned")
    return check.advice if check is not None and check.passed is not True else ""


def _around_runs(found: Answer) -> list[list[float]]:
    """List (hours after the last run, report) of each report; overlapping responses are not taken apart."""
    data = found.prepared.data
    last = np.searchsorted(data.run_t_d, data.report_t_d) - 1
    after = last >= 0
    hours = 24 * (data.report_t_d[after] - data.run_t_d[last[after]])
    told = zip(hours, data.answers[after], strict=True)
    return [[round(float(h), 1), float(nrs)] for h, nrs in told if h <= SHOWN_H]


def fine(found: Answer) -> list[str]:
    """Say what was checked and holds; what was learned matters only where what it is about is shown."""
    shown, trend = found.curve is not None, found.told.trend is not None
    of_trend = {"trend-learned"}
    told = [c for c in found.told.checks if c.passed and (trend or c.name not in of_trend)]
    return [c.text for c in told if shown or not c.name.endswith("-learned")]


def rows(found: Answer) -> list[tuple[str, str, str]]:
    if found.curve is None:
        return []
    curve = found.curve
    at = [int(np.searchsorted(curve.h, h)) for h in _TABLE_H]
    return [
        (
            days(curve.h[i]),
            points(curve.median[i]),
            say("{low} to {high}", low=points(curve.lo[i]), high=points(curve.hi[i])),
        )
        for i in at
    ]

"""The response curve, with the person's own reports behind it."""

from __future__ import annotations

import numpy as np
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.lab.answers import Answer
from afterrun.language import say
from afterrun.records import Diary, Site
from afterrun.report.sentences import SETS_OFF, WHEN, cautions, sentences
from afterrun.report.words import days, points
from afterrun.web.frame.rendering import chosen_site, open_journal, page, part
from afterrun.web.pictures.own_runs import own_runs, place
from afterrun.web.state.pending import answer_for

router = APIRouter(include_in_schema=False)
SHOWN_H = 168
_DOSES_TOLD = 5
_TABLE_H = (6, 12, 24, 36, 48, 72, 96, 120)


@router.get("/response", response_class=HTMLResponse)
def response(request: Request) -> HTMLResponse:
    """The page."""
    with open_journal(request) as journal:
        diary: Diary = journal.diary()
        return page(request, "response/page.html", journal, site=chosen_site(request, diary), sites=diary.sites())


@router.get("/fragment/response", response_class=HTMLResponse)
def response_fragment(request: Request, site: str) -> HTMLResponse:
    """The curve of one site, its table and its words."""
    found = answer_for(request, Site.parse(site))
    words = [sentence.text for sentence in sentences(found.told) if sentence.topic in (SETS_OFF, WHEN)]
    return part(
        request,
        "response/part.html",
        curve=curve_json(found),
        dose=dose_json(found),
        dose_rows=_dose_rows(found),
        dose_unknown=_dose_unknown(found),
        rows=_rows(found),
        words=words,
        cautions=cautions(found.told),
        fine=_fine(found),
        own_runs=own_runs(found.prepared),
        place=place,
        site=site,
    )


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


def _dose_rows(found: Answer) -> list[tuple[float, str, str]]:
    if found.dose is None:
        return []
    at = np.linspace(0, len(found.dose.distance_m) - 1, _DOSES_TOLD).astype(int)
    dose = found.dose
    return [
        (float(dose.distance_m[i]), points(dose.median[i]), f"{points(dose.lo[i])} to {points(dose.hi[i])}") for i in at
    ]


def _dose_unknown(found: Answer) -> str:
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


def _fine(found: Answer) -> list[str]:
    """Say what was checked and holds; what was learned matters only where what it is about is shown."""
    shown, trend = found.curve is not None, found.told.trend is not None
    of_trend = {"trend-learned", "steady", "struck-later"}
    told = [c for c in found.told.checks if c.passed and (trend or c.name not in of_trend)]
    return [c.text for c in told if shown or not c.name.endswith("-learned")]


def _rows(found: Answer) -> list[tuple[str, str, str]]:
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

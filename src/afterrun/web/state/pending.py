"""Answers for a part of a page: at once, or from before the latest entry, or word that they are being worked out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from afterrun.findings import Forecast, Plan, WhatIf
from afterrun.lab.answers import Answer
from afterrun.lab.forecasting import ProposedRun
from afterrun.records import Site
from afterrun.web.frame.rendering import is_fragment, open_journal, page
from afterrun.web.state.background import StillWorkingError
from afterrun.web.state.service import service_of

T = TypeVar("T")
_ASKED_AGAIN = "fresh"
_SHORT_S = 0.3  # waited for a newer one where there is something to show
_STEP_S = 5


def answer_for(request: Request, site: Site) -> Answer:
    """Answer one site; the page is told if the answer is from before the latest entry.

    Raises
    ------
    StillWorkingError
        If there is none of today yet; `not_yet` says so on the page, which asks again.
    """
    service = service_of(request)
    return _fresh_or_earlier(request, service.earlier_answer(site), partial(service.answer, site))


def forecast_for(request: Request, site: Site) -> Forecast:
    """Forecast one site, as `answer_for` answers."""
    service = service_of(request)
    return _fresh_or_earlier(request, service.earlier_forecast(site), partial(service.forecast, site))


def plan_for(request: Request, site: Site, by: date | None) -> Plan:
    """Plan for one site; one from before the latest entry is never shown: it might say to run farther."""
    service = service_of(request)
    return service.plan(site, by=by, patience_s=_patience_s(request, None))


def what_if_for(request: Request, site: Site, run: ProposedRun | None) -> WhatIf | None:
    """Look at one run, as `plan_for` plans."""
    return service_of(request).what_if(site, run, patience_s=_patience_s(request, None))


def _fresh_or_earlier(request: Request, before: T | None, ask: Callable[..., T]) -> T:
    earlier = _earlier(request, before)
    try:
        return ask(patience_s=_patience_s(request, earlier))
    except StillWorkingError:
        if earlier is None:
            raise
        request.state.renewing = _again(request)
        return earlier


def not_yet(request: Request, error: Exception) -> Response:
    """Say that it is being worked out; where that is said already, say nothing."""
    assert isinstance(error, StillWorkingError)
    if _ASKED_AGAIN in request.query_params:
        return Response(status_code=204)
    usual_s = error.usual_s and max(_STEP_S, round(error.usual_s / _STEP_S) * _STEP_S)
    with open_journal(request) as journal:
        told: HTMLResponse = page(
            request, "fragments/working.html", journal, again=_again(request), usual_s=usual_s or None
        )
        return told


def _earlier(request: Request, found: T | None) -> T | None:
    """Nothing old for a page that shows it already, or for a browser that cannot ask again."""
    return found if is_fragment(request) and _ASKED_AGAIN not in request.query_params else None


def _patience_s(request: Request, earlier: object) -> float | None:
    if not is_fragment(request):
        return None
    return service_of(request).patience_s if earlier is None else min(_SHORT_S, service_of(request).patience_s)


def _again(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}&{_ASKED_AGAIN}=yes"

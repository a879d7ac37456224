"""What takes long, for a page: at once, or from before the latest entry, or word that it takes a while.

Nobody waits in a thread: pages are made in those. Who goes away is noticed, and what nobody waits for is stopped.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from afterrun.findings import Forecast, Plan, WhatIf, Why
from afterrun.foot import Changes, RunningStance
from afterrun.lab.answers import Answer
from afterrun.lab.foot import Deeper
from afterrun.lab.forecasting import ProposedRun
from afterrun.records import Site
from afterrun.web.frame.rendering import is_fragment, open_journal, page
from afterrun.web.state.background import LOOKS_AGAIN_S, Background, Question, StillWorkingError
from afterrun.web.state.service import service_of

_ASKED_AGAIN = "fresh"
_SHORT_S = 0.3  # waited for a newer one where there is something to show
_STEP_S = 5
_LOOK_S, _LONGEST_LOOK_S = 0.02, 0.3  # between two looks whether it is there, and whether somebody is: longer later
_LOOKED_UP_AT_ONCE = 2  # of the 40 threads in which pages are made: judgement
_LOOKED_UP: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


class GoneError(Exception):
    """Whoever asked has gone away."""


async def answer_for(request: Request, site: str) -> Answer:
    """Answer one site, for a part of a page; it is told if the answer is from before the latest entry.

    Raises
    ------
    StillWorkingError
        If there is none of today yet; `not_yet` says so on the page, which asks again.
    """
    service, place = service_of(request), Site.parse(site)
    earlier = _earlier(request, service.earlier_answer(place))
    asked = worked_out(request, lambda: service.answer_asked(place), patience_s=_patience_s(request, earlier))
    found = await _or_earlier(request, asked, earlier)
    assert isinstance(found, Answer)
    return found


async def forecast_for(request: Request, site: str) -> Forecast:
    """Forecast one site, as `answer_for` answers."""
    service, place = service_of(request), Site.parse(site)
    earlier = _earlier(request, service.earlier_forecast(place))
    patience_s = _patience_s(request, earlier)
    asked = _from_answer(request, place, lambda known: service.forecast_asked(place, known), patience_s)
    found = await _or_earlier(request, asked, earlier)
    assert isinstance(found, Forecast)
    return found


async def plan_for(request: Request, site: str, by: date | None) -> Plan:
    """Plan for one site; one from before the latest entry is never shown: it might say to run farther."""
    service, place = service_of(request), Site.parse(site)
    found = await _from_answer(request, place, lambda known: service.plan_asked(place, known, by), patience_of(request))
    assert isinstance(found, Plan)
    return found


async def what_if_for(request: Request, site: str, run: ProposedRun | None) -> WhatIf | None:
    """Look at one run, as `plan_for` plans; None where nothing may be told."""
    service, place = service_of(request), Site.parse(site)
    found = await _from_answer(
        request, place, lambda known: service.what_if_asked(place, known, run), patience_of(request)
    )
    assert found is None or isinstance(found, WhatIf)
    return found


async def why_for(request: Request, site: str) -> Why:
    """Weigh where the pain of one site may come from, as `plan_for` plans: it may name a run."""
    service, place = service_of(request), Site.parse(site)
    found = await _from_answer(request, place, lambda known: service.why_asked(place, known), patience_of(request))
    assert isinstance(found, Why)
    return found


async def plan_asked(request: Request, site: str | None = None, by: date | None = None) -> Plan:
    """Plan for one site, or that with most reports, whole and of now, however long it takes."""
    service, place = service_of(request), Site.parse(site) if site else None
    found = await _from_answer(request, place, lambda known: service.plan_asked(known.told.site, known, by), None)
    assert isinstance(found, Plan)
    return found


async def why_asked(request: Request, site: str | None = None) -> Why:
    """Weigh where the pain of one site may come from, or of that with most reports, however long it takes."""
    service, place = service_of(request), Site.parse(site) if site else None
    found = await _from_answer(request, place, lambda known: service.why_asked(known.told.site, known), None)
    assert isinstance(found, Why)
    return found


async def _from_answer(
    request: Request, site: Site | None, then: Callable[[Answer], Question], patience_s: float | None
) -> Any:
    """Have what follows from a fresh answer worked out."""
    known = await worked_out(request, lambda: service_of(request).answer_asked(site), patience_s=patience_s)
    return await worked_out(request, lambda: then(known), patience_s=patience_s)


async def answer_asked(request: Request, site: str | None = None) -> Answer:
    """Answer one site, or that with most reports, whole and of now, however long it takes."""
    found = await worked_out(request, lambda: service_of(request).answer_asked(Site.parse(site) if site else None))
    assert isinstance(found, Answer)
    return found


async def stance_for(request: Request, running: RunningStance, changes: Changes) -> Deeper:
    """Look at a changed foot by whole stances, beside what is worked out of the diary.

    Raises
    ------
    StillWorkingError
        If they are not there yet.
    """
    service = service_of(request)
    found = await worked_out(
        request,
        lambda: service.stance_asked(running, changes),
        patience_s=min(_SHORT_S, service.patience_s) if _ASKED_AGAIN in request.query_params else patience_of(request),
        background=service.aside_work,
    )
    assert isinstance(found, Deeper)
    return found


async def worked_out(
    request: Request,
    asked: Callable[[], Question],
    *,
    patience_s: float | None = None,
    background: Background | None = None,
) -> Any:
    """Have something worked out, as long as there is somebody at the other end.

    Parameters
    ----------
    request : Request
        Who asks.
    asked : callable
        Says what, in a thread: it may read the journal.
    patience_s : float, optional
        How long to wait for it; default: until it is there. [s]
    background : Background, optional
        Where; default: with all that is of the diary.

    Raises
    ------
    StillWorkingError
        If it took longer.
    GoneError
        If nobody waits any more.
    TooMuchAtOnceError
        If too much is waiting.
    """
    background = background or service_of(request).background
    async with _one_of_few():
        if await request.is_disconnected():
            raise GoneError
        background.require_room()
        question = await run_in_threadpool(asked)
    until = None if patience_s is None else time.monotonic() + patience_s
    while True:
        job, gone, pause_s = background.ask(question), True, _LOOK_S
        try:
            while not job.done.is_set():
                if await request.is_disconnected():
                    raise GoneError
                if until is not None and time.monotonic() >= until:
                    gone = False
                    raise StillWorkingError(job.usual_s)
                await asyncio.sleep(pause_s)
                pause_s = min(pause_s * 1.2, _LONGEST_LOOK_S)
        finally:
            background.leave(job, gone=gone)
        if not job.was_stopped:
            return job.result()


def _one_of_few() -> asyncio.Semaphore:
    """Look up what is asked in few threads at once: a crowd of questions may not stand before a page."""
    return _LOOKED_UP.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(_LOOKED_UP_AT_ONCE))


def patience_of(request: Request) -> float | None:
    """Say how long it waits; who cannot ask again, a browser without scripts or a program, waits to the end."""
    return service_of(request).patience_s if is_fragment(request) else None


async def _or_earlier(request: Request, asked: Awaitable[Any], earlier: Any) -> Any:
    try:
        return await asked
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
    return _working(request, usual_s=usual_s or None)


def too_much(request: Request) -> HTMLResponse | None:
    """Say in a part of a page that too much is waiting; it asks again by itself. None where that cannot be."""
    if not is_fragment(request) or request.method != "GET":
        return None
    return _working(request, status=503, too_much=True)


def nobody(request: Request, error: Exception) -> Response:
    """Answer who is gone."""
    assert isinstance(error, GoneError | ClientDisconnect)
    return Response(status_code=204)


def _working(request: Request, *, status: int = 200, **told: Any) -> HTMLResponse:
    with open_journal(request) as journal:
        again, goes_on_s = _again(request), round(LOOKS_AGAIN_S)
        return page(request, "fragments/working.html", journal, status=status, again=again, goes_on_s=goes_on_s, **told)


def _earlier(request: Request, found: Any) -> Any:
    """Nothing old for a page that shows it already, or for a browser that cannot ask again."""
    return found if is_fragment(request) and _ASKED_AGAIN not in request.query_params else None


def _patience_s(request: Request, earlier: object) -> float | None:
    patience_s = patience_of(request)
    return patience_s if patience_s is None or earlier is None else min(_SHORT_S, patience_s)


def _again(request: Request) -> str:
    """Ask the same again: with what says that it was asked before, once."""
    asked = request.url.query
    said = f"{_ASKED_AGAIN}=yes"
    return f"{request.url.path}?{asked}" if said in asked.split("&") else f"{request.url.path}?{asked}&{said}"

"""Put the app together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import BaseRoute

from afterrun.accounts.access import Access
from afterrun.accounts.tries import Tries
from afterrun.errors import AfterrunError, EmptyJournalError, JournalBusyError, JournalError
from afterrun.journal.secrets import Secrets
from afterrun.language import say, speaking
from afterrun.places import Place
from afterrun.web.forms.plain_text import plain_text
from afterrun.web.forms.sending import OtherJournalError, for_this_journal
from afterrun.web.frame.around import Around, told_inside
from afterrun.web.frame.own_files import OwnFiles
from afterrun.web.frame.rendering import is_fragment, open_journal, page
from afterrun.web.frame.speaking import Speaking, chosen_language
from afterrun.web.frame.without_body import WithoutBody
from afterrun.web.pages import menu, page_paths, routers
from afterrun.web.security.gone import Gone
from afterrun.web.security.guard import HEADERS, LOOPBACK_HOSTS, Guard
from afterrun.web.security.login_wall import LoginWall
from afterrun.web.state.background import Background, StillWorkingError, TooMuchAtOnceError
from afterrun.web.state.clock import ClockWrongError, knows_the_day, within_reach
from afterrun.web.state.pending import GoneError, nobody, not_yet, too_much
from afterrun.web.state.service import KEPT_ANSWERS, KEPT_STANCES, Service
from afterrun.web.state.syncing import Syncing
from afterrun.web.state.ways import HERE, Ways

_AT_THE_DOOR = (Depends(plain_text), Depends(knows_the_day), Depends(for_this_journal))
_STATUS = {
    ClockWrongError: 503,
    EmptyJournalError: 404,
    JournalBusyError: 503,
    JournalError: 500,
    OtherJournalError: 409,
}


def create_app(
    journal_path: Place,
    *,
    clock: Callable[[], datetime],
    seed: int = 0,
    allowed_hosts: frozenset[str] = LOOPBACK_HOSTS,
    login_required: bool = False,
    ways: Ways = HERE,
    around: Around | None = None,
) -> FastAPI:
    """Serve one journal.

    Parameters
    ----------
    journal_path : Path
        The journal; made if it is not there.
    clock : callable
        Returns the time with its offset.
    seed : int
        Same journal, same seed, same answers.
    allowed_hosts : frozenset of str
        Names under which the app may be reached.
    login_required : bool
        Whether it stays shut as long as no password is set; with one set it asks for it in any case.
    ways : Ways
        How what takes long is done.
    around : Around, optional
        The house that it is in, where it serves one of many people: there a journal that is gone is not made anew.
    """
    app = FastAPI(title="Afterrun", openapi_url="/api/openapi.json", docs_url=None, redoc_url=None)
    clock = within_reach(clock)
    app.state.service = Service(
        journal_path,
        clock,
        seed,
        background=Background(KEPT_ANSWERS, ways.work),
        aside_work=Background(KEPT_STANCES, ways.aside),
        makes_journal=around is None,
        steps=ways.steps,
    )
    app.state.secrets = Secrets(journal_path)
    app.state.access = Access(app.state.secrets, clock, required=login_required)
    app.state.tries = Tries()
    app.state.syncing = Syncing(ways.syncs)
    app.state.around = around
    app.state.menu = menu()
    app.add_middleware(LoginWall, access=app.state.access)
    app.add_middleware(Speaking)  # inside the guard: nothing is looked up for a request that is refused
    app.add_middleware(Gone)
    app.add_middleware(WithoutBody)
    app.add_middleware(Guard, pages=page_paths(), hosts=allowed_hosts)  # added last, it is met first
    app.mount("/static", OwnFiles(), name="static")
    app.router.routes.extend(_pages())
    app.add_exception_handler(AfterrunError, _afterrun_error)
    app.add_exception_handler(StillWorkingError, not_yet)
    app.add_exception_handler(TooMuchAtOnceError, _too_much)
    app.add_exception_handler(GoneError, nobody)
    app.add_exception_handler(ClientDisconnect, nobody)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(Exception, _unexpected)
    return app


@cache
def _pages() -> Sequence[BaseRoute]:
    """What is served of every journal alike: FastAPI sets a page up when it is first asked for, which takes long."""
    together = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, dependencies=_AT_THE_DOOR)
    for router in routers():
        together.include_router(router)
    return together.router.routes


def _afterrun_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AfterrunError)
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 422)
    message, remedy = told_inside(error) if request.app.state.around else (error.message, error.remedy)
    return _failed(request, status, message, remedy, error.code)


def _too_much(request: Request, error: Exception) -> Response:
    assert isinstance(error, TooMuchAtOnceError)
    response = too_much(request) or _failed(request, 503, error.message, error.remedy, error.code, in_short=True)
    response.headers["retry-after"] = str(error.retry_after_s)
    return response


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, ClientDisconnect):
        return Response(status_code=error.status_code)  # nobody reads it
    if error.status_code == 404:
        return _failed(request, 404, say("There is no such page."), say("Go back to the start."), "not-found")
    # In short: a crowd of broken forms must not keep pages waiting while each is told so on a page of the journal.
    detail, remedy = say(str(error.detail)), say("Go back and try again.")
    return _failed(request, error.status_code, detail, remedy, "http", in_short=True)


def _validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or "request"
    return _failed(
        request,
        422,
        say("{where} must be valid; {msg}.", where=where, msg=first["msg"]),
        say("Correct it and send it again."),
        "invalid-value",
    )


def _unexpected(request: Request, error: Exception) -> Response:
    """Say that it is our fault. It is answered outside the guard, so it brings the guard's headers itself."""
    with speaking(chosen_language(request.scope)):
        response = _failed(
            request,
            500,
            say("Something in Afterrun broke; your journal is as it was."),
            say("Try again. If it happens again, the window that Afterrun runs in says more."),
            "internal",
        )
    response.headers.update(HEADERS)
    return response


def _failed(request: Request, status: int, message: str, remedy: str, code: str, *, in_short: bool = False) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": {"code": code, "message": message, "remedy": remedy}}, status_code=status)
    told: dict[str, Any] = {"status": status, "message": message, "remedy": remedy}
    if is_fragment(request):
        return page(request, "fragments/error.html", **told)
    if in_short:
        return page(request, "error.html", **told)
    try:
        with open_journal(request) as journal:
            return page(request, "error.html", journal, **told)
    except Exception:  # the journal itself is what failed, or what it holds: the page still says what there is to say
        return page(request, "error.html", **told)

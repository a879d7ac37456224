"""Put the app of a clinic together."""

from __future__ import annotations

from functools import partial

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from afterrun.clinic.house import House
from afterrun.clinic.origin import Origin
from afterrun.clinic.roles import Role
from afterrun.clinic.sendings import SentBeforeError
from afterrun.errors import AfterrunError, JournalBusyError, JournalError
from afterrun.language import from_browser, say, speaking
from afterrun.web.app import create_app
from afterrun.web.clinic.looking import Looking
from afterrun.web.clinic.notices import notices_for
from afterrun.web.clinic.own_app import ABSENT, OwnApp, OwnApps
from afterrun.web.clinic.pages import routers
from afterrun.web.clinic.rule import OPEN, require_rules
from afterrun.web.clinic.showing import MENUS, sent_before, show
from afterrun.web.frame.around import Around, told_inside
from afterrun.web.frame.own_files import OwnFiles
from afterrun.web.frame.without_body import WithoutBody
from afterrun.web.pages import page_paths
from afterrun.web.security.gone import Gone
from afterrun.web.security.guard import HEADERS, LOOPBACK_HOSTS, Guard
from afterrun.web.state.background import TooMuchAtOnceError, Work, in_this_process
from afterrun.web.state.ways import HERE, Ways

_BESIDE = [line for line in MENUS[Role.RUNNER] if line.path != "/"]  # the app has a start of its own


class _Static(OwnFiles):
    """The app's own files, the same for everybody."""

    rule = OPEN


class _Speaking:
    """Middleware: the clinic's pages are in the browser's language."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with speaking(_language(scope)):
            await self._app(scope, receive, send)


def create_clinic_app(
    house: House,
    *,
    seed: int = 0,
    allowed_hosts: frozenset[str] = LOOPBACK_HOSTS,
    origin: Origin | None = None,
    looks: Work = in_this_process,
    ways: Ways = HERE,
) -> FastAPI:
    """Serve a clinic.

    Parameters
    ----------
    house : House
        The clinic.
    seed : int
        Same journal, same seed, same answers.
    allowed_hosts : frozenset of str
        Names under which it may be reached.
    origin : Origin, optional
        The address that passkeys are made for; default: this computer's own, for who sits at it.
    looks : Work
        How it is found out whom somebody should look at first.
    ways : Ways
        How everything else is done that takes long.

    Raises
    ------
    TypeError
        If a route does not say who may have it.
    """
    app = FastAPI(title="Afterrun", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.house = house
    app.state.origin = origin
    app.state.steps = ways.steps
    app.state.apps = OwnApps(partial(_own_app, house, seed, allowed_hosts, ways))
    app.state.looking = Looking(house, looks)
    for router in routers():
        app.router.routes.extend(router.routes)
    app.router.routes.append(Mount("/static", _Static(), name="static"))
    app.router.routes.append(Mount("/", OwnApp(app.state.apps)))  # last: whatever is not the clinic's own
    require_rules(app.router.routes)
    app.add_middleware(_Speaking)
    app.add_middleware(Gone)
    app.add_middleware(WithoutBody)
    app.add_middleware(Guard, pages=_pages(app), hosts=allowed_hosts)  # added last, it is met first
    app.add_exception_handler(SentBeforeError, _sent_before)
    app.add_exception_handler(AfterrunError, _afterrun_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(Exception, _unexpected)
    return app


def _own_app(house: House, seed: int, hosts: frozenset[str], ways: Ways, person: str) -> FastAPI:
    around = Around(_BESIDE, partial(notices_for, house, person), "/clinic/account")
    place = house.journals.place_of(person)
    return create_app(place, clock=house.clock, seed=seed, allowed_hosts=hosts, around=around, ways=ways)


def _pages(app: FastAPI) -> frozenset[str]:
    """List what another site may lead to: whole pages, and no address with an id in it."""
    own = {
        route.path
        for route in app.router.routes
        if isinstance(route, APIRoute) and "GET" in (route.methods or ()) and "{" not in route.path
    }
    theirs = {path for path in page_paths() if not path.startswith(ABSENT)}
    return frozenset(own | theirs)


def _language(scope: Scope) -> str:
    return from_browser(Headers(scope=scope).get("accept-language", "")) if scope["type"] == "http" else "en"


def _sent_before(request: Request, _: Exception) -> Response:
    return sent_before(request)


def _afterrun_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AfterrunError)
    if isinstance(error, TooMuchAtOnceError):
        response = _failed(request, 503, error.message, error.remedy)
        response.headers["retry-after"] = str(error.retry_after_s)
        return response
    status = 503 if isinstance(error, JournalBusyError) else 500 if isinstance(error, JournalError) else 422
    return _failed(request, status, *told_inside(error))


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    text = say("There is no such page.") if error.status_code == 404 else say(str(error.detail))
    return _failed(request, error.status_code, text, say("Go back to the start."))


def _not_valid(request: Request, error: Exception) -> Response:
    return _failed(request, 422, say("Something on the form does not fit."), say("Correct it and send it again."))


def _unexpected(request: Request, error: Exception) -> Response:
    """Say that it is our fault. It is answered outside the guard, so it brings the guard's headers itself."""
    with speaking(_language(request.scope)):
        response = _failed(request, 500, say("Something in Afterrun broke."), say("Try again."))
    response.headers.update(HEADERS)
    return response


def _failed(request: Request, status: int, message: str, remedy: str) -> HTMLResponse:
    return show(request, "failed", status=status, message=message, remedy=remedy)

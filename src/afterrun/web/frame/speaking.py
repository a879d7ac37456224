"""How a request is answered: in the language chosen in the settings, else in the browser's; and in which unit."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from afterrun.language import from_browser, speaking
from afterrun.units import measuring
from afterrun.web.state.service import settings_of_served

_KEY = "afterrun.language"
READER = "afterrun.reader"
"""In the scope: the language of somebody who reads another's journal."""


class Speaking:
    """Middleware that sets the language, and the unit of distances, for one request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        settings = await run_in_threadpool(settings_of_served, scope["app"].state.service)
        scope[_KEY] = scope.get(READER) or settings.language or asked_language(scope)
        with speaking(scope[_KEY]), measuring(settings.unit):
            await self._app(scope, receive, send)


def chosen_language(scope: Scope) -> str:
    """Return the language that was found for a request; what the browser asks for, if none was looked up."""
    return str(scope.get(_KEY) or asked_language(scope))


def asked_language(scope: Scope) -> str:
    return from_browser(Headers(scope=scope).get("accept-language", ""))

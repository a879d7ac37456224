"""Which language a request is answered in: the one chosen in the settings, else the one the browser asks for."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from afterrun.language import from_browser, speaking
from afterrun.web.state.service import Service, chosen_language_of

_KEY = "afterrun.language"


class Speaking:
    """Middleware that sets the language for one request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        scope[_KEY] = await run_in_threadpool(_settled, scope)
        with speaking(scope[_KEY]):
            await self._app(scope, receive, send)


def chosen_language(scope: Scope) -> str:
    """Return the language that was found for a request; what the browser asks for, if none was looked up."""
    return str(scope.get(_KEY) or asked_language(scope))


def _settled(scope: Scope) -> str:
    service: Service = scope["app"].state.service
    return chosen_language_of(service) or asked_language(scope)


def asked_language(scope: Scope) -> str:
    return from_browser(Headers(scope=scope).get("accept-language", ""))

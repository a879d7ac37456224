"""Which language a request is answered in: the one chosen in the settings, else the one the browser asks for."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from afterrun.errors import AfterrunError
from afterrun.language import LANGUAGES, from_browser, speaking
from afterrun.web.desk import Desk

LANGUAGE_SETTING = "language"
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
    desk: Desk = scope["app"].state.desk
    return chosen_setting(desk) or asked_language(scope)


def asked_language(scope: Scope) -> str:
    return from_browser(Headers(scope=scope).get("accept-language", ""))


def chosen_setting(desk: Desk) -> str | None:
    """Look it up; a journal that is not there or cannot be read chooses nothing, and the page says what is wrong."""
    if not desk.journal_path.exists():
        return None
    try:
        with desk.open() as journal:
            chosen = journal.setting(LANGUAGE_SETTING)
    except AfterrunError:
        return None
    return chosen if chosen in LANGUAGES else None

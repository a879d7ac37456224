"""The door: with a password set, or served beyond this computer, nothing is shown to who has not logged in."""

from __future__ import annotations

from datetime import timedelta
from http.cookies import SimpleCookie
from urllib.parse import quote

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from afterrun.accounts.access import SESSION, Access, Visit
from afterrun.errors import JournalError
from afterrun.language import say

# Open to anybody: the way in, what has nothing of the person in it, and what has a secret in its address.
OPEN_PATHS = frozenset({"/login"})
OPEN_FOLDERS = ("/static/", "/calendar/")


class LoginWall:
    """Middleware that lets in who has a session; everything that is not known to be open is closed."""

    def __init__(self, app: ASGIApp, *, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or is_open(scope["path"]):
            await self._app(scope, receive, send)
            return
        try:
            visit = await run_in_threadpool(self._visit, scope)
        except JournalError as error:
            await PlainTextResponse(str(error), 500)(scope, receive, send)
            return
        if visit is Visit.UNKNOWN:
            await _turned_away(scope)(scope, receive, send)
        elif visit is Visit.RENEWED:
            await self._app(scope, receive, _with_cookie(scope, send))
        else:
            await self._app(scope, receive, send)

    def _visit(self, scope: Scope) -> Visit:
        return self._access.visit(token_of(scope)) if self._access.closed else Visit.KNOWN


def access_of(request: Request) -> Access:
    """Find who may come in to the app that a request came to."""
    access = request.app.state.access
    assert isinstance(access, Access)
    return access


def cookie_name(scope: Scope) -> str:
    """Name the cookie; over https the prefix forbids that a neighbour's site or plain http sets it."""
    return "__Host-afterrun" if scope.get("scheme") == "https" else "afterrun"


def token_of(scope: Scope) -> str | None:
    """Read the token a browser sends."""
    return cookie_parser(Headers(scope=scope).get("cookie", "")).get(cookie_name(scope))


def session_cookie(scope: Scope, token: str) -> str:
    """Write the cookie. An empty token takes it back."""
    return own_cookie(scope, cookie_name(scope), token, keep=SESSION)


def own_cookie(scope: Scope, name: str, value: str, *, keep: timedelta) -> str:
    """Write a cookie: no script reads it, no other site makes a browser send it. An empty value takes it back."""
    cookie: SimpleCookie = SimpleCookie({name: value})
    cookie[name]["path"], cookie[name]["samesite"], cookie[name]["httponly"] = "/", "Strict", True
    cookie[name]["max-age"] = int(keep.total_seconds()) if value else 0
    if scope.get("scheme") == "https":
        cookie[name]["secure"] = True
    return cookie[name].OutputString()


def is_open(path: str) -> bool:
    """Whether anybody gets an answer there, and so nothing of the person may stand in it."""
    return path in OPEN_PATHS or path.startswith(OPEN_FOLDERS)


def _turned_away(scope: Scope) -> Response:
    """Send a person to the login page; tell a program, a part of a page and the service worker that they may not."""
    if scope["type"] == "websocket":
        return PlainTextResponse(say("Log in first."), 403)
    headers = Headers(scope=scope)
    path = scope["path"]
    if path.startswith("/api/"):
        told = {
            "code": "login",
            "message": say("Log in first."),
            "remedy": say("Open the app in a browser and log in."),
        }
        return JSONResponse({"error": told}, 401)
    if headers.get("hx-request") == "true":
        return PlainTextResponse(say("Log in first."), 401, headers={"hx-redirect": "/login"})
    if headers.get("sec-fetch-mode", "navigate") != "navigate":
        return PlainTextResponse(say("Log in first."), 401)
    if scope["method"] not in ("GET", "HEAD"):
        return RedirectResponse("/login", 303)
    query = scope.get("query_string", b"").decode("latin-1")
    return RedirectResponse(f"/login?next={quote(path + ('?' + query if query else ''), safe='')}", 303)


def _with_cookie(scope: Scope, send: Send) -> Send:
    async def send_with_cookie(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("set-cookie", session_cookie(scope, token_of(scope) or ""))
        await send(message)

    return send_with_cookie

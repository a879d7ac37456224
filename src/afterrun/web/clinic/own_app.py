"""A runner's own app: the very same as alone on a computer, on the journal of whoever is logged in, and of nobody else.

No address names a person here: whose journal it is says the session alone.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.responses import PlainTextResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from afterrun.clinic.roles import Role
from afterrun.language import say
from afterrun.web.clinic.rule import denied, judged, look_up, only, visitor_of
from afterrun.web.clinic.showing import HOMES

KEPT = 64
"""How many people's apps are kept open: some megabytes each with a full diary (judgement)."""
# Not in a clinic. Reminders and calendars speak to other servers in the name of the house; the rest would make a
# journal anew that was erased, or one of nobody. The door is the clinic's.
_PAGES = ("/calendar", "/clinic", "/example", "/login", "/logout")
ABSENT = (*_PAGES, "/settings/delete", "/settings/reminders", "/settings/restore")


class OwnApps:
    """An app a person, made when it is asked for; of many, those used last are kept.

    Parameters
    ----------
    make : callable
        Makes the app of a person.
    """

    def __init__(self, make: Callable[[str], FastAPI]) -> None:
        self._make = make
        self._kept: OrderedDict[str, FastAPI] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, person: str) -> FastAPI:
        """Give somebody's app."""
        with self._lock:
            app = self._kept.get(person) or self._make(person)
            self._kept[person] = app
            self._kept.move_to_end(person)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return app

    def forget(self, person: str) -> None:
        """Let go of somebody's app, and of what was worked out for it."""
        with self._lock:
            app = self._kept.pop(person, None)
        if app is not None:
            app.state.service.forget()


class OwnApp:
    """What answers at every address that is not the clinic's own."""

    rule = only(Role.RUNNER)

    def __init__(self, apps: OwnApps) -> None:
        self._apps = apps

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = await run_in_threadpool(self._answer, scope)
        await answer(scope, receive, send)

    def _answer(self, scope: Scope) -> ASGIApp:
        if scope["type"] != "http":
            return PlainTextResponse(say("There is no such page."), 404)
        request = Request(scope)
        path = scope["path"]
        if (leads := self._home(request)) is not None:
            return leads
        if (refusal := judged(request, self.rule)) is not None:
            return refusal
        if any(path == absent or path.startswith(f"{absent}/") for absent in ABSENT):
            return denied(request)
        return self._apps.of(visitor_of(request).person.id)

    def _home(self, request: Request) -> ASGIApp | None:
        """Lead the staff from the start to their own first page."""
        if request.url.path != "/" or request.method != "GET":
            return None
        visitor = look_up(request)
        home = HOMES[visitor.person.role] if visitor is not None and visitor.whole else "/"
        return None if home == "/" else RedirectResponse(home, 303)

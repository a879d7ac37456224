"""Who may have a page: said beside the page, and looked at before anything of it is done. Without a rule, nobody.

A page that has none cannot be made: `RuledRoute` refuses it when the module is imported, and `require_rules` refuses
whatever else is in the table of routes when the app is put together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute

from afterrun.clinic import audit, passkeys, sendings, sessions, sharing, studies
from afterrun.clinic.house import House
from afterrun.clinic.people import Person
from afterrun.clinic.roles import Role, Scope
from afterrun.clinic.sendings import Sent, SentBeforeError
from afterrun.clinic.sessions import Visitor
from afterrun.language import say
from afterrun.web.clinic.showing import refused, sent_before
from afterrun.web.forms.plain_text import plain_text
from afterrun.web.forms.sending import name_of
from afterrun.web.security.login_wall import token_of

F = TypeVar("F", bound=Callable[..., Any])
Holds = Callable[[House, Person, Mapping[str, str]], bool]
_RULE = "clinic_rule"
_LONGEST_DETAIL = 120


class Door(Enum):
    """How far somebody must have come in."""

    OPEN = "anybody"
    PASSWORD = "who gave the password"
    INSIDE = "who gave the second factor too, where one is owed"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may have a page.

    Parameters
    ----------
    door : Door
        How far in.
    roles : frozenset of Role
        As what.
    holds : callable, optional
        Whether it is theirs, or shared with them: looked up anew for each request.
    """

    door: Door = Door.INSIDE
    roles: frozenset[Role] = frozenset(Role)
    holds: Holds | None = None


def only(*roles: Role, holds: Holds | None = None) -> Rule:
    """Let in who is one of these, and of those whom the page is for."""
    return Rule(roles=frozenset(roles), holds=holds)


OPEN = Rule(Door.OPEN)
HALF_WAY = Rule(Door.PASSWORD)
INSIDE = Rule()


def shared(scope: Scope) -> Holds:
    """Say that the runner ``person`` of the address shares so much with the visitor, now."""

    def holds(house: House, who: Person, path: Mapping[str, str]) -> bool:
        held = sharing.held(house.store, house.clock(), clinician=who.id, runner=path["person"])
        return held is not None and held.allows(scope)

    return holds


def own_study(house: House, who: Person, path: Mapping[str, str]) -> bool:
    """Say that the ``study`` of the address is the visitor's own."""
    found = studies.of(house.store, path["study"])
    return found is not None and found.researcher == who.id


def own_passkey(house: House, who: Person, path: Mapping[str, str]) -> bool:
    """Say that the ``passkey`` of the address is the visitor's own."""
    return any(each.id == path["passkey"] for each in passkeys.of(house.store, who.id))


def allow(rule: Rule) -> Callable[[F], F]:
    """Say who may have a page; below the line that says where it is."""

    def ruled(page: F) -> F:
        setattr(page, _RULE, rule)
        return page

    return ruled


class RuledRoute(APIRoute):
    """A route that looks at its rule first."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        found = getattr(endpoint, _RULE, None)
        if not isinstance(found, Rule):
            raise TypeError(f"{path} must say who may have it: @allow(...) below the route.")
        self.rule = found
        super().__init__(path, endpoint, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Answer whoever the rule lets in, and refuse the rest before a byte of a form is read."""
        answer = super().get_route_handler()

        async def ruled(request: Request) -> Response:
            refusal = await run_in_threadpool(judged, request, self.rule)
            if refusal is None and request.method == "POST" and request.state.visitor is not None:
                request.state.sent = await name_of(request)
                refusal = await run_in_threadpool(_came_before, request)
            return await answer(request) if refusal is None else refusal

        return ruled


def ruled_router() -> APIRouter:
    """Make the router of a module of pages."""
    return APIRouter(route_class=RuledRoute, include_in_schema=False, dependencies=[Depends(plain_text)])


def require_rules(routes: Iterable[BaseRoute]) -> None:
    """Refuse to start with a route that nobody said a rule for.

    Raises
    ------
    TypeError
        If there is one.
    """
    for route in routes:
        if not isinstance(getattr(route, "rule", None) or getattr(getattr(route, "app", None), "rule", None), Rule):
            raise TypeError(f"{getattr(route, 'path', route)} must say who may have it.")


def judged(request: Request, rule: Rule) -> Response | None:
    """Look at the rule of a page; None lets in, and notes who it is."""
    house, visitor = house_of(request), look_up(request)
    if rule.door is Door.OPEN:
        return None
    if visitor is None:
        return _to("/login", request, say("Log in first."))
    if not visitor.whole and rule.door is not Door.PASSWORD:
        return _to("/clinic/second-factor", request, say("Give the second factor first."))
    if visitor.person.role not in rule.roles:
        return denied(request)
    if rule.holds is not None and not rule.holds(house, visitor.person, request.path_params):
        return denied(request)
    return None


def look_up(request: Request) -> Visitor | None:
    """Find out who asks, and note it: once a request, and anew for each."""
    if not hasattr(request.state, "visitor"):
        house = house_of(request)
        request.state.visitor = sessions.visitor_of(house.store, house.clock(), token_of(request.scope))
    found: Visitor | None = request.state.visitor
    return found


def sent_of(request: Request) -> Sent | None:
    """Name the form that a request brings: who sends it is part of the name. None if it has no key."""
    name = getattr(request.state, "sent", None)
    if name is None:
        return None
    digest = hashlib.sha256(f"{visitor_of(request).person.id} {name}".encode()).hexdigest()
    return Sent(digest, house_of(request).clock())


def _came_before(request: Request) -> Response | None:
    """Answer at once what was done already: what it was about may be gone since, and would be refused."""
    with house_of(request).store.reading() as connection:
        try:
            sendings.require_new(connection, sent_of(request))
        except SentBeforeError:
            return sent_before(request)
    return None


def denied(request: Request) -> Response:
    """Refuse, and note it. It says the same whether the thing is there or not: an answer would tell who is here."""
    house, visitor = house_of(request), request.state.visitor
    about = request.path_params.get("person", "")
    audit.deny(
        house.store,
        house.clock(),
        action="denied",
        actor=visitor.person.id if visitor is not None else "",
        subject=about if len(about) <= 32 and about.isalnum() else "",
        detail=f"{request.method} {request.url.path}"[:_LONGEST_DETAIL],
    )
    return refused(request)


def house_of(request: Request) -> House:
    """Find the clinic that a request came to."""
    house = request.app.state.house
    assert isinstance(house, House)
    return house


def visitor_of(request: Request) -> Visitor:
    """Say who asks; the rule of the page has seen to it that there is somebody."""
    visitor = request.state.visitor
    assert isinstance(visitor, Visitor)
    return visitor


def _to(path: str, request: Request, told: str) -> Response:
    """Lead a person on; tell a program and a part of a page that they may not."""
    if request.url.path.startswith("/api/"):
        return PlainTextResponse(told, 401)
    if request.headers.get("hx-request") == "true":
        return PlainTextResponse(told, 401, headers={"hx-redirect": path})
    if request.headers.get("sec-fetch-mode", "navigate") != "navigate":
        return PlainTextResponse(told, 401)
    if path != "/login" or request.method not in ("GET", "HEAD"):
        return RedirectResponse(path, 303)
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{path}?next={quote(asked, safe='')}", 303)

"""In and out: password, second factor, invitation."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from afterrun.clinic import audit, invitations, people, second_factor, sessions, tries
from afterrun.errors import AfterrunError
from afterrun.language import say
from afterrun.web.clinic.coming_in import begun, let_in, tries_of_factor, wait
from afterrun.web.clinic.own_account import show_set_up
from afterrun.web.clinic.rule import HALF_WAY, INSIDE, OPEN, allow, denied, house_of, ruled_router, visitor_of
from afterrun.web.clinic.showing import HOMES, show
from afterrun.web.pages.login.view import own_path
from afterrun.web.security.login_wall import session_cookie, token_of
from afterrun.web.security.tried_from import address_of, device_token

router = ruled_router()
_FACTOR, _SET_UP = "/clinic/second-factor", "/clinic/second-factor/set-up"


@router.get("/login", response_class=HTMLResponse)
@allow(OPEN)
def door(request: Request, next: str = "/", left: bool = False, made: bool = False) -> Response:
    """The form."""
    return show(request, "login", next=own_path(next), left=left, made=made)


@router.post("/login", response_class=HTMLResponse)
@allow(OPEN)
def log_in(
    request: Request,
    login: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Let in who knows the password; who owes a second factor is asked for it."""
    house = house_of(request)
    at, device = house.clock(), people.device_of(house.store, login, device_token(request.scope))
    counted = tries.of_password(login, address_of(request.scope), device)
    if wait_s := tries.take(house.store, at, counted):
        return show(request, "login", status=429, next=own_path(next), left=False, error=wait(wait_s))
    who = people.who_logs_in(house.store, login, password)
    if who is None:
        audit.deny(house.store, at, action="log-in", detail="password")
        wrong = say("The login or the password is wrong.")
        return show(request, "login", status=401, next=own_path(next), left=False, error=wrong)
    if who.owes_factor:
        return begun(request, who, _FACTOR if who.has_factor else _SET_UP, whole=False)
    tries.forgive(house.store, counted[:1])
    return begun(request, who, own_path(next), whole=True)


@router.post("/logout")
@allow(HALF_WAY)
def log_out(request: Request) -> Response:
    """End this browser's session, and let it forget the pages it keeps."""
    with house_of(request).store.writing() as connection:
        sessions.end(connection, token_of(request.scope))
    answer = RedirectResponse("/login?left=true", 303)
    answer.headers.append("set-cookie", session_cookie(request.scope, ""))
    answer.headers["clear-site-data"] = '"cache"'
    return answer


@router.get("/clinic", response_class=HTMLResponse)
@allow(INSIDE)
def home(request: Request) -> Response:
    """Lead everybody to their own first page."""
    return RedirectResponse(HOMES[visitor_of(request).person.role], 303)


@router.get(_FACTOR, response_class=HTMLResponse)
@allow(HALF_WAY)
def factor(request: Request) -> Response:
    """Ask for the code."""
    who = visitor_of(request).person
    if visitor_of(request).whole:
        return RedirectResponse(HOMES[who.role], 303)
    return show(request, "second_factor") if who.has_factor else RedirectResponse(_SET_UP, 303)


@router.post(_FACTOR, response_class=HTMLResponse)
@allow(HALF_WAY)
def give_factor(request: Request, code: Annotated[str, Form()] = "") -> Response:
    """Let in who has the code too, with a session of their own: the half one ends."""
    house, who = house_of(request), visitor_of(request).person
    at, (counted, forgiven) = house.clock(), tries_of_factor(request, who)
    if wait_s := tries.take(house.store, at, counted):
        return show(request, "second_factor", status=429, error=wait(wait_s))
    with house.store.writing() as connection:
        right = second_factor.is_right(connection, at, who, code)
    if not right:
        audit.deny(house.store, at, action="log-in", subject=who.id, detail="second factor")
        wrong = say("This code is wrong, or was used already.")
        return show(request, "second_factor", status=401, error=wrong)
    tries.forgive(house.store, forgiven)
    return begun(request, who, HOMES[who.role], whole=True)


@router.get(_SET_UP, response_class=HTMLResponse)
@allow(HALF_WAY)
def set_up(request: Request) -> Response:
    """Show the secret, and offer a passkey."""
    return show_set_up(request)


@router.post(_SET_UP, response_class=HTMLResponse)
@allow(HALF_WAY)
def confirm(request: Request, code: Annotated[str, Form()] = "") -> Response:
    """Take it with the first code, and show the codes for paper, once."""
    house, visitor = house_of(request), visitor_of(request)
    who, at = visitor.person, house.clock()
    if who.has_factor and not visitor.whole:
        return denied(request)
    if wait_s := tries.take(house.store, at, tries.of_factor(who.id, None)):
        return show_set_up(request, wait(wait_s), 429)
    with house.store.writing() as connection:
        codes = second_factor.confirm(connection, at, who, code)
        if codes is not None:
            audit.note(connection, at, action="set-up-second-factor", actor=who.id, subject=who.id)
            sessions.end_all(connection, who.id)
            token = sessions.begin(connection, at, who, whole=True)
    if codes is None:
        return show_set_up(request, say("This code is wrong, or was used already."), 401)
    answer = show(request, "recovery", codes=codes, home=HOMES[who.role])
    let_in(request, answer, who, token)
    return answer


@router.get("/clinic/invitation", response_class=HTMLResponse)
@allow(OPEN)
def invited(request: Request, code: str = "") -> Response:
    """Say what it is an invitation to, and ask for a login and a password."""
    return _invitation(request, code)


@router.post("/clinic/invitation", response_class=HTMLResponse)
@allow(OPEN)
def join(
    request: Request,
    code: Annotated[str, Form()] = "",
    name: Annotated[str, Form()] = "",
    login: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
) -> Response:
    """Make the account; they log in with it next."""
    house = house_of(request)
    if wait_s := tries.take(house.store, house.clock(), [tries.of_address(address_of(request.scope))]):
        return _invitation(request, code, wait(wait_s), 429, name=name, login=login)
    try:
        house.join(code, name=name, login=login, password=password)
    except AfterrunError as error:
        return _invitation(request, code, str(error), 422, name=name, login=login)
    return RedirectResponse("/login?made=true", 303)


def _invitation(
    request: Request, code: str, error: str | None = None, status: int = 200, *, name: str = "", login: str = ""
) -> Response:
    house = house_of(request)
    found = invitations.found(house.store, house.clock(), code)
    if found is None:
        return show(request, "invitation", status=404, invitation=None)
    typed = {"name": name or found.name, "login": login}
    return show(request, "invitation", status=status, invitation=found, code=code, typed=typed, error=error)

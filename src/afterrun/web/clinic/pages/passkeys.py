"""Passkeys: made, given at the door, taken away. A script asks first what is to be signed; a form brings the answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response

from afterrun.clinic import audit, ceremonies, passkeys, people, second_factor, sendings, sessions, tries, webauthn
from afterrun.clinic.ceremonies import Purpose
from afterrun.clinic.house import House
from afterrun.clinic.origin import Origin
from afterrun.clinic.people import Person
from afterrun.clinic.tokens import new_token
from afterrun.clinic.webauthn import RefusedError
from afterrun.errors import InvalidValueError
from afterrun.language import say
from afterrun.web.clinic.coming_in import begun, let_in, tries_of_factor, wait, wrong_password
from afterrun.web.clinic.own_account import show_account, show_set_up
from afterrun.web.clinic.rule import (
    HALF_WAY,
    OPEN,
    Rule,
    allow,
    denied,
    house_of,
    look_up,
    own_passkey,
    ruled_router,
    sent_of,
    visitor_of,
)
from afterrun.web.clinic.showing import HOMES, show
from afterrun.web.clinic.where_passkeys import no_passkeys, origin_of
from afterrun.web.pages.login.view import own_path
from afterrun.web.security.login_wall import session_cookie, token_of
from afterrun.web.security.tried_from import address_of

router = ruled_router()
Answer = Annotated[str, Form(alias="passkey_answer")]
_DOOR, _FACTOR, _MINE = "/login/passkey", "/clinic/second-factor/passkey", "/clinic/passkeys"


@router.post(f"{_DOOR}/ask")
@allow(OPEN)
def ask_anybody(request: Request) -> Response:
    """Ask a browser for a passkey of whoever; it gets a cookie, so that it alone can answer."""
    house, origin = house_of(request), _origin(request)
    at = house.clock()
    if wait_s := tries.take(house.store, at, [tries.of_address(address_of(request.scope))]):
        return PlainTextResponse(wait(wait_s), 429)
    known = look_up(request) is not None
    token = (token_of(request.scope) or "") if known else new_token()
    with house.store.writing() as connection:
        challenge = ceremonies.begin(connection, at, token, Purpose.COME_IN)
    answer = JSONResponse({"get": webauthn.question(origin, challenge, [])})
    if not known:
        answer.headers.append("set-cookie", session_cookie(request.scope, token))
    return answer


@router.post(_DOOR, response_class=HTMLResponse)
@allow(OPEN)
def come_in(request: Request, answer: Answer = "", next: Annotated[str, Form()] = "/") -> Response:
    """Let in whose passkey signed: the device and who it belongs to are two factors."""
    house, origin = house_of(request), _origin(request)
    challenge = ceremonies.take(house.store, house.clock(), token_of(request.scope), Purpose.COME_IN)
    if challenge is None:
        return show(request, "login", status=401, next=own_path(next), left=False, error=_too_late())
    try:
        who, given = passkeys.owner(house.store, origin, challenge, answer, named=True)
        _use(house, who, given)
    except RefusedError as refused:
        error = _refused(house, refused)
        return show(request, "login", status=401, next=own_path(next), left=False, error=error)
    return begun(request, who, own_path(next), whole=True, how="passkey")


@router.post(f"{_FACTOR}/ask")
@allow(HALF_WAY)
def ask_for_factor(request: Request) -> Response:
    """Ask who gave the password for one of their passkeys."""
    house, origin, who = house_of(request), _origin(request), visitor_of(request).person
    with house.store.writing() as connection:
        known = passkeys.keys(connection, who, origin)
        if not known:
            return PlainTextResponse(_none_here(), 422)
        challenge = ceremonies.begin(connection, house.clock(), _token(request), Purpose.FACTOR, person=who.id)
    return JSONResponse({"get": webauthn.question(origin, challenge, known)})


@router.post(_FACTOR, response_class=HTMLResponse)
@allow(HALF_WAY)
def give_factor(request: Request, answer: Answer = "") -> Response:
    """Let in who has the passkey too, with a session of their own: the half one ends."""
    house, origin, who = house_of(request), _origin(request), visitor_of(request).person
    at, (counted, forgiven) = house.clock(), tries_of_factor(request, who)
    if wait_s := tries.take(house.store, at, counted):
        return show(request, "second_factor", status=429, error=wait(wait_s))
    challenge = ceremonies.take(house.store, at, _token(request), Purpose.FACTOR, person=who.id)
    if challenge is None:
        return show(request, "second_factor", status=401, error=_too_late())
    try:
        found, given = passkeys.owner(house.store, origin, challenge, answer, named=False)
        if found.id != who.id:
            raise RefusedError("another's")
        _use(house, who, given)
    except RefusedError as refused:
        return show(request, "second_factor", status=401, error=_refused(house, refused, who))
    tries.forgive(house.store, forgiven)
    return begun(request, who, HOMES[who.role], whole=True, how="passkey")


@router.post(f"{_MINE}/ask")
@allow(HALF_WAY)
def ask_for_new(request: Request, password: Annotated[str, Form()] = "") -> Response:
    """Ask for a new one: of who gives the password anew, or has just given it and has no second factor yet."""
    house, origin, visitor = house_of(request), _origin(request), visitor_of(request)
    who = visitor.person
    if visitor.whole:
        if (wrong := wrong_password(request, password)) is not None:
            return PlainTextResponse(*wrong)
    elif who.has_factor:
        return denied(request)
    with house.store.writing() as connection:
        challenge = ceremonies.begin(connection, house.clock(), _token(request), Purpose.ADD, person=who.id)
        known = passkeys.keys(connection, who, origin)
    return JSONResponse({"create": webauthn.new_question(origin, challenge, who, known)})


@router.post(_MINE, response_class=HTMLResponse)
@allow(HALF_WAY)
def add(request: Request, name: Annotated[str, Form()] = "", answer: Answer = "") -> Response:
    """Keep a new one. The first second factor of somebody ends their other sessions, and brings the codes for paper."""
    house, origin, visitor = house_of(request), _origin(request), visitor_of(request)
    who, at = visitor.person, house.clock()
    challenge = ceremonies.take(house.store, at, _token(request), Purpose.ADD, person=who.id)
    if challenge is None:
        return _not_added(request, _too_late(), 401)
    try:
        made = webauthn.proven_new(origin, challenge, answer)
    except RefusedError as refused:
        detail = f"passkey: {refused}"
        audit.deny(house.store, at, action="add-passkey", actor=who.id, subject=who.id, detail=detail)
        return _not_added(request, say("This passkey was not taken. Try again."), 401)
    codes: list[str] = []
    try:
        with house.store.writing() as connection:
            sendings.take(connection, sent_of(request))
            before = people.find(connection, who.id)
            if before is not None and before.has_factor and not visitor.whole:
                raise RefusedError  # set up by somebody else meanwhile, with the same password
            passkeys.add(connection, at, who, origin, name=name, made=made)
            audit.note(connection, at, action="add-passkey", actor=who.id, subject=who.id)
            if before is not None and not before.has_factor:
                codes = second_factor.new_codes(connection, who)
                sessions.end_all(connection, who.id)
                token = sessions.begin(connection, at, who, whole=True)
    except RefusedError:
        return denied(request)
    except InvalidValueError as error:
        return _not_added(request, str(error), 422)
    if not codes:
        return RedirectResponse("/clinic/account?saved=true", 303)
    done = show(request, "recovery", codes=codes, home=HOMES[who.role])
    let_in(request, done, who, token)
    return done


@router.post(f"{_MINE}/{{passkey}}/remove", response_class=HTMLResponse)
@allow(Rule(holds=own_passkey))
def remove(request: Request, passkey: str, password: Annotated[str, Form()] = "") -> Response:
    """Take one away, for who gives the password anew."""
    if (wrong := wrong_password(request, password)) is not None:
        return show_account(request, *wrong)
    house, who = house_of(request), visitor_of(request).person
    try:
        with house.store.writing() as connection:
            sendings.take(connection, sent_of(request))
            if not passkeys.remove(connection, who, passkey):
                return denied(request)
            audit.note(connection, house.clock(), action="remove-passkey", actor=who.id, subject=who.id)
    except InvalidValueError as error:
        return show_account(request, str(error), 422)
    return RedirectResponse("/clinic/account?saved=true", 303)


def _origin(request: Request) -> Origin:
    """Say where passkeys work; whoever asks elsewhere did not come from a page of ours."""
    found = origin_of(request)
    if found is None:
        raise InvalidValueError(no_passkeys(request), remedy=say("Use your password."))
    return found


def _token(request: Request) -> str:
    """Name this browser; the rule of the page has seen to it that it has a session."""
    return token_of(request.scope) or ""


def _use(house: House, who: Person, given: webauthn.Proven) -> None:
    with house.store.writing() as connection:
        passkeys.use(connection, house.clock(), who, given)


def _refused(house: House, refused: RefusedError, who: Person | None = None) -> str:
    """Note what was refused, and say so."""
    subject, detail = who.id if who is not None else "", f"passkey: {refused}"
    audit.deny(house.store, house.clock(), action="log-in", subject=subject, detail=detail)
    if str(refused) == passkeys.CLONED:
        return say("There may be a copy of this passkey. Log in another way, and remove it.")
    return say("This passkey does not work here.")


def _not_added(request: Request, error: str, status: int) -> Response:
    if visitor_of(request).whole:
        return show_account(request, error, status)
    return show_set_up(request, error, status)


def _too_late() -> str:
    return say("That took too long, or was sent before. Try again.")


def _none_here() -> str:
    return say("You have no passkey for this address. Use a code.")

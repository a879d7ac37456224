"""What every way in shares: how a session begins, and what slows down who guesses."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from afterrun.clinic import audit, people, sessions, tries
from afterrun.clinic.people import Person
from afterrun.clinic.tries import Key
from afterrun.language import say, say_n
from afterrun.web.clinic.rule import house_of, visitor_of
from afterrun.web.security.login_wall import session_cookie, token_of
from afterrun.web.security.tried_from import address_of, device_cookie, device_token


def begun(request: Request, who: Person, to: str, *, whole: bool, how: str = "") -> Response:
    """Begin a session, and end the one that this browser had."""
    house = house_of(request)
    at = house.clock()
    with house.store.writing() as connection:
        sessions.end(connection, token_of(request.scope))
        token = sessions.begin(connection, at, who, whole=whole)
        if whole:
            audit.note(connection, at, action="log-in", actor=who.id, subject=who.id, detail=how)
    answer = RedirectResponse(to, 303)
    if whole:
        let_in(request, answer, who, token)
    else:
        answer.headers.append("set-cookie", session_cookie(request.scope, token))
    return answer


def let_in(request: Request, answer: Response, who: Person, token: str) -> None:
    """Give a browser a whole session, and what it is known by when it comes again."""
    device = people.new_device(house_of(request).store, who)
    answer.headers.append("set-cookie", session_cookie(request.scope, token))
    answer.headers.append("set-cookie", device_cookie(request.scope, device))


def tries_of_factor(request: Request, who: Person) -> tuple[list[Key], list[Key]]:
    """Name the tries on a second factor of who gave the password: those that count one, those that a right one ends."""
    device = people.device_of(house_of(request).store, who.login, device_token(request.scope))
    counted = tries.of_factor(who.id, device)
    return counted, [*counted, *tries.of_password(who.login, address_of(request.scope), device)[:1]]


def wrong_password(request: Request, password: str) -> tuple[str, int] | None:
    """Ask once more who it is: a browser that was left open is not enough. Returns what to say if not."""
    house, who = house_of(request), visitor_of(request).person
    if wait_s := tries.take(house.store, house.clock(), tries.of_own_password(who.id)):
        return wait(wait_s), 429
    if not people.has_password(house.store, who, password):
        audit.deny(house.store, house.clock(), action="password", actor=who.id, subject=who.id)
        return say("That is not the password."), 401
    return None


def wait(wait_s: int) -> str:
    """Say how long to wait."""
    return say_n("Too many tries. Wait {n} second.", "Too many tries. Wait {n} seconds.", wait_s)

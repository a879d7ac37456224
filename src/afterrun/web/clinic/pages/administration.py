"""An administrator's side: accounts, invitations, the audit trail. No journal."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from afterrun.clinic import audit, invitations, people, sendings
from afterrun.clinic.roles import Role
from afterrun.language import say
from afterrun.web.clinic.rule import allow, denied, house_of, only, ruled_router, sent_of, visitor_of
from afterrun.web.clinic.showing import show

router = ruled_router()
_LAST = 2**31 - 1  # of the numbers of lines, as a database has them
_SHOWN = 50  # people on one page, by name: judgement
_ADMINISTRATOR = only(Role.ADMINISTRATOR)


@router.get("/clinic/administration", response_class=HTMLResponse)
@allow(_ADMINISTRATOR)
def page(request: Request, find: str = "") -> Response:
    """Who there is, and who was invited."""
    return _page(request, find=find)


@router.post("/clinic/invitations", response_class=HTMLResponse)
@allow(_ADMINISTRATOR)
def invite(request: Request, role: Annotated[str, Form()] = "", name: Annotated[str, Form()] = "") -> Response:
    """Make a link to hand to somebody; it is shown once."""
    house, who = house_of(request), visitor_of(request).person
    if role not in set(Role):
        return _page(request, say("Pick a role."), 422)
    token = invitations.invite(house.store, house.clock(), by=who.id, role=Role(role), name=name, sent=sent_of(request))
    return _page(request, link=f"{request.url.scheme}://{request.url.netloc}/clinic/invitation?code={token}")


@router.post("/clinic/invitations/{invitation}/end")
@allow(_ADMINISTRATOR)
def take_back(request: Request, invitation: str) -> Response:
    """Take one back."""
    house, who = house_of(request), visitor_of(request).person
    gone = invitations.take_back(house.store, house.clock(), by=who.id, number=invitation, sent=sent_of(request))
    return RedirectResponse("/clinic/administration", 303) if gone else denied(request)


@router.post("/clinic/accounts/{person}/close")
@allow(_ADMINISTRATOR)
def close(request: Request, person: str) -> Response:
    """Shut an account: whoever is logged in with it is out at once. The journal stays."""
    house, who = house_of(request), visitor_of(request).person
    if person == who.id or people.of(house.store, person) is None:
        return denied(request)
    at = house.clock()
    with house.store.writing() as connection:
        sendings.take(connection, sent_of(request))
        people.close(connection, at, person)
        audit.note(connection, at, action="close-account", actor=who.id, subject=person)
    return RedirectResponse("/clinic/administration", 303)


@router.post("/clinic/accounts/{person}/erase", response_class=HTMLResponse)
@allow(_ADMINISTRATOR)
def erase(request: Request, person: str, sure: Annotated[str, Form()] = "") -> Response:
    """Erase somebody and all that is theirs."""
    house, who = house_of(request), visitor_of(request).person
    found = people.of(house.store, person)
    if found is None or person == who.id:
        return denied(request)
    if sure != "yes":
        return _page(request, say("Nothing was deleted. Tick that you are sure."), 422)
    house.erase(found, by=who.id, sent=sent_of(request))
    request.app.state.apps.forget(person)
    request.app.state.looking.forget(person)
    return RedirectResponse("/clinic/administration", 303)


@router.get("/clinic/audit", response_class=HTMLResponse)
@allow(_ADMINISTRATOR)
def trail(
    request: Request, walk: bool = False, person: str = "", before: Annotated[int | None, Query(ge=1, le=_LAST)] = None
) -> Response:
    """A page of lines, of all or of one person; whether the whole chain holds is looked at when it is asked."""
    house = house_of(request)
    lines = audit.lines(house.store, person=person or None, before=before, most=audit.PAGE + 1)
    more, lines = len(lines) > audit.PAGE, lines[: audit.PAGE]
    names = people.names(house.store, [person, *(each for line in lines for each in (line.actor, line.subject))])
    older = urlencode({"before": lines[-1].number} | ({"person": person} if person else {})) if more else ""
    verified = audit.verify(house.store) if walk else None
    return show(request, "audit", lines=lines, names=names, verified=verified, older=older, person=person)


def _page(
    request: Request, error: str | None = None, status: int = 200, *, link: str = "", find: str = ""
) -> HTMLResponse:
    house = house_of(request)
    found = people.found(house.store, find, most=_SHOWN + 1)
    return show(
        request,
        "administration",
        status=status,
        error=error,
        people=found[:_SHOWN],
        more=len(found) > _SHOWN,
        find=find,
        invitations=invitations.standing(house.store, house.clock()),
        roles=[role.value for role in Role],
        link=link,
    )

"""A runner's side: who may see the journal, who did, what was said, which studies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from afterrun.clinic import audit, messages, people, sharing, studies
from afterrun.clinic.audit import Line
from afterrun.clinic.roles import Role, Scope
from afterrun.errors import AfterrunError, InvalidValueError
from afterrun.language import mark, say
from afterrun.web.clinic.rule import allow, denied, house_of, only, ruled_router, sent_of, visitor_of
from afterrun.web.clinic.showing import show

router = ruled_router()
_RUNNER = only(Role.RUNNER)
_USUAL = timedelta(days=90)  # a course of physiotherapy: judgement
_LOOKED_THROUGH, _SHOWN = 2000, 50  # lines of who looked: some months, and what is read
_SAID = {
    "see-person": mark("looked at your answers"),
    "see-sheet": mark("opened your sheet"),
    "see-list": mark("had you on the list"),
    "comment": mark("wrote to you"),
    "set-limits": mark("set your limits"),
    "propose-trial": mark("proposed a trial"),
    "export-study": mark("exported your data for a study"),
    "denied": mark("tried to see something of yours and was refused"),
    "close-account": mark("shut your account"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """Who did what with what is mine, in words."""

    at: datetime
    who: str
    what: str


@router.get("/clinic/sharing", response_class=HTMLResponse)
@allow(_RUNNER)
def page(request: Request) -> Response:
    """The page."""
    return _page(request)


@router.post("/clinic/sharing", response_class=HTMLResponse)
@allow(_RUNNER)
def give(
    request: Request,
    clinician: Annotated[str, Form()] = "",
    scope: Annotated[str, Form()] = "read",
    until: Annotated[str, Form()] = "",
) -> Response:
    """Share, to the end of a day."""
    house = house_of(request)
    at = house.clock()
    try:
        sharing.give(
            house.store,
            at,
            runner=visitor_of(request).person.id,
            clinician=clinician,
            scope=Scope.PLAN if scope == Scope.PLAN.value else Scope.READ,
            until=_end_of(until, at),
            sent=sent_of(request),
        )
    except AfterrunError as error:
        return _page(request, str(error), 422)
    return RedirectResponse("/clinic/sharing", 303)


@router.post("/clinic/sharing/{share}/end")
@allow(_RUNNER)
def end(request: Request, share: str) -> Response:
    """Take it back: the next request is refused."""
    house, who = house_of(request), visitor_of(request).person
    ended = sharing.take_back(house.store, house.clock(), runner=who.id, number=share, sent=sent_of(request))
    return RedirectResponse("/clinic/sharing", 303) if ended else denied(request)


@router.post("/clinic/studies/{study}/consent")
@allow(_RUNNER)
def consent(request: Request, study: str) -> Response:
    """Take part in a study."""
    house, who = house_of(request), visitor_of(request).person
    taken = studies.give_consent(house.store, house.clock(), runner=who.id, number=study)
    return RedirectResponse("/clinic/sharing", 303) if taken else denied(request)


@router.post("/clinic/studies/{study}/withdraw")
@allow(_RUNNER)
def withdraw(request: Request, study: str) -> Response:
    """Take part no more."""
    house, who = house_of(request), visitor_of(request).person
    gone = studies.withdraw(house.store, house.clock(), runner=who.id, number=study, sent=sent_of(request))
    return RedirectResponse("/clinic/sharing", 303) if gone else denied(request)


@router.post("/clinic/comments/{comment}/read")
@allow(_RUNNER)
def have_read(request: Request, comment: str) -> Response:
    """Note that a comment was read."""
    house, who = house_of(request), visitor_of(request).person
    mine = messages.have_read(house.store, house.clock(), runner=who.id, number=comment)
    return RedirectResponse("/", 303) if mine else denied(request)


@router.post("/clinic/proposals/{proposal}/look")
@allow(_RUNNER)
def look_at(request: Request, proposal: str) -> Response:
    """Look at a proposal: the page of trials has it filled in, and the runner begins it there, now or later."""
    house, who = house_of(request), visitor_of(request).person
    found = messages.look_at(house.store, house.clock(), runner=who.id, number=proposal)
    if found is None:
        return denied(request)
    asked = {"intervention": found.intervention, "question": found.question, "weeks": found.weeks, "site": found.site}
    return RedirectResponse(f"/trial?{urlencode(asked)}#plan", 303)


@router.post("/clinic/proposals/{proposal}/decline")
@allow(_RUNNER)
def decline(request: Request, proposal: str) -> Response:
    """Do not take it up."""
    house, who = house_of(request), visitor_of(request).person
    found = messages.decline(house.store, house.clock(), runner=who.id, number=proposal)
    return denied(request) if found is None else RedirectResponse("/", 303)


def _page(request: Request, error: str | None = None, status: int = 200) -> HTMLResponse:
    house, who = house_of(request), visitor_of(request).person
    at = house.clock()
    lines = audit.lines(house.store, subject=who.id, most=_LOOKED_THROUGH)
    shares, asked = sharing.of_runner(house.store, at, who.id), studies.all_of(house.store)
    comments = messages.comments(house.store, who.id)
    named = (
        *(line.actor for line in lines),
        *(each.clinician for each in shares),
        *(each.clinician for each in comments),
        *(each.researcher for each in asked),
    )
    names = people.names(house.store, named)
    return show(
        request,
        "sharing",
        status=status,
        error=error,
        names=names,
        clinicians=people.everybody(house.store, Role.CLINICIAN),
        shares=shares,
        studies=asked,
        taking_part=studies.of_runner(house.store, who.id),
        comments=comments,
        until=(at + _USUAL).date().isoformat(),
        seen=_seen(lines, names, who.id),
    )


def _seen(lines: Sequence[Line], names: dict[str, str], own: str) -> list[Seen]:
    """Tell each thing that somebody did on a day once, newest first: who looks often may not hide the rest."""
    told: dict[tuple[str, str, date], Seen] = {}
    for line in lines:
        if line.actor not in (own, "") and line.action in _SAID:
            who = names.get(line.actor, say("Somebody who has left"))
            told.setdefault((line.actor, line.action, line.at.date()), Seen(line.at, who, say(_SAID[line.action])))
    return list(told.values())[:_SHOWN]


def _end_of(day: str, at: datetime) -> datetime:
    try:
        return datetime.combine(datetime.fromisoformat(day).date(), time(23, 59, 59), at.tzinfo)
    except ValueError:
        raise InvalidValueError(
            say("until must be a day; got {day!r}.", day=day), remedy=say("Pick another day."), field="until"
        ) from None

"""Somebody's own account: password, second factor, what is kept about them, and to leave."""

from __future__ import annotations

import json
import weakref
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from threading import Event
from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from afterrun.clinic import audit, people, sessions
from afterrun.clinic.own_data import own_data
from afterrun.clinic.roles import Role
from afterrun.errors import AfterrunError
from afterrun.journal import Journal
from afterrun.lab.exporting import export_zip
from afterrun.language import say
from afterrun.places import Place
from afterrun.scratch import scratch
from afterrun.web.clinic.coming_in import let_in, wrong_password
from afterrun.web.clinic.own_account import show_account
from afterrun.web.clinic.rule import INSIDE, allow, house_of, only, ruled_router, visitor_of
from afterrun.web.clinic.showing import show
from afterrun.web.security.login_wall import session_cookie, token_of

router = ruled_router()
_KEPT = "clinic.json"  # what the clinic keeps about somebody


@router.get("/clinic/account", response_class=HTMLResponse)
@allow(INSIDE)
def account(request: Request, saved: bool = False) -> Response:
    """The page."""
    return show_account(request, saved=saved)


@router.post("/clinic/account/password", response_class=HTMLResponse)
@allow(INSIDE)
def change_password(
    request: Request, password: Annotated[str, Form()] = "", new_password: Annotated[str, Form()] = ""
) -> Response:
    """Take a new one from who knows the old one; every other browser has to log in with it."""
    if (wrong := wrong_password(request, password)) is not None:
        return show_account(request, *wrong)
    house, who = house_of(request), visitor_of(request).person
    at = house.clock()
    try:
        with house.store.writing() as connection:
            people.set_password(connection, who.id, new_password)
            token = sessions.begin(connection, at, who, whole=True)
            audit.note(connection, at, action="change-password", actor=who.id, subject=who.id)
    except AfterrunError as error:
        return show_account(request, str(error), 422)
    answer = RedirectResponse("/clinic/account?saved=true", 303)
    let_in(request, answer, who, token)
    return answer


@router.post("/clinic/account/log-out-everywhere")
@allow(INSIDE)
def log_out_everywhere(request: Request) -> Response:
    """End every session but this one."""
    with house_of(request).store.writing() as connection:
        sessions.end_all(connection, visitor_of(request).person.id, but=token_of(request.scope))
    return RedirectResponse("/clinic/account?saved=true", 303)


@router.get("/clinic/account/export")
@allow(only(Role.RUNNER))
def export(request: Request) -> Response:
    """Everything about a runner as a zip: the journal as `afterrun export` writes it, and what the clinic keeps."""
    house, who = house_of(request), visitor_of(request).person
    also = {_KEPT: json.dumps(own_data(house.store, who), indent=1, ensure_ascii=False)}
    with ExitStack() as kept:
        target = kept.enter_context(scratch()) / "journal.zip"
        for _ in request.app.state.steps(partial(_export, house.journals.place_of(who.id), target, also)):
            pass
        with house.store.writing() as connection:
            audit.note(connection, house.clock(), action="export-own", actor=who.id, subject=who.id)
        answer = FileResponse(target, media_type="application/zip", filename="afterrun.zip")
        weakref.finalize(answer, kept.pop_all().close)  # handed over, or nobody is there to take it
        return answer


def _export(place: Place, target: Path, also: Mapping[str, str], _stop: Event, /) -> Iterator[None]:
    with Journal.open(place, create=False) as journal:
        export_zip(journal, target, also=also)
    yield None


@router.post("/clinic/account/leave", response_class=HTMLResponse)
@allow(INSIDE)
def leave(request: Request, password: Annotated[str, Form()] = "", sure: Annotated[str, Form()] = "") -> Response:
    """Erase somebody who wants to be: the account, the journal, all that is theirs."""
    if sure != "yes":
        return show_account(request, say("Nothing was deleted. Tick that you are sure."), 422)
    if (wrong := wrong_password(request, password)) is not None:
        return show_account(request, *wrong)
    who = visitor_of(request).person
    house_of(request).erase(who, by=who.id)
    request.app.state.apps.forget(who.id)
    request.app.state.looking.forget(who.id)
    answer = show(request, "left")
    answer.headers.append("set-cookie", session_cookie(request.scope, ""))
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer

"""Lean on many other people, or on nobody: two forms of the settings page."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, UploadFile
from fastapi.responses import HTMLResponse

from afterrun.errors import InvalidValueError
from afterrun.journal.others import keep_others
from afterrun.journal.sendings import Received, note_received, received
from afterrun.lab.leaning import LARGEST, lean_on
from afterrun.language import say
from afterrun.web.forms.sending import Sending, said_before
from afterrun.web.frame.rendering import open_journal
from afterrun.web.pages.settings.view import settings_page
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)


@router.post("/settings/others", response_class=HTMLResponse)
def lean(request: Request, file: Annotated[UploadFile | None, "file"] = None, *, sent: Sending) -> HTMLResponse:
    """Lean on the people of an uploaded file."""
    content = b"" if file is None else file.file.read(LARGEST)
    with open_journal(request) as journal:
        if sent and received(journal, sent):
            return settings_page(request, journal, note=said_before())
        try:
            others = lean_on(journal, content)
        except InvalidValueError as error:
            return settings_page(request, journal, not_leaning=str(error))
        if sent:
            note_received(journal, sent, Received(service_of(request).now(journal)))
        said = say("Your answers may lean on {n} other people: {name}.", n=others.people, name=others.name)
        return settings_page(request, journal, note=said)


@router.post("/settings/others/nobody", response_class=HTMLResponse)
def alone(request: Request) -> HTMLResponse:
    """Lean on nobody any more."""
    with open_journal(request) as journal:
        keep_others(journal, None)
        return settings_page(request, journal, note=say("Your answers lean on nobody."))

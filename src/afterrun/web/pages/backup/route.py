"""A copy of the journal to keep, and a copy put back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, Response

from afterrun.errors import AfterrunError
from afterrun.journal.backup import back_up, restore
from afterrun.journal.sendings import Received, note_received, received
from afterrun.language import say
from afterrun.owner_only import to_write
from afterrun.places import Place
from afterrun.scratch import scratch
from afterrun.web.forms.sending import Sending, said_before
from afterrun.web.frame.download import download
from afterrun.web.frame.rendering import open_journal
from afterrun.web.pages.settings.view import settings_page
from afterrun.web.state.service import Service, service_of

router = APIRouter(include_in_schema=False)


@router.get("/settings/backup")
async def hand_over(request: Request) -> Response:
    """Hand the journal over as it is now, also while something is written to it."""
    path = service_of(request).journal_path
    return await download(request, ".db", "application/vnd.sqlite3", lambda copy: partial(back_up, path, copy))


@router.post("/settings/restore", response_class=HTMLResponse)
def put_back(
    request: Request,
    backup: Annotated[UploadFile | None, "file"] = None,
    sure: Annotated[str, Form()] = "",
    *,
    sent: Sending,
) -> HTMLResponse:
    """Put an uploaded backup in the place of the journal; what is there is kept beside it."""
    if backup is None or not backup.filename:
        return _page(request, not_restored=say("Nothing was changed: no file was chosen."))
    if sure != "yes":
        return _page(
            request, not_restored=say("Nothing was changed. Tick that it may take the place of what is there.")
        )
    service = service_of(request)
    with service.open() as journal:
        if sent and received(journal, sent):
            return _page(request, note=said_before())
    try:
        aside = _restore(service, backup)
    except AfterrunError as error:
        return _page(request, not_restored=say("Nothing was changed: {message}", message=error.message))
    if sent:
        with service.open() as journal:  # what is there now: sent again later, it would take that away
            note_received(journal, sent, Received(service.now(journal)))
    note = say("The backup is back in its place.")
    if aside:
        note += " " + say("What was there is kept as {name}.", name=aside.name)
    return _page(request, note=note)


def _restore(service: Service, upload: UploadFile) -> Path | None:
    with scratch() as folder:
        source = folder / "backup.db"
        with to_write(source) as target:
            shutil.copyfileobj(upload.file, target)
        with service.sending:
            try:
                work = partial(_restored, source, service.journal_path, service.clock())
                aside: Path | None = next(iter(service.steps(work)))
                return aside
            except AfterrunError as error:
                error.message = error.message.replace(str(source), say("the file"))
                raise
            finally:
                service.forget()  # another journal may be at the same revision


def _restored(source: Path, place: Place, now: datetime, _stop: Event, /) -> Iterator[Path | None]:
    """One step; killed within it, the journal is as it was or as it is to be."""
    yield restore(source, place, now=now, force=True)


def _page(request: Request, *, note: str = "", not_restored: str = "") -> HTMLResponse:
    with open_journal(request) as journal:
        return settings_page(request, journal, note=note, not_restored=not_restored)

"""The photo of an entry: added once it is logged, shown, taken away again."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from afterrun.errors import AfterrunError, InvalidValueError
from afterrun.journal import Entry, Journal
from afterrun.journal.photos import PICTURED
from afterrun.journal.sendings import once
from afterrun.language import say
from afterrun.records import Care, Original, PainReport, Phase
from afterrun.web.forms.photo import photo_typed
from afterrun.web.forms.reading import RowSent
from afterrun.web.forms.sending import Sending, said_before
from afterrun.web.frame.rendering import is_fragment, note, open_journal, page
from afterrun.web.pages.entry.view import photo_of_record, title_of
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)


@router.get("/fragment/photo")
def show(request: Request, sha256: str = "") -> Response:
    """Hand out a photo that an entry names, as the JPEG that it is and nothing else; no other file that is kept.

    Raises
    ------
    HTTPException
        404, where there is none of that name.
    """
    with open_journal(request) as journal:
        photo = journal.photo(sha256)
    if photo is None:
        raise HTTPException(404, say("There is no such photo."))
    headers = {"content-disposition": 'inline; filename="photo.jpg"'}
    return Response(photo.content, media_type="image/jpeg", headers=headers)


@router.post("/photo", response_class=HTMLResponse)
def add(
    request: Request,
    table: Annotated[str, Form()],
    row: RowSent,
    uid: Annotated[str, Form()],
    photo: Annotated[str, Form()] = "",
    *,
    sent: Sending,
) -> HTMLResponse:
    """Put a photo to an entry, in the place of the one it has."""
    with open_journal(request) as journal:
        try:
            with once(journal, sent, at=service_of(request).now(journal)) as first:
                changed = _with(journal, Entry(table, row, uid), photo_typed(photo)) if first else None
        except AfterrunError as error:
            return page(request, _name(request), journal, status=_status(request), error=error, record=None, text="")
        if changed is None:
            return note(request, journal, said_before())
        record, entry = changed
        text = say("Photo saved: {what}.", what=title_of(record))
        return page(request, _name(request), journal, text=text, record=record, entry=entry, error=None)


@router.post("/photo/remove", response_class=HTMLResponse)
def remove(
    request: Request, table: Annotated[str, Form()], row: RowSent, uid: Annotated[str, Form()], *, sent: Sending
) -> HTMLResponse:
    """Take the photo of an entry away; it can be put back for a while, and is gone from the journal."""
    entry = Entry(table, row, uid)
    with open_journal(request) as journal:
        with once(journal, sent, at=service_of(request).now(journal)) as first:
            record = journal.record_of(entry) if first else None
            if not isinstance(record, PICTURED):
                return note(request, journal, say("It was gone already."))
            photo = photo_of_record(journal, record)
            stored = journal.replace(entry, replace(record, photo=None))
        aside = service_of(request).put_aside(record, photo)
        name = "entry/changed_part.html" if is_fragment(request) else "entry/changed_page.html"
        return page(request, name, journal, text=say("The photo is gone."), aside=aside, entry=stored, flags=())


def _with(journal: Journal, entry: Entry, photo: Original | None) -> tuple[PainReport | Care | Phase, Entry | None]:
    if photo is None:
        raise InvalidValueError(
            say("photo must be chosen; there is none."), remedy=say("Take one, or choose a picture."), field="photo"
        )
    record = journal.record_of(entry)
    if not isinstance(record, PICTURED):
        raise InvalidValueError(
            say("entry must still be there; it is gone."), remedy=say("Look at the timeline again.")
        )
    changed = replace(record, photo=photo.sha256)
    return changed, journal.replace(entry, changed, photos=[photo])


def _name(request: Request) -> str:
    return "photo/kept_part.html" if is_fragment(request) else "photo/kept_page.html"


def _status(request: Request) -> int:
    return 200 if is_fragment(request) else 422

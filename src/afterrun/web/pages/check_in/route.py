"""The ten-second check-in: where, how much, save."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from afterrun.errors import AfterrunError
from afterrun.journal import Entry, Journal
from afterrun.journal.sendings import once
from afterrun.language import mark, say
from afterrun.records import SIDES, PainReport, Site
from afterrun.records.site import PLACES
from afterrun.records.vocabulary import MOMENTS, QUALITIES, SYMPTOMS
from afterrun.web.forms.check_in_form import CheckIn
from afterrun.web.forms.reading import RowSent, time_of
from afterrun.web.forms.sending import Sending
from afterrun.web.frame.menu import MenuLine
from afterrun.web.frame.rendering import is_fragment, note, open_journal, page
from afterrun.web.frame.saving import saved, told
from afterrun.web.pages.check_in.view import WORDS, saved_text
from afterrun.web.pictures.body_map import places
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)
MENU = MenuLine(20, "/check-in", mark("Check in"), "M5 4h14v16H5zM8.5 12l2.5 2.5 4.5-5")
_SITES_SHOWN = 4


class CheckInForm(CheckIn):
    """The fields as the browser sends them from the page."""

    at: str = ""


@router.get("/check-in", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """The form, with the place of last time chosen."""
    with open_journal(request) as journal:
        return _form(request, journal, CheckInForm())


@router.post("/check-in", response_class=HTMLResponse)
def save(request: Request, typed: Annotated[CheckInForm, Form()], sent: Sending) -> HTMLResponse:
    """Store the report; sent twice it is one."""
    with open_journal(request) as journal:

        def tell(report: PainReport, entry: Entry | None) -> HTMLResponse:
            photo = report.photo is not None
            return told(request, journal, report, saved_text(report), entry=entry, photo_saved=photo)

        return saved(
            request,
            journal,
            sent,
            lambda: typed.report(time_of(request, journal, typed.at)),
            wrong=lambda error: _form(request, journal, typed, error=error),
            tell=tell,
            photo=lambda: typed.taken,
        )


@router.post("/undo", response_class=HTMLResponse)
def undo(
    request: Request, table: Annotated[str, Form()], row: RowSent, uid: Annotated[str, Form()], sent: Sending
) -> HTMLResponse:
    """Take the last entry back."""
    with open_journal(request) as journal:
        with once(journal, sent, at=service_of(request).now(journal)) as first:
            gone = first and journal.undo(Entry(table, row, uid))
        return note(request, journal, say("Taken back.") if gone else say("It was gone already."))


def _form(
    request: Request, journal: Journal, typed: CheckInForm, *, error: AfterrunError | None = None
) -> HTMLResponse:
    reports = journal.diary().pain
    sites = tuple(dict.fromkeys(report.site for report in reversed(reports)))[:_SITES_SHOWN]
    usual = typed.site or (str(sites[0]) if sites else "other")
    name = "check_in/part.html" if is_fragment(request) else "check_in/page.html"
    return page(
        request,
        name,
        journal,
        status=422 if error and not is_fragment(request) else 200,
        sites=sites,
        usual=usual,
        words=WORDS,
        moments=MOMENTS,
        qualities=QUALITIES,
        symptoms=SYMPTOMS,
        sides=SIDES,
        regions=[Site("both", region) for region in PLACES],
        places=places(),
        typed=typed,
        chosen=typed.quality,
        error=error,
    )

"""What makes it an app: the service worker, the page shown without a server, and the box of check-ins made without."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import AwareDatetime, BaseModel, StringConstraints

from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.journal.identity import journal_id
from afterrun.journal.sendings import Received, note_received, received
from afterrun.language import language, say
from afterrun.reasons import flags_on_saving
from afterrun.records import PainReport
from afterrun.reminders.channels import TEXT
from afterrun.web.forms.check_in_form import CheckIn
from afterrun.web.forms.sending import OtherJournalError, said_before
from afterrun.web.forms.times import by_our_clock
from afterrun.web.frame.rendering import open_journal, page
from afterrun.web.frame.shell import service_worker
from afterrun.web.pages.check_in.view import saved_text
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)


class Waiting(BaseModel):
    """A check-in as a browser kept it.

    ``id`` names it for good, ``journal`` the journal it was made for; ``at`` is its time with the offset of the device;
    ``stamped`` says that the clock of the device wrote that time and not the person; ``sent_at`` is what that clock
    says while sending.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16,64}$")]
    journal: str
    at: AwareDatetime
    stamped: bool
    sent_at: AwareDatetime
    fields: CheckIn


@router.get("/sw.js")
def worker(request: Request) -> Response:
    """The service worker; it lies at the root, for it serves all pages."""
    with open_journal(request) as journal:
        return Response(service_worker(journal_id(journal), language(), say(TEXT)), media_type="text/javascript")


@router.get("/offline", response_class=HTMLResponse)
def offline(request: Request) -> HTMLResponse:
    """What the browser shows while there is no server."""
    with open_journal(request) as journal:
        return page(request, "offline/page.html", journal)


@router.post("/api/outbox")
def receive(request: Request, waiting: Waiting) -> dict[str, object]:
    """Store a check-in that waited, and its id with it; sent again, it is the same one."""
    service = service_of(request)
    with open_journal(request) as journal:
        if waiting.journal != journal_id(journal):
            raise OtherJournalError
        with journal.together():
            before = received(journal, waiting.id)
            if stored := before is not None and before.stored:
                report = _as_stored(journal, before, waiting)
            else:
                report = waiting.fields.report(before.at if before else _time(waiting, service.now(journal)))
                taken = waiting.fields.taken
                journal.add([report], photos=[taken] if taken else [])
                note_received(journal, waiting.id, Received(report.at, entry=journal.entry_of(report)))
        told: dict[str, object] = {"status": "already" if stored else "stored"}
        if report is None:
            return told | {"text": said_before(), "safety": [], "photo": False, "entry": None}
        safety = [asdict(flag) for flag in flags_on_saving(journal.diary(), report, service.now(journal))]
        told |= {"text": saved_text(report), "safety": safety, "photo": report.photo is not None}
        return told | _entry(journal, report)


def _as_stored(journal: Journal, before: Received, waiting: Waiting) -> PainReport | None:
    """Find what is stored under the id, whatever is sent under it now; None if it was changed or removed since."""
    if before.entry is None:  # of version 0.1, which noted no place
        return waiting.fields.report(before.at)
    found = journal.record_of(before.entry)
    return found if isinstance(found, PainReport) else None


def _time(waiting: Waiting, now: datetime) -> datetime:
    try:
        return by_our_clock(waiting.at, sent_at=waiting.sent_at if waiting.stamped else None, now=now)
    except InvalidValueError as error:
        raise InvalidValueError(error.message, remedy=say("Correct its time, or drop it."), field=error.field) from None


def _entry(journal: Journal, report: PainReport) -> dict[str, object]:
    entry = journal.entry_of(report)
    return {"entry": {"table": entry.table, "row": entry.id, "uid": entry.uid} if entry else None}

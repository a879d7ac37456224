"""The sheet for a physiotherapist, as a file to print or to mail."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from afterrun.journal.settings import settings_of
from afterrun.lab.reporting import report_html, report_pdf
from afterrun.records import Site
from afterrun.web.frame.rendering import open_journal
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)


@router.get("/report", response_class=HTMLResponse)
def report(request: Request, site: str | None = None, format: Literal["html", "pdf"] = "html") -> Response:
    """Hand the sheet over as a file: its style is inside it, which a page of the app may not have."""
    service = service_of(request)
    with open_journal(request) as journal:
        diary, simulated, now = journal.diary(), settings_of(journal).simulated, service.now(journal)
    found = service.answer(Site.parse(site) if site else None)
    headers = {"Content-Disposition": f'attachment; filename="afterrun-report-{now:%Y-%m-%d}.{format}"'}
    if format == "pdf":
        made = report_pdf(found, diary, now=now, simulated=simulated)
        return Response(made, media_type="application/pdf", headers=headers)
    page = report_html(found, diary, now=now, simulated=simulated)
    return HTMLResponse(page, headers=headers)

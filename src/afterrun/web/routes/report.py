"""The sheet for a physiotherapist, as a file to print or to mail."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.lab.reporting import report_html
from afterrun.records import Site
from afterrun.web.desk import desk_of
from afterrun.web.pages import open_journal

router = APIRouter(include_in_schema=False)


@router.get("/report", response_class=HTMLResponse)
def report(request: Request, site: str | None = None) -> HTMLResponse:
    """Hand the sheet over as a file: its style is inside it, which a page of the app may not have."""
    desk = desk_of(request)
    with open_journal(request) as journal:
        diary, simulated = desk_of(request).diary(journal), journal.setting("simulated") == "yes"
    place = Site.parse(site) if site else None
    found = desk.answer(place)
    page = report_html(diary, now=desk.clock(), simulated=simulated, found=found)
    name = f"afterrun-report-{desk.clock():%Y-%m-%d}.html"
    return HTMLResponse(page, headers={"Content-Disposition": f'attachment; filename="{name}"'})

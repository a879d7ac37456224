"""Where things stand; or, with nothing recorded yet, how to begin."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.web.pages import chosen_site, open_journal, page

router = APIRouter(include_in_schema=False)


@router.get("/", response_class=HTMLResponse)
def today(request: Request) -> HTMLResponse:
    """The first page."""
    with open_journal(request) as journal:
        diary = journal.diary()
        if not diary.pain and not diary.runs:
            return page(request, "welcome.html", journal)
        site = chosen_site(request, diary)
        reports = [report for report in diary.pain if report.site == site]
        return page(
            request,
            "today.html",
            journal,
            site=site,
            last_run=diary.runs[-1] if diary.runs else None,
            last_report=reports[-1] if reports else None,
        )

"""The sheet for a physiotherapist, as a file to print or to mail."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from afterrun.journal.settings import settings_of
from afterrun.lab.answers import Answer
from afterrun.lab.reporting import report_html, report_pdf
from afterrun.web.frame.rendering import open_journal
from afterrun.web.state.background import Question
from afterrun.web.state.pending import answer_asked, worked_out
from afterrun.web.state.service import named, service_of

router = APIRouter(include_in_schema=False)
_MADE = {"html": (report_html, "text/html; charset=utf-8"), "pdf": (report_pdf, "application/pdf")}


@router.get("/report")
async def report(
    request: Request, found: Annotated[Answer, Depends(answer_asked)], format: Literal["html", "pdf"] = "html"
) -> Response:
    """Hand the sheet over as a file: its style is inside it, which a page of the app may not have."""
    make, media_type = _MADE[format]

    def asked() -> Question:
        now, diary, state = service_of(request).state()
        with open_journal(request) as journal:
            simulated = settings_of(journal).simulated
        name = named("report", found.told.site, format)
        return Question(name, (*state, now), partial(make, found, diary, now=now, simulated=simulated), kept=False)

    sheet = await worked_out(request, asked)
    headers = {"Content-Disposition": f'attachment; filename="afterrun-report-{found.told.as_of:%Y-%m-%d}.{format}"'}
    return Response(sheet, media_type=media_type, headers=headers)

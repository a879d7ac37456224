"""The sheet for a physiotherapist, as a file to print or to mail."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from afterrun.journal import Journal
from afterrun.journal.own_words import keep_own_words, own_words_of
from afterrun.journal.settings import settings_of
from afterrun.lab.answers import Answer
from afterrun.lab.reporting import report_html, report_pdf
from afterrun.records import Diary
from afterrun.report.sheet_pdf import can_make_pdf
from afterrun.web.frame.rendering import chosen_site, open_journal, page
from afterrun.web.state.background import Question
from afterrun.web.state.pending import answer_asked, worked_out
from afterrun.web.state.service import named, service_of

router = APIRouter(include_in_schema=False)
_QUESTIONS = 3  # lines to ask on: judgement
_MADE = {"html": (report_html, "text/html; charset=utf-8"), "pdf": (report_pdf, "application/pdf")}


@router.get("/sheet", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """The ways to have it, and what the person adds."""
    with open_journal(request) as journal:
        return _page(request, journal)


@router.post("/sheet", response_class=HTMLResponse)
def keep_words(
    request: Request,
    onset: Annotated[str, Form()] = "",
    theory: Annotated[str, Form()] = "",
    question: Annotated[list[str] | None, Form()] = None,
) -> HTMLResponse:
    """Keep what the person adds in their own words."""
    with open_journal(request) as journal:
        keep_own_words(journal, onset=onset, theory=theory, questions="\n".join(question or ()))
        return _page(request, journal, saved=True)


def _page(request: Request, journal: Journal, *, saved: bool = False) -> HTMLResponse:
    diary: Diary = journal.diary()
    own = own_words_of(journal)
    return page(
        request,
        "report/page.html",
        journal,
        site=chosen_site(request, diary),
        sites=diary.sites(),
        own=own,
        asked=(*own.questions, *("",) * _QUESTIONS)[: max(_QUESTIONS, len(own.questions))],
        pdf=can_make_pdf(),
        saved=saved,
    )


@router.get("/report")
async def report(
    request: Request, found: Annotated[Answer, Depends(answer_asked)], format: Literal["html", "pdf"] = "html"
) -> Response:
    """Hand the sheet over as a file: its style is inside it, which a page of the app may not have."""
    make, media_type = _MADE[format]

    def asked() -> Question:
        now, diary, state = service_of(request).state()
        with open_journal(request) as journal:
            simulated, own = settings_of(journal).simulated, own_words_of(journal)
        name = named("report", found.told.site, format)
        return Question(
            name, (*state, now), partial(make, found, diary, now=now, simulated=simulated, own=own), kept=False
        )

    sheet = await worked_out(request, asked)
    headers = {"Content-Disposition": f'attachment; filename="afterrun-report-{found.told.as_of:%Y-%m-%d}.{format}"'}
    return Response(sheet, media_type=media_type, headers=headers)

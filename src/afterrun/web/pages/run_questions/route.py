"""Ask about runs that are not clear, and take answers back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from afterrun.errors import AfterrunError
from afterrun.journal import Journal
from afterrun.lab.run_questions import answer_question, answered_questions, run_questions, take_back
from afterrun.language import say
from afterrun.web.frame.rendering import is_fragment, open_journal, page
from afterrun.web.pages.run_questions.view import answered_cards, cards
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)
BACK = "back"


@router.get("/run-questions", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """All questions, and below them what was answered."""
    with open_journal(request) as journal:
        return _page(request, journal)


@router.post("/run-questions", response_class=HTMLResponse)
def answer(
    request: Request,
    row: Annotated[str, Form()] = "",
    uid: Annotated[str, Form()] = "",
    answer: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Keep one answer, or take it back."""
    with open_journal(request) as journal:
        now = service_of(request).now(journal)
        number = int(row) if row.isascii() and row.isdecimal() and len(row) < 10 else -1
        try:
            if answer == BACK:
                take_back(journal, number, uid, now)
                return _page(request, journal, said=say("Taken back."))
            answer_question(journal, number, uid, answer, now)
            return _page(request, journal, said=say("Saved. Thank you."))
        except AfterrunError as error:
            return _page(request, journal, error=error)


def _page(request: Request, journal: Journal, *, said: str = "", error: AfterrunError | None = None) -> HTMLResponse:
    now = service_of(request).now(journal)
    return page(
        request,
        "run_questions/part.html" if is_fragment(request) else "run_questions/page.html",
        journal,
        status=422 if error and not is_fragment(request) else 200,
        waiting=cards(run_questions(journal, now)),
        answered=answered_cards(answered_questions(journal, now)),
        said=said,
        error=error,
    )

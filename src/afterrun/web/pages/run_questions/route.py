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
from afterrun.web.pages.run_questions.alike import alike
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
    row: Annotated[list[str], Form()] = [],  # noqa: B006
    uid: Annotated[list[str], Form()] = [],  # noqa: B006
    answer: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Keep one answer, also for all questions that are alike, or take it back."""
    with open_journal(request) as journal:
        now = service_of(request).now(journal)
        asked = [(_number(each), name) for each, name in zip(row, uid, strict=False)] or [(-1, "")]
        missed: list[tuple[int, str]] = []
        fault: AfterrunError | None = None
        for number, name in asked:
            try:
                if answer == BACK:
                    take_back(journal, number, name, now)
                else:
                    answer_question(journal, number, name, answer, now)
            except AfterrunError as error:
                missed, fault = [*missed, (number, name)], error
        if len(missed) == len(asked):
            return _page(request, journal, error=fault)
        said = say("Taken back.") if answer == BACK else say("Saved. Thank you.")
        waiting = {(each.row, each.uid) for each in run_questions(journal, now)}
        if not waiting.intersection(missed):  # what one answer settled for another is no fault
            return _page(request, journal, said=said)
        told = say("{n} of {all} took this answer.", n=len(asked) - len(missed), all=len(asked))
        return _page(request, journal, said=f"{said} {told}", error=fault)


def _number(row: str) -> int:
    return int(row) if row.isascii() and row.isdecimal() and len(row) < 10 else -1


def _page(request: Request, journal: Journal, *, said: str = "", error: AfterrunError | None = None) -> HTMLResponse:
    now = service_of(request).now(journal)
    return page(
        request,
        "run_questions/part.html" if is_fragment(request) else "run_questions/page.html",
        journal,
        status=422 if error and not is_fragment(request) else 200,
        waiting=alike(run_questions(journal, now)),
        answered=alike(answered_questions(journal, now)),
        said=said,
        error=error,
    )

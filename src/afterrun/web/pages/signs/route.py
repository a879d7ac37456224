"""Ask about signs that should not wait, and keep what is answered."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from afterrun.errors import AfterrunError, InvalidValueError
from afterrun.journal import Journal
from afterrun.journal.sendings import once
from afterrun.lab.signs import keep_answers, ticked
from afterrun.language import say
from afterrun.reasons import never_asked, questions, red_flags
from afterrun.records.sign_answer import YES
from afterrun.web.forms.sending import Sending
from afterrun.web.frame.rendering import is_fragment, open_journal, page
from afterrun.web.pages.signs.view import groups_without, standing
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)
Ids = Annotated[list[str], Form()]


@router.get("/signs", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """All signs: what stands, what is worth asking now, and the rest by what they have in common."""
    with open_journal(request) as journal:
        return _page(request, journal)


@router.get("/fragment/questions", response_class=HTMLResponse)
def due(request: Request) -> HTMLResponse:
    """What is worth asking now, for a check-in that a script has sent."""
    with open_journal(request) as journal:
        now, diary = service_of(request).now(journal), journal.diary()
        name = "fragments/questions.html" if is_fragment(request) else "signs/due.html"
        return page(request, name, journal, questions=questions(diary, now))


@router.post("/signs", response_class=HTMLResponse)
def save(
    request: Request,
    asked: Ids = [],  # noqa: B006
    yes: Ids = [],  # noqa: B006
    none: Annotated[str, Form()] = "",
    *,
    sent: Sending,
) -> HTMLResponse:
    """Keep what was ticked of what was asked; the rest is not so."""
    with open_journal(request) as journal:
        try:
            if not yes and not none:
                raise InvalidValueError(
                    say("signs must be ticked; none was."), remedy=say('Tick what is so, or "None of these".')
                )
            return _kept(request, journal, ticked(asked, yes), sent)
        except AfterrunError as error:
            return _page(request, journal, error=error)


@router.post("/signs/answer", response_class=HTMLResponse)
def answer(
    request: Request,
    sign: Ids = [],  # noqa: B006
    answer: Annotated[str, Form()] = "",
    *,
    sent: Sending,
) -> HTMLResponse:
    """Keep one answer to what stands: it is over, or somebody has looked at it."""
    with open_journal(request) as journal:
        try:
            return _kept(request, journal, dict.fromkeys(sign or [""], answer), sent)
        except AfterrunError as error:
            return _page(request, journal, error=error)


def _kept(request: Request, journal: Journal, answers: dict[str, str], sent: str | None) -> HTMLResponse:
    now = service_of(request).now(journal)
    with once(journal, sent, at=now) as first:
        if first:
            keep_answers(journal, answers, now, source="app")
    diary = journal.diary()
    name = "signs/kept_part.html" if is_fragment(request) else "signs/kept.html"
    flags = red_flags(diary, None, now) if YES in answers.values() else ()
    return page(request, name, journal, flags=flags, questions=questions(diary, now))


def _page(request: Request, journal: Journal, *, error: AfterrunError | None = None) -> HTMLResponse:
    now, diary = service_of(request).now(journal), journal.diary()
    stand = standing(journal, diary, now)
    name = "fragments/error.html" if error and is_fragment(request) else "signs/page.html"
    return page(
        request,
        name,
        journal,
        flags=[each.found.flag for each in stand],
        status=422 if error and not is_fragment(request) else 200,
        first=bool(never_asked(diary, now)),
        questions=questions(diary, now),
        groups=groups_without(stand),
        standing=stand,
        error=error,
        message=error.message if error else "",
        remedy=error.remedy if error else "",
    )

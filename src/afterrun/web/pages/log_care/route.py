"""Log something done about it. The rating before is asked before the choice of what to do."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from afterrun.errors import AfterrunError, InvalidValueError
from afterrun.journal import Entry, Journal
from afterrun.journal.sendings import once
from afterrun.language import say
from afterrun.records import Care, Site
from afterrun.records.vocabulary import intervention_words, name_typed
from afterrun.web.forms.reading import RowSent, number_of, time_of
from afterrun.web.forms.sending import Sending, said_before
from afterrun.web.frame.rendering import is_fragment, note, open_journal, page
from afterrun.web.frame.saving import saved, told
from afterrun.web.pages.check_in.view import WORDS
from afterrun.web.pages.log_care.view import USUAL, again
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)


@router.get("/did", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """The form."""
    with open_journal(request) as journal:
        return _form(request, journal, {})


@router.post("/did", response_class=HTMLResponse)
def save(
    request: Request,
    intervention: Annotated[str, Form()] = "",
    other: Annotated[str, Form()] = "",
    variant: Annotated[str, Form()] = "",
    minutes: Annotated[str, Form()] = "",
    before: Annotated[str, Form()] = "",
    after: Annotated[str, Form()] = "",
    site: Annotated[str, Form()] = "",
    at: Annotated[str, Form()] = "",
    note_typed: Annotated[str, Form(alias="note")] = "",
    *,
    sent: Sending,
) -> HTMLResponse:
    """Store it; sent twice it is one."""
    typed = {"intervention": intervention, "other": other, "variant": variant, "minutes": minutes}
    typed |= {"before": before, "after": after, "site": site, "at": at, "note": note_typed}
    with open_journal(request) as journal:

        def made() -> Care:
            return Care(
                at=time_of(request, journal, at),
                intervention=name_typed(other or intervention),
                variant=name_typed(variant) or None,
                minutes=_number("minutes", minutes),
                site=Site.parse(site) if site else None,
                pain_before=_number("pain before", before),
                pain_after=_number("pain after", after),
                note=note_typed.strip() or None,
                source="app",
            )

        def tell(care: Care, _: Entry | None) -> HTMLResponse:
            what = intervention_words(care.intervention, care.variant)
            open_end = care.pain_before is not None and care.pain_after is None
            text = say("Saved: {what}, {at:%H:%M}.", what=what, at=care.at)
            return _saved(request, journal, care, text, rate_after=open_end)

        wrong = partial(_form, request, journal, typed)
        return saved(request, journal, sent, made, wrong=wrong, tell=tell)


@router.post("/did/after", response_class=HTMLResponse)
def rate_after(
    request: Request,
    table: Annotated[str, Form()],
    row: RowSent,
    uid: Annotated[str, Form()],
    nrs: Annotated[str, Form()] = "",
    *,
    sent: Sending,
) -> HTMLResponse:
    """Add the rating after it to what was saved before it was done.

    Raises
    ------
    InvalidValueError
        If it is gone, or the rating is none.
    """
    entry = Entry(table, row, uid)
    with open_journal(request) as journal:
        with once(journal, sent, at=service_of(request).now(journal)) as first:
            rated = _rated(journal, entry, nrs) if first else None
        if rated is None:
            return note(request, journal, said_before())
        text = say("Saved: {before:g} before, {after:g} after.", before=rated.pain_before, after=rated.pain_after)
        return _saved(request, journal, rated, text)


def _rated(journal: Journal, entry: Entry, nrs: str) -> Care:
    care = journal.record_of(entry)
    if not isinstance(care, Care):
        raise InvalidValueError(say("entry must still be there; it is gone."), remedy=say("Log it again."))
    rated = replace(care, pain_after=number_of("pain after", nrs))
    journal.replace(entry, rated)
    return rated


def _saved(request: Request, journal: Journal, care: Care, text: str, *, rate_after: bool = False) -> HTMLResponse:
    return told(request, journal, care, text, entry=journal.entry_of(care), rate_after=rate_after)


def _number(name: str, text: str) -> float | None:
    return number_of(name, text) if text.strip() else None


def _form(
    request: Request, journal: Journal, typed: dict[str, str], error: AfterrunError | None = None
) -> HTMLResponse:
    diary = journal.diary()
    known = tuple(dict.fromkeys(care.intervention for care in reversed(diary.care)))
    variants = tuple(dict.fromkeys(care.variant for care in reversed(diary.care) if care.variant))
    name = "log_care/part.html" if is_fragment(request) else "log_care/page.html"
    return page(
        request,
        name,
        journal,
        status=422 if error and not is_fragment(request) else 200,
        known=tuple(dict.fromkeys((*known, *USUAL)))[:8],
        variants=variants,
        sites=diary.sites(),
        words=WORDS,
        typed=typed,
        error=error,
        **again(journal, service_of(request).now(journal)),
    )

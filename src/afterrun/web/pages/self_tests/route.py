"""Self-tests, step by step, with a number to note at the end."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from afterrun.errors import AfterrunError
from afterrun.journal import Entry, Journal
from afterrun.journal.sendings import once
from afterrun.lab.self_tests import LoggedTest, log_test
from afterrun.language import number, say
from afterrun.reasons.evidence import CARDS
from afterrun.reasons.self_tests import GUIDES
from afterrun.records.vocabulary import name_typed
from afterrun.report.evidence import card_told
from afterrun.report.self_tests import news_told
from afterrun.web.forms.reading import number_of, time_of
from afterrun.web.forms.sending import Sending, said_before
from afterrun.web.frame.rendering import open_journal, page
from afterrun.web.pages.self_tests.view import MOMENTS, after_saving, last_results, moment_now
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)


@router.get("/self-tests", response_class=HTMLResponse)
def show(request: Request, test: str = "") -> HTMLResponse:
    """Every test, how it is done, and what it gave before; the one asked for is open."""
    with open_journal(request) as journal:
        return _page(request, journal, {"test": test})


@router.post("/self-tests", response_class=HTMLResponse)
def save(
    request: Request,
    test: Annotated[str, Form()] = "",
    value: Annotated[str, Form()] = "",
    side: Annotated[str, Form()] = "",
    when: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
    at: Annotated[str, Form()] = "",
    *,
    sent: Sending,
) -> HTMLResponse:
    """Store a result and say whether it is news; sent twice it is one."""
    typed = {"test": test, "value": value, "side": side, "when": when, "note": note}
    with open_journal(request) as journal:
        now = service_of(request).now(journal)
        try:
            with once(journal, sent, at=now) as first:
                found = _stored(journal, typed, time_of(request, journal, at)) if first else None
        except AfterrunError as error:
            return _page(request, journal, typed, error=error)
        if found is None:
            return _page(request, journal, {}, saved=said_before())
        saved = say(
            "{done}: {what}, {value} {unit}, {at:%Y-%m-%d %H:%M}.",
            done=say("Saved") if found.is_new else say("Already there"),
            what=say(found.guide.title),
            value=number(found.result.value),
            unit=say(found.guide.values.unit),
            at=found.result.at,
        )
        told = f"{saved} {news_told(found.news, found.guide)}"
        shown = after_saving(found.result, journal.diary().tests)
        return _page(request, journal, shown, saved=told, entry=found.entry if found.is_new else None)


def _stored(journal: Journal, typed: dict[str, str], now: datetime) -> LoggedTest:
    return log_test(
        journal,
        test=typed["test"],
        value=number_of("value", typed["value"]),
        at=now,
        side=typed["side"] or None,
        when=name_typed(typed["when"]) or None,
        note=typed["note"].strip() or None,
        source="app",
    )


def _page(
    request: Request,
    journal: Journal,
    typed: dict[str, str],
    *,
    error: AfterrunError | None = None,
    saved: str = "",
    entry: Entry | None = None,
) -> HTMLResponse:
    diary = journal.diary()
    return page(
        request,
        "self_tests/page.html",
        journal,
        status=422 if error else 200,
        guides=GUIDES.values(),
        moments=MOMENTS,
        moment_now=moment_now(diary.runs, service_of(request).now(journal)),
        last=last_results(diary.tests),
        typed=typed,
        error=error,
        saved=saved,
        entry=entry,
        cards={guide.name: card_told(CARDS[guide.card]) for guide in GUIDES.values() if guide.card},
    )

"""Sleep, medicine and weight: numbers of the day in two taps, and a painkiller that counts as one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from afterrun.errors import AfterrunError
from afterrun.journal import Entry, Journal
from afterrun.lab.painkillers import ENOUGH_RATED, UnderPainkiller
from afterrun.language import say
from afterrun.records import Care, Event
from afterrun.records.measured import SLEEP, WEIGHT
from afterrun.report.words import amount_words
from afterrun.web.forms.reading import time_of
from afterrun.web.forms.sending import Sending
from afterrun.web.frame.rendering import is_fragment, open_journal, page
from afterrun.web.frame.saving import saved, told
from afterrun.web.pages.log_daily.view import (
    HOURS,
    again,
    last_of,
    medicine_of,
    names,
    sleep_of,
    weight_of,
    words_of,
)
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Form()]
_SOON_AFTER = timedelta(minutes=30)  # by then every painkiller counts that counts at all


@router.get("/daily", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """The three forms."""
    with open_journal(request) as journal:
        return _page(request, journal, {})


@router.post("/daily/sleep", response_class=HTMLResponse)
def sleep(request: Request, hours: Text = "", other_hours: Text = "", at: Text = "", *, sent: Sending) -> HTMLResponse:
    """Store how long somebody slept, or that it was a bad night."""
    typed = {"other_hours": other_hours, "at": at}
    with open_journal(request) as journal:
        return _kept(
            request, journal, sent, typed, lambda: sleep_of(hours or other_hours, time_of(request, journal, at))
        )


@router.post("/daily/medicine", response_class=HTMLResponse)
def medicine(
    request: Request,
    name: Text = "",
    other_name: Text = "",
    dose: Text = "",
    use: Text = "pain",
    at: Text = "",
    *,
    sent: Sending,
) -> HTMLResponse:
    """Store a medicine; one against pain is kept as something done about it."""
    typed = {"name": name, "other_name": other_name, "dose": dose, "use": use, "at": at}
    with open_journal(request) as journal:
        return _kept(
            request,
            journal,
            sent,
            typed,
            lambda: medicine_of(other_name or name, dose, time_of(request, journal, at), for_pain=use == "pain"),
        )


@router.post("/daily/weight", response_class=HTMLResponse)
def weight(request: Request, weight: Text = "", at: Text = "", *, sent: Sending) -> HTMLResponse:
    """Store a weight."""
    typed = {"weight": weight, "at": at}
    with open_journal(request) as journal:
        return _kept(request, journal, sent, typed, lambda: weight_of(weight, time_of(request, journal, at)))


def _kept(
    request: Request, journal: Journal, sent: str | None, typed: dict[str, str], made: Callable[[], Care | Event]
) -> HTMLResponse:
    def tell(record: Care | Event, entry: Entry | None) -> HTMLResponse:
        text = say("Saved: {what}, {at:%H:%M}.", what=words_of(record), at=record.at)
        if isinstance(record, Care) and UnderPainkiller(journal.diary()).hide(record.at + _SOON_AFTER):
            text = say("{saved} Ratings in the next hours are kept, and left out of the answers.", saved=text)
        return told(request, journal, record, text, entry=entry)

    return saved(request, journal, sent, made, wrong=partial(_page, request, journal, typed), tell=tell)


def _page(
    request: Request, journal: Journal, typed: dict[str, str], error: AfterrunError | None = None
) -> HTMLResponse:
    diary, now = journal.diary(), service_of(request).now(journal)
    slept, weighed = last_of(diary, SLEEP), last_of(diary, WEIGHT)
    return page(
        request,
        "log_daily/part.html" if is_fragment(request) else "log_daily/page.html",
        journal,
        status=422 if error and not is_fragment(request) else 200,
        hours=HOURS,
        slept=amount_words(slept) if slept and slept.at.astimezone(now.tzinfo).date() == now.date() else "",
        again=again(diary),
        names=names(diary),
        enough=ENOUGH_RATED,
        last_weight="" if weighed is None or weighed.amount is None else f"{weighed.amount:g}",
        typed=typed,
        error=error,
    )

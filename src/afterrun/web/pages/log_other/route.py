"""Log what is kept up over weeks, and anything else that may load or set off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from afterrun.errors import AfterrunError, InvalidValueError
from afterrun.journal import Entry, Journal
from afterrun.journal.sendings import once
from afterrun.journal.settings import settings_of
from afterrun.lab.recording import event_named
from afterrun.language import say, spoken
from afterrun.records import Event, Phase
from afterrun.records.measured import OF_THE_BODY
from afterrun.records.vocabulary import name_typed
from afterrun.web.forms.reading import number_of, time_of
from afterrun.web.forms.sending import Sending, said_before
from afterrun.web.forms.times import day_of
from afterrun.web.frame.rendering import note, open_journal, page
from afterrun.web.frame.saving import saved, told
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)
USUAL_PHASES = ("calf-raises", "calf-stretch", "foot-core", "tibialis-raises", "new-shoes", "insole")
USUAL_EVENTS = ("overhead-press", "long-drive", "flight", "long-walk", "football", "cycling", "standing-all-day")


@router.get("/also", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """Both forms, and what is being kept up."""
    with open_journal(request) as journal:
        return _page(request, journal, {})


@router.post("/also/phase", response_class=HTMLResponse)
def begin(
    request: Request,
    phase: Annotated[str, Form()] = "",
    other: Annotated[str, Form()] = "",
    variant: Annotated[str, Form()] = "",
    since: Annotated[str, Form()] = "",
    *,
    sent: Sending,
) -> HTMLResponse:
    """Store that something is kept up from a day on."""
    typed = {"phase": phase, "other": other, "variant": variant, "since": since}
    with open_journal(request) as journal:

        def made() -> Phase:
            return Phase(
                intervention=name_typed(_chosen("intervention", other, phase)),
                variant=name_typed(variant) or None,
                start=day_of(since, service_of(request).now(journal), zone=settings_of(journal).zone),
                source="app",
            )

        def tell(new: Phase, entry: Entry | None) -> HTMLResponse:
            text = say("Saved: {what} since {at:%d %b %Y}.", what=spoken(new.intervention), at=new.start)
            return told(request, journal, new, text, entry=entry)

        wrong = partial(_page, request, journal, typed)
        return saved(request, journal, sent, made, wrong=wrong, tell=tell)


@router.post("/also/phase/end", response_class=HTMLResponse)
def end(
    request: Request, uid: Annotated[str, Form()] = "", until: Annotated[str, Form()] = "", *, sent: Sending
) -> HTMLResponse:
    """Store that something is not kept up any more."""
    with open_journal(request) as journal:
        try:
            with once(journal, sent, at=service_of(request).now(journal)) as first:
                ended, stored = _ended(request, journal, uid, until) if first else (None, None)
        except AfterrunError as error:
            return _page(request, journal, {}, error=error)
        if ended is None:
            return note(request, journal, said_before())
        text = say("Saved: {what} until {at:%d %b %Y}.", what=spoken(ended.intervention), at=ended.end)
        return told(request, journal, ended, text, entry=stored)


def _ended(request: Request, journal: Journal, uid: str, until: str) -> tuple[Phase, Entry | None]:
    found = next((each for each in _open(journal) if (entry := journal.entry_of(each)) and entry.uid == uid), None)
    if found is None:
        raise InvalidValueError(say("phase must still be kept up; it is gone or ended."), remedy=say("Look again."))
    over = day_of(until, service_of(request).now(journal), zone=settings_of(journal).zone)
    ended = replace(found, end=max(over + timedelta(hours=23, minutes=59), found.start), source="app")
    entry = journal.entry_of(found)
    return ended, entry and journal.replace(entry, ended)


@router.post("/also/event", response_class=HTMLResponse)
def event(
    request: Request,
    kind: Annotated[str, Form()] = "",
    other_kind: Annotated[str, Form()] = "",
    minutes: Annotated[str, Form()] = "",
    at: Annotated[str, Form()] = "",
    note_typed: Annotated[str, Form(alias="note")] = "",
    *,
    sent: Sending,
) -> HTMLResponse:
    """Store something that happened; sent twice it is one."""
    typed = {"kind": kind, "other_kind": other_kind, "minutes": minutes, "at": at, "note": note_typed}
    with open_journal(request) as journal:

        def made() -> Event:
            return Event(
                at=time_of(request, journal, at),
                kind=event_named(name_typed(_chosen("kind", other_kind, kind))),
                minutes=number_of("minutes", minutes) if minutes.strip() else None,
                note=note_typed.strip() or None,
                source="app",
            )

        def tell(new: Event, entry: Entry | None) -> HTMLResponse:
            text = say("Saved: {what}, {at:%H:%M}.", what=spoken(new.kind), at=new.at)
            return told(request, journal, new, text, entry=entry)

        wrong = partial(_page, request, journal, typed)
        return saved(request, journal, sent, made, wrong=wrong, tell=tell)


def _chosen(field: str, typed: str, tapped: str) -> str:
    """Take what was typed, else what was tapped; nothing is chosen beforehand, or one tap would log what never was."""
    if not (typed.strip() or tapped.strip()):
        raise InvalidValueError(
            say("One must be chosen; none was."), remedy=say("Tap what it was, or type it."), field=field
        )
    return typed.strip() or tapped


def _open(journal: Journal) -> list[Phase]:
    return [phase for phase in journal.diary().phases if phase.end is None]


def _page(
    request: Request, journal: Journal, typed: dict[str, str], error: AfterrunError | None = None
) -> HTMLResponse:
    diary = journal.diary()
    phases = [phase.intervention for phase in reversed(diary.phases)]
    events = [each.kind for each in reversed(diary.events) if each.kind not in OF_THE_BODY]
    return page(
        request,
        "log_other/page.html",
        journal,
        status=422 if error else 200,
        kept_up=[(phase, journal.entry_of(phase)) for phase in _open(journal)],
        phases=tuple(dict.fromkeys((*phases, *USUAL_PHASES)))[:8],
        events=tuple(dict.fromkeys((*events, *USUAL_EVENTS)))[:8],
        today=service_of(request).now(journal).date().isoformat(),
        typed=typed,
        error=error,
    )

"""Fill an empty journal with a simulated runner to look at, marked as such on every page; and empty it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from threading import Event

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.journal.erasing import erase
from afterrun.journal.settings import settings_of
from afterrun.lab.story import write_story
from afterrun.language import say
from afterrun.places import Place
from afterrun.web.frame.rendering import open_journal
from afterrun.web.security.login_wall import access_of
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)


@router.post("/example")
def begin(request: Request) -> Response:
    """Show the simulated runner; only where nothing of one's own is recorded."""
    service = service_of(request)
    with service.open() as journal:
        now = service.now(journal)
    with service.sending:
        for _ in service.steps(partial(_written, service.journal_path, now)):
            pass
    return RedirectResponse("/", 303)


def _written(place: Place, now: datetime, _stop: Event, /) -> Iterator[None]:
    """One step, whole or not at all: what somebody logs meanwhile comes before it or after it."""
    with Journal.open(place, create=False) as journal, journal.together():
        if not _is_empty(journal):
            raise InvalidValueError(
                say("journal must be empty for the example; there is something in it."),
                remedy=say("Look at the example in a terminal: afterrun demo."),
            )
        write_story(journal, now=now)
    yield None


@router.post("/example/end")
def end(request: Request) -> Response:
    """Throw the example away, with all that was logged in it; never a journal of one's own."""
    service = service_of(request)
    with open_journal(request) as journal:
        simulated = settings_of(journal).simulated
    if simulated:
        with service.sending:
            erase(service.journal_path)
            access_of(request).forget_the_rest()
            service.forget()
    return RedirectResponse("/", 303)


def _is_empty(journal: Journal) -> bool:
    diary = journal.diary()
    kinds = (diary.runs, diary.pain, diary.care, diary.phases, diary.events, diary.tests, diary.trials, diary.signs)
    return not any(kinds)

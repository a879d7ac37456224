"""A form of one record, sent: kept and told with what calls for a look; wrong, or said to have come before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from afterrun.errors import AfterrunError
from afterrun.journal import Entry, Journal
from afterrun.reasons import flags_on_saving, questions
from afterrun.reasons.red_flags import Saved
from afterrun.records import Original
from afterrun.records.kinds import KIND_OF
from afterrun.web.forms.sending import R, keep, said_before
from afterrun.web.frame.rendering import is_fragment, note, page
from afterrun.web.state.service import service_of


def saved(
    request: Request,
    journal: Journal,
    name: str | None,
    make: Callable[[], R],
    *,
    wrong: Callable[[AfterrunError], HTMLResponse],
    tell: Callable[[R, Entry | None], HTMLResponse],
    photo: Callable[[], Original | None] = lambda: None,
) -> HTMLResponse:
    """Keep the record that a form makes, once however often it is sent.

    Parameters
    ----------
    name : str or None
        Of the sending.
    make : callable
        The record; raises where a field breaks its rule.
    wrong : callable
        The form again, with what was wrong.
    tell : callable
        Record and entry -> what is shown of it.
    photo : callable
        The photo that the record names.
    """
    try:
        record, entry, _ = keep(request, journal, name, make, photo)
    except AfterrunError as error:
        return wrong(error)
    return note(request, journal, said_before()) if record is None else tell(record, entry)


def told(
    request: Request, journal: Journal, record: Saved, text: str, *, entry: Entry | None, **more: Any
) -> HTMLResponse:
    """Say that a record is kept, what calls for a look, and what is worth asking now.

    Parameters
    ----------
    record : Run, PainReport, Care, Phase or Event
        As it is kept.
    text : str
        What is said of it.
    entry : Entry or None
        Where it is stored, to be undone; None: it cannot be.
    **more : Any
        What else the template shows.
    """
    diary, now = journal.diary(), service_of(request).now(journal)
    name = "fragments/saved.html" if is_fragment(request) else "saved.html"
    return page(
        request,
        name,
        journal,
        text=text,
        flags=flags_on_saving(diary, record, now),
        questions=questions(diary, max(now, KIND_OF[type(record)].time_of(record))),
        entry=entry,
        **more,
    )

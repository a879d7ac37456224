"""A form of one record, sent: kept and told, wrong and asked again, or said to have come before."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request
from fastapi.responses import HTMLResponse

from afterrun.errors import AfterrunError
from afterrun.journal import Entry, Journal
from afterrun.records import Original
from afterrun.web.forms.sending import R, keep, said_before
from afterrun.web.frame.rendering import note


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

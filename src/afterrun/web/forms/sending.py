"""One form, sent: it has a name, and what it brings is kept once, however often and whenever it is sent again."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from afterrun.errors import AfterrunError
from afterrun.journal import Entry, Journal
from afterrun.journal.identity import journal_id
from afterrun.journal.sendings import Received, note_received, received
from afterrun.language import say
from afterrun.records import Care, Event, Original, PainReport, Phase, Run
from afterrun.web.state.service import service_of

R = TypeVar("R", Run, PainReport, Care, Phase, Event, Care | Event)
KEY = "form_key"
FOR_JOURNAL = "afterrun-journal"
"""The journal that a form was made for: a field of it, or a header if it comes from a browser's box."""
_KEY_BYTES = 16
_IN_THE_BOX = re.compile(r"box-([0-9a-f]{16,64})")  # of a check-in that may wait in the browser's box as well


class OtherJournalError(AfterrunError):
    """A form was made for another journal than the one that is served here now."""

    code = "other-journal"

    def __init__(self) -> None:
        super().__init__(
            say("This was made for another journal than the one that is here now."),
            remedy=say("Nothing was saved or changed. Open the page anew, and do it there if you still want to."),
        )


@pass_context
def form_key(page: Context) -> Markup:
    """Write the hidden fields that name a form, and the journal that it is made for."""
    return _hidden(KEY, secrets.token_hex(_KEY_BYTES)) + for_journal(page)


@pass_context
def for_journal(page: Context) -> Markup:
    """Write the hidden field that says which journal a form is made for; nothing on a page of none."""
    name = page.get("journal_id")
    return _hidden(FOR_JOURNAL, name) if name else Markup()


def _hidden(name: str, value: str) -> Markup:
    """Write a hidden field that a browser may not fill in from before."""
    return Markup('<input type="hidden" name="{}" value="{}" autocomplete="off">').format(name, value)


async def name_of(request: Request) -> str | None:
    """Name a sending: the form and all that is in it, for somebody may go back, change it and mean another one."""
    form = await request.form()
    key = form.get(KEY)
    if not isinstance(key, str) or not key:
        return None
    if (waiting := _IN_THE_BOX.fullmatch(key)) is not None:
        return waiting[1]
    sent = [(name, value if isinstance(value, str) else value.filename) for name, value in form.multi_items()]
    return hashlib.sha256(json.dumps([request.url.path, *sorted(map(str, sent))]).encode()).hexdigest()


async def _made_for(request: Request) -> str | None:
    """Say which journal a form was made for, if it says so."""
    if request.method != "POST":
        return None
    field = (await request.form()).get(FOR_JOURNAL)
    return request.headers.get(FOR_JOURNAL) or (field if isinstance(field, str) else None)


def for_this_journal(request: Request, made_for: Annotated[str | None, Depends(_made_for)]) -> None:
    """Refuse a form of another journal: of a page that stayed open, or that waited in a browser.

    Raises
    ------
    OtherJournalError
        If so.
    """
    if made_for is None:
        return
    with service_of(request).open() as journal:
        if made_for != journal_id(journal):
            raise OtherJournalError


Sending = Annotated[str | None, Depends(name_of)]


def keep(
    request: Request,
    journal: Journal,
    name: str | None,
    make: Callable[[], R],
    photo: Callable[[], Original | None] = lambda: None,
) -> tuple[R | None, Entry | None, bool]:
    """Store the record that a form makes; sent again it is the record that was stored, or None if that is gone.

    Returns
    -------
    record, entry, new : Record or None, Entry or None, bool
        What is stored, where, and whether it was not there before.

    Raises
    ------
    AfterrunError
        If a field breaks its rule; nothing is stored then, and nothing noted.
    """
    with journal.together():
        before = received(journal, name) if name else None
        if before is not None:
            found = journal.record_of(before.entry) if before.entry else None
            return found, before.entry if found else None, False  # type: ignore[return-value]  # of the kind of its form
        record = make()
        taken = photo()
        new = journal.add([record], photos=[taken] if taken else []).added > 0
        entry = journal.entry_of(record)
        if name:
            note_received(journal, name, Received(service_of(request).now(journal), entry=entry))
    return record, entry, new


def said_before() -> str:
    """Say that a sending came again."""
    return say("This was sent before, and was done then. Nothing was done twice.")

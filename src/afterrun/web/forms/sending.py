"""One form, sent: it has a name, and what it brings is kept once, however often and whenever it is sent again."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import Depends, HTTPException, Request
from markupsafe import Markup

from afterrun.journal import Entry, Journal
from afterrun.journal.identity import journal_id
from afterrun.journal.sendings import Received, note_received, received
from afterrun.language import say
from afterrun.records import Care, Event, Original, PainReport, Phase, Run
from afterrun.web.state.service import service_of

R = TypeVar("R", Run, PainReport, Care, Phase, Event, Care | Event)
KEY = "form_key"
FOR_JOURNAL = "afterrun-journal"  # of a form from a browser's box: the journal that it was made for
_KEY_BYTES = 16
_IN_THE_BOX = re.compile(r"box-([0-9a-f]{16,64})")  # of a check-in that may wait in the browser's box as well


def form_key() -> Markup:
    """Write the hidden field that names a form. A browser may not fill it in from before."""
    return Markup('<input type="hidden" name="{}" value="{}" autocomplete="off">').format(
        KEY, secrets.token_hex(_KEY_BYTES)
    )


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


def for_this_journal(request: Request) -> None:
    """Refuse a form that waited in a browser for another journal than the one that is served here now.

    Raises
    ------
    HTTPException
        409, if so.
    """
    made_for = request.headers.get(FOR_JOURNAL)
    if made_for is None or request.method != "POST":
        return
    with service_of(request).open() as journal:
        if made_for != journal_id(journal):
            raise HTTPException(409, say("This was made for another journal."))


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

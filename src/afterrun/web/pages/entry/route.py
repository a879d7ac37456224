"""One entry of the timeline: what it says, and a way to correct or remove what was logged by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from afterrun.errors import AfterrunError, InvalidValueError
from afterrun.findings import Flag
from afterrun.journal import Entry, Journal
from afterrun.journal.photos import PICTURED_TABLES
from afterrun.journal.sendings import once
from afterrun.lab.recording import require_possible
from afterrun.lab.taken_out import put_back, take_out
from afterrun.language import say
from afterrun.reasons import flags_on_saving
from afterrun.records import Diary, PainReport, Run
from afterrun.records.fields import Kind as RecordKind
from afterrun.records.kinds import CARE, EVENT, PAIN, PHASE, RUN
from afterrun.records.provenance import BY_HAND
from afterrun.web.forms.context import context_of
from afterrun.web.forms.reading import RowSent, number_of
from afterrun.web.forms.record_forms import FormLine, Kind, Record, TypedForm, lines_of, typed_record
from afterrun.web.forms.record_values import Context
from afterrun.web.forms.sending import Sending, said_before
from afterrun.web.frame.rendering import is_fragment, open_journal, page, part
from afterrun.web.pages.check_in.view import saved_text
from afterrun.web.pages.entry.view import facts_of, photo_of_record, title_of
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)
_SAME_TIME_S = 0.5
_KINDS: dict[Kind, RecordKind] = {"run": RUN, "pain": PAIN, "care": CARE, "phase": PHASE, "event": EVENT}


@dataclass(frozen=True, slots=True)
class Told:
    """A record, what to say of it, and where it is stored and what can be typed if it may be changed here.

    ``uid`` names it whether it may be changed or only left out.
    """

    record: Record
    title: str
    facts: list[tuple[str, str]]
    entry: Entry | None
    lines: list[FormLine]
    photo: str | None
    takes_photo: bool
    uid: str


@router.get("/fragment/entry", response_class=HTMLResponse)
def show(request: Request, kind: Kind, at: float, *, correct: bool = False) -> HTMLResponse:
    """Everything of one kind at one time, with its form open where it is to be corrected."""
    with open_journal(request) as journal:
        return _show(request, journal, kind, at, correct=correct)


@router.post("/entry", response_class=HTMLResponse)
def change(request: Request, form: Annotated[TypedForm, Form()], sent: Sending) -> HTMLResponse:
    """Put another record in the place of one, both or neither."""
    kind, at = _kind_of(form.kind), number_of("at", form.at)
    with open_journal(request) as journal:
        try:
            with once(journal, sent, at=service_of(request).now(journal)) as first:
                changed = _changed(request, journal, kind, at, form) if first else None
        except AfterrunError as error:
            return _show(request, journal, kind, at, error=error, typed=form.typed)
        if changed is None:
            return _done(request, journal, said_before())
        record, new, stored = changed
        if new == record:
            return _done(request, journal, _corrected(new))
        flags = _flags(request, journal, new)
        aside = service_of(request).put_aside(record)
        return _done(request, journal, _corrected(new), aside=aside, entry=stored, flags=flags)


@router.post("/entry/remove", response_class=HTMLResponse)
def remove(
    request: Request,
    kind: Annotated[Kind, Form()],
    at: Annotated[float, Form()],
    uid: Annotated[str, Form()],
    sent: Sending,
) -> HTMLResponse:
    """Remove what was logged by hand, or leave out what was brought in; it can be put back for a while."""
    with open_journal(request) as journal:
        with once(journal, sent, at=service_of(request).now(journal)) as first:
            found = _found(journal, kind, at, uid) if first else None
            photo = photo_of_record(journal, found[0]) if found else None
            gone = found is not None and _taken_away(journal, *found)
        if found is None or not gone:
            return _done(request, journal, say("It was gone already."))
        what = title_of(found[0])
        return _done(
            request,
            journal,
            say("Removed: {what}.", what=what)
            if found[0].source in BY_HAND
            else say("Left out: {what}. It stays out when its file is imported again.", what=what),
            aside=service_of(request).put_aside(found[0], photo),
        )


@router.post("/entry/back", response_class=HTMLResponse)
def back(
    request: Request,
    aside: Annotated[str, Form()],
    table: Annotated[str, Form()] = "",
    row: RowSent = 0,
    uid: Annotated[str, Form()] = "",
    *,
    sent: Sending,
) -> HTMLResponse:
    """Put back what was removed, or what was there before a correction."""
    kept = service_of(request).aside(aside)
    with open_journal(request) as journal:
        if kept is None:
            return _done(request, journal, say("That was too long ago to put back. Log it again."))
        with once(journal, sent, at=service_of(request).now(journal)) as first:
            photos = [kept.photo] if kept.photo else []
            if first and kept.record.source not in BY_HAND:
                put_back(journal, kept.record)
            elif first and not (uid and journal.replace(Entry(table, row, uid), kept.record, photos=photos)):
                journal.add([kept.record], photos=photos)
        return _done(request, journal, say("Put back: {what}.", what=title_of(kept.record)))


def _taken_away(journal: Journal, record: Record, entry: Entry) -> bool:
    return journal.undo(entry) if record.source in BY_HAND else take_out(journal, entry, record)


def _changed(
    request: Request, journal: Journal, kind: Kind, at: float, form: TypedForm
) -> tuple[Record, Record, Entry | None]:
    """Return what was there, what is there now, and where."""
    found = _found(journal, kind, at, form.uid)
    if found is None or found[0].source not in BY_HAND:
        raise InvalidValueError(
            say("entry must still be there; it is gone."), remedy=say("Look at the timeline again.")
        )
    record, entry = found
    new = typed_record(record, form.typed, context_of(request, journal))
    if isinstance(new, Run) and new != record:
        require_possible(new)
    return record, new, entry if new == record else journal.replace(entry, new)


def _corrected(record: Record) -> str:
    if isinstance(record, PainReport):
        return saved_text(record, say("Corrected"))
    return say("Corrected: {what}.", what=title_of(record))


def _flags(request: Request, journal: Journal, record: Record) -> tuple[Flag, ...]:
    return flags_on_saving(journal.diary(), record, service_of(request).now(journal))


def _done(
    request: Request,
    journal: Journal,
    text: str,
    *,
    aside: str | None = None,
    entry: Entry | None = None,
    flags: tuple[Flag, ...] = (),
) -> HTMLResponse:
    name = "entry/changed_part.html" if is_fragment(request) else "entry/changed_page.html"
    return page(request, name, journal, text=text, aside=aside, entry=entry, flags=flags)


def _kind_of(text: str) -> Kind:
    for kind in _KINDS:
        if text == kind:
            return kind
    raise InvalidValueError(
        say("kind must be one of {kinds}; got {text!r}.", kinds=", ".join(_KINDS), text=text),
        remedy=say("Reload the page."),
        field="kind",
    )


def _found(journal: Journal, kind: Kind, at: float, uid: str) -> tuple[Record, Entry] | None:
    """Find an entry by its name."""
    for record in _records(journal.diary(), kind, at):
        entry = journal.entry_of(record)
        if entry and entry.uid == uid:
            return record, entry
    return None


def _show(
    request: Request,
    journal: Journal,
    kind: Kind,
    at: float,
    *,
    error: AfterrunError | None = None,
    typed: Mapping[str, str] | None = None,
    correct: bool = False,
) -> HTMLResponse:
    context = context_of(request, journal)
    told = [_told(journal, record, context, typed or {}) for record in _records(journal.diary(), kind, at)]
    return part(
        request,
        "entry/part.html",
        status=422 if error else 200,
        site=say("your entry"),  # the title where there is no script
        told=told,
        kind=kind,
        at=at,
        error=error,
        correct=correct,
    )


def _records(diary: Diary, kind: Kind, at: float) -> Iterator[Record]:
    of = _KINDS[kind]
    records: tuple[Record, ...] = getattr(diary, of.plural)
    yield from (record for record in records if abs(of.time_of(record).timestamp() - at) < _SAME_TIME_S)


def _told(journal: Journal, record: Record, context: Context, typed: Mapping[str, str]) -> Told:
    stored = journal.entry_of(record)
    entry = stored if record.source in BY_HAND else None
    lines = lines_of(record, context) if entry else []
    if entry and entry.uid == typed.get("uid"):
        lines = [replace(each, value=typed.get(each.name, each.value)) for each in lines]
    photo = photo_of_record(journal, record)
    takes_photo = entry is not None and entry.table in PICTURED_TABLES
    return Told(
        record,
        title_of(record),
        facts_of(record),
        entry,
        lines,
        photo.sha256 if photo else None,
        takes_photo,
        stored.uid if stored else "",
    )

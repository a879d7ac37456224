"""Log by hand what no watch tells: a run without one, something kept up, something else that happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from afterrun.errors import AfterrunError, InvalidValueError
from afterrun.journal import Journal
from afterrun.records import Diary, Event, Phase, Run
from afterrun.web.desk import desk_of
from afterrun.web.forms import field_of
from afterrun.web.pages import is_fragment, open_journal, page
from afterrun.web.record_forms import TypedForm, blank, fields_of, typed_record
from afterrun.web.routes.entry import context_of

router = APIRouter(include_in_schema=False)
KINDS: dict[Literal["run", "phase", "event"], str] = {
    "run": "A run",
    "phase": "Something I keep up",
    "event": "Something else that happened",
}
USUAL_PHASES = ("calf-raises", "new-shoes", "foot-exercises", "shorter-steps")
USUAL_EVENTS = ("overhead-press", "long-drive", "football", "long-walk")


@router.get("/log", response_class=HTMLResponse)
def show(request: Request, kind: Literal["run", "phase", "event"] = "run") -> HTMLResponse:
    """The form of one kind."""
    with open_journal(request) as journal:
        return _form(request, journal, kind, {})


@router.post("/log", response_class=HTMLResponse)
def save(request: Request, form: Annotated[TypedForm, Form()]) -> HTMLResponse:
    """Store it; sent twice it is stored once."""
    typed = form.model_dump()
    kind = next((each for each in KINDS if each == typed.get("kind")), None)
    with open_journal(request) as journal:
        if kind is None:
            raise InvalidValueError("kind must be run, phase or event.", remedy="Reload the page.")
        try:
            record = typed_record(blank(kind, desk_of(request).clock()), typed, context_of(request, journal))
        except AfterrunError as error:
            return _form(request, journal, kind, typed, error=error)
        assert isinstance(record, Run | Phase | Event)
        journal.add([record])
        name = "fragments/saved.html" if is_fragment(request) else "saved.html"
        return page(request, name, journal, text=f"Saved: {_said(record)}.", entry=journal.entry_of(record))


def _said(record: Run | Phase | Event) -> str:
    if isinstance(record, Run):
        return f"run of {record.duration_s / 60:.0f} min, {record.start:%d %b, %H:%M}"
    if isinstance(record, Phase):
        return f"{record.intervention.replace('-', ' ')}, since {record.start:%d %b}"
    return f"{record.kind.replace('-', ' ')}, {record.at:%d %b, %H:%M}"


def _form(
    request: Request,
    journal: Journal,
    kind: Literal["run", "phase", "event"],
    typed: Mapping[str, str],
    *,
    error: AfterrunError | None = None,
) -> HTMLResponse:
    record = blank(kind, desk_of(request).clock())
    fields = fields_of(record, context_of(request, journal), new=True)
    values: dict[str, Any] = {"kinds": KINDS, "kind": kind, "known": _known(kind, journal.diary())}
    name = "fragments/log.html" if is_fragment(request) else "log.html"
    return page(
        request,
        name,
        journal,
        status=422 if error and not is_fragment(request) else 200,
        fields=[replace(each, value=typed.get(each.name, each.value) or each.value) for each in fields],
        error=error,
        wrong=field_of(error),
        **values,
    )


def _known(kind: str, diary: Diary) -> tuple[str, ...]:
    """List what was named before, and what many name."""
    if kind == "run":
        return ()
    before = [each.intervention for each in diary.phases] if kind == "phase" else [each.kind for each in diary.events]
    usual = USUAL_PHASES if kind == "phase" else USUAL_EVENTS
    return tuple(dict.fromkeys((*reversed(before), *usual)))[:8]

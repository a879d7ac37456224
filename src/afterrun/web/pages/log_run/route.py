"""Log a run without a watch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from afterrun.errors import AfterrunError
from afterrun.journal import Entry, Journal
from afterrun.journal.standing import ASKED
from afterrun.lab.recording import require_possible
from afterrun.language import say
from afterrun.records import Run
from afterrun.report.imported import asked_about
from afterrun.units import distance_words
from afterrun.web.forms.context import context_of
from afterrun.web.forms.record_forms import FormLine, TypedForm, lines_of, typed_record
from afterrun.web.forms.sending import Sending
from afterrun.web.forms.times import minute_of
from afterrun.web.frame.rendering import is_fragment, open_journal, page
from afterrun.web.frame.saving import saved, told
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)
_REMEMBERED = "shoe"


@router.get("/run", response_class=HTMLResponse)
def show(request: Request) -> HTMLResponse:
    """The form, with the time of now in it."""
    with open_journal(request) as journal:
        return _form(request, journal, {})


@router.post("/run", response_class=HTMLResponse)
def save(request: Request, form: Annotated[TypedForm, Form()], sent: Sending) -> HTMLResponse:
    """Store it; sent twice it is one, and a run that starts in the same second is the same run."""
    with open_journal(request) as journal:

        def tell(run: Run, entry: Entry | None) -> HTMLResponse:
            stored = entry and journal.record_of(entry)
            asked = [each for each in journal.apart() if each.entry == entry and each.standing.standing in ASKED]
            if stored == run:
                text = _words(run)
                text = " ".join((text, *(asked_about(run, str(each.standing.standing), each.other) for each in asked)))
            else:
                text = say(
                    "A run at that time is in your journal already, and it stays as it is. What it lacked was added."
                )
                entry = None  # to undo this would be to undo that one
            return told(request, journal, run, text, entry=entry, run_asked=bool(asked))

        return saved(
            request,
            journal,
            sent,
            lambda: _run(request, journal, form),
            wrong=lambda error: _form(request, journal, form.typed, error=error),
            tell=tell,
        )


def _words(run: Run) -> str:
    """Repeat both numbers: what was mistyped is seen at once, or never."""
    minutes, at = run.duration_s / 60, run.start
    if run.distance_m is None:
        return say("Saved: run of {n:.0f} min, {at:%d %b, %H:%M}.", n=minutes, at=at)
    far = distance_words(run.distance_m)
    return say("Saved: run of {far} in {n:.0f} min, {at:%d %b, %H:%M}.", far=far, n=minutes, at=at)


def _run(request: Request, journal: Journal, form: TypedForm) -> Run:
    run = typed_record(_blank(request, journal), form.typed, context_of(request, journal))
    assert isinstance(run, Run)
    require_possible(run)
    return run


def _blank(request: Request, journal: Journal) -> Run:
    return Run(start=minute_of(service_of(request).now(journal)), duration_s=1, source="app")


def _as_last(line: FormLine) -> str:
    """Fill in what is mostly the same: the shoes."""
    return line.offered[0] if line.name == _REMEMBERED and line.offered else ""


def _form(
    request: Request, journal: Journal, typed: Mapping[str, str], *, error: AfterrunError | None = None
) -> HTMLResponse:
    lines = lines_of(_blank(request, journal), context_of(request, journal))
    empty = [each if each.name == "start" else replace(each, value=_as_last(each)) for each in lines]
    return page(
        request,
        "log_run/part.html" if is_fragment(request) else "log_run/page.html",
        journal,
        status=422 if error and not is_fragment(request) else 200,
        lines=[replace(each, value=typed.get(each.name, each.value)) for each in empty],
        error=error,
    )

"""What a run loaded, tissue by tissue, against the usual run."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.errors import InvalidValueError
from afterrun.journal.settings import settings_of
from afterrun.lab.loading import body_of, load_run, run_at
from afterrun.language import say
from afterrun.report.loads import (
    CANNOT,
    OPPOSITE,
    TISSUES,
    cautions_told,
    compared_told,
    derived_told,
    load_rows,
    steps_told,
)
from afterrun.web.frame.rendering import open_journal, page, part
from afterrun.web.pages.load.view import step_shown
from afterrun.web.pictures import load_axis
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)
_OFFERED = 60  # runs to choose from


@router.get("/load", response_class=HTMLResponse)
def load(request: Request, run: str = "") -> HTMLResponse:
    """The page; what takes a moment comes as a part of it."""
    with open_journal(request) as journal:
        runs = journal.diary().until(service_of(request).now(journal)).runs[-_OFFERED:]
        return page(request, "load/page.html", journal, runs=runs[::-1], chosen=run)


@router.get("/fragment/load", response_class=HTMLResponse)
def load_part(request: Request, run: str = "") -> HTMLResponse:
    """Its numbers, pictures and words."""
    with open_journal(request) as journal:
        now, diary = service_of(request).now(journal), journal.diary()
        body = body_of(settings_of(journal))
        found = load_run(diary, journal.streams, run=run_at(diary, _time(run), now), body=body, now=now)
    told = found.load
    return part(
        request,
        "load/part.html",
        run=found.run,
        load=told,
        steps=steps_told(told),
        compared=compared_told(told),
        rows=load_rows(told),
        shown=load_axis.rows(told.doses),
        high=load_axis.height(told.doses),
        ticks=[(load_axis.at(ratio), label) for ratio, label in load_axis.TICKS],
        tissues=TISSUES,
        derived=list(derived_told(told)),
        cautions=list(cautions_told(told)),
        opposite=say(OPPOSITE),
        cannot=say(CANNOT),
        step=step_shown(found.gait, body),
        body_known=body.height_m is not None and body.strike is not None,
    )


def _time(text: str) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        raise InvalidValueError(
            say("run must be the start of one in the journal; got {start}.", start=text),
            remedy=say("Pick one of the list."),
            field="run",
        )
    return at

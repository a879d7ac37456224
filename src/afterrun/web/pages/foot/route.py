"""What if the calf or the foot were different: one slider, a leg through stance, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from afterrun.findings import FootWhatIf
from afterrun.foot import Changes, RunningStance, can_go_deeper, read_changes
from afterrun.foot.lever import carry
from afterrun.journal.settings import settings_of
from afterrun.lab.foot import Deeper, stance_of, what_if
from afterrun.lab.loading import body_of
from afterrun.language import say
from afterrun.report.foot import (
    NOT_INSTALLED,
    NOT_YOU,
    RAYS,
    RAYS_SCENARIO,
    beyond_told,
    change_told,
    effect_rows,
    method_told,
    not_known_told,
    rays_told,
    verdict,
)
from afterrun.web.frame.rendering import open_journal, page, part
from afterrun.web.pages.foot.view import Shown, asked, moments_told, shown
from afterrun.web.pictures.leg import HIGH, WIDE, Frame, frames
from afterrun.web.pictures.whole_leg import whole_frames
from afterrun.web.state.pending import stance_for
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One change of one runner."""

    one: Shown
    running: RunningStance
    changes: Changes


@router.get("/foot", response_class=HTMLResponse)
def foot(request: Request, change: str = "calf_shortening_deg", value: str = "") -> HTMLResponse:
    """The page; the pictures and numbers follow the slider."""
    with open_journal(request) as journal:
        return page(request, "foot/page.html", journal, asked=asked(), one=shown(change, value))


@router.get("/fragment/foot", response_class=HTMLResponse)
def foot_part(request: Request, change: str = "calf_shortening_deg", value: str = "") -> HTMLResponse:
    """The leg through stance, and what each part carries: by the lever, or better where that is known already."""
    question = _asked(request, change, value)
    known = service_of(request).earlier_stance(question.running, question.changes)
    if known is not None:
        return _deeper(request, question, known)
    return _quick(request, question)


@router.get("/fragment/foot/deeper", response_class=HTMLResponse)
async def foot_deeper(request: Request, change: str = "calf_shortening_deg", value: str = "") -> HTMLResponse:
    """The same by whole stances; they take a while, and come in place of what the lever said."""
    question = await run_in_threadpool(_asked, request, change, value)
    found = await stance_for(request, question.running, question.changes)
    return await run_in_threadpool(_deeper, request, question, found)


def _asked(request: Request, change: str, value: str) -> _Asked:
    one = shown(change, value)
    changes = read_changes({one.name: one.value})
    with open_journal(request) as journal:
        return _Asked(one, stance_of(body_of(settings_of(journal))), changes)


def _quick(request: Request, question: _Asked) -> HTMLResponse:
    running, changes = question.running, question.changes
    usual, changed = carry(running, Changes()), carry(running, changes)
    found = what_if(running, changes)
    drawn = frames(running.after(changes), usual, changed)
    return _part(request, question.one, found, drawn, sharpens=can_go_deeper())


def _deeper(request: Request, question: _Asked, found: Deeper) -> HTMLResponse:
    slower = found.slower
    assert slower.usual is not None
    assert slower.changed is not None
    drawn = whole_frames(question.running.mass_kg, slower.usual, slower.changed)
    return _part(request, question.one, found.told, drawn, sharpens=False)


def _part(request: Request, one: Shown, found: FootWhatIf, drawn: list[Frame], *, sharpens: bool) -> HTMLResponse:
    return part(
        request,
        "foot/part.html",
        one=one,
        change=change_told(found),
        verdict=verdict(found),
        rows=effect_rows(found),
        not_known=list(not_known_told(found)),
        frames=drawn,
        moments=moments_told(drawn),
        first=max(range(len(drawn)), key=lambda i: drawn[i].length("ground usual")),
        wide=WIDE,
        high=HIGH,
        beyond=list(beyond_told(found)),
        method=method_told(found),
        not_you=say(NOT_YOU),
        missing="" if can_go_deeper() else say(NOT_INSTALLED),
        sharpens=sharpens,
        rays_title=say(RAYS),
        rays=rays_told(found),
        scenario=say(RAYS_SCENARIO),
        anatomies=found.anatomies,
        stances=found.stances,
    )

"""What if the calf or the foot were different: one slider, a leg through stance, and what is known of it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.foot import Changes, read_changes
from afterrun.foot.lever import carry
from afterrun.journal.settings import settings_of
from afterrun.lab.foot import stance_of, what_if
from afterrun.lab.loading import body_of
from afterrun.language import say
from afterrun.report.foot import METHOD, NOT_YOU, beyond_told, effect_rows
from afterrun.web.frame.rendering import open_journal, page, part
from afterrun.web.pages.foot.view import asked, shown
from afterrun.web.pictures.leg import HIGH, WIDE, frames

router = APIRouter(include_in_schema=False)


@router.get("/foot", response_class=HTMLResponse)
def foot(request: Request, change: str = "calf_shortening_deg", value: str = "") -> HTMLResponse:
    """The page; the pictures and numbers follow the slider."""
    with open_journal(request) as journal:
        return page(request, "foot/page.html", journal, asked=asked(), one=shown(change, value))


@router.get("/fragment/foot", response_class=HTMLResponse)
def foot_part(request: Request, change: str = "calf_shortening_deg", value: str = "") -> HTMLResponse:
    """The leg through stance, and what each part carries more or less."""
    one = shown(change, value)
    changes = read_changes({one.name: one.value})
    with open_journal(request) as journal:
        running = stance_of(body_of(settings_of(journal)))
    found = what_if(running, changes)
    return part(
        request,
        "foot/part.html",
        one=one,
        rows=effect_rows(found),
        frames=frames(running.after(changes), carry(running, Changes()), carry(running, changes)),
        wide=WIDE,
        high=HIGH,
        beyond=list(beyond_told(found)),
        method=say(METHOD),
        not_you=say(NOT_YOU),
        anatomies=found.anatomies,
    )

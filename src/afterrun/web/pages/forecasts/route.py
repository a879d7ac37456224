"""How good the forecasts are: what was told before, and what came."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.findings import ForecastSkill
from afterrun.report.forecasts import skill_told
from afterrun.web.frame.rendering import chosen_site, open_journal, page, part
from afterrun.web.state.pending import answer_for

router = APIRouter(include_in_schema=False)


@router.get("/forecasts", response_class=HTMLResponse)
def forecasts(request: Request) -> HTMLResponse:
    """The page; the sums come with the part."""
    with open_journal(request) as journal:
        diary = journal.diary()
        return page(request, "forecasts/page.html", journal, site=chosen_site(request, diary), sites=diary.sites())


@router.get("/fragment/forecasts", response_class=HTMLResponse)
async def forecasts_fragment(request: Request, site: str) -> HTMLResponse:
    """What was told of one site, and what came."""
    skill = (await answer_for(request, site)).told.forecast_skill
    return part(
        request,
        "forecasts/part.html",
        told=skill_told(skill),
        held=_held(skill),
        all=skill.n if skill else 0,
        site=site,
    )


def _held(skill: ForecastSkill | None) -> list[tuple[int, float, int]]:
    """Per cent told, per cent that came, and how many reports these are."""
    if skill is None:
        return []
    pairs = (
        (50, skill.calibration_50),
        (80, skill.calibration_80),
        (90, skill.calibration_90),
        (95, skill.calibration_95),
    )
    return [(told, 100 * share, round(share * skill.n)) for told, share in pairs if share is not None]

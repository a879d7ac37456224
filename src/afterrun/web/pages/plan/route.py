"""How far next, the runs after it, the goal, and what one run would do."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from afterrun.findings import Plan
from afterrun.lab.forecasting import ProposedRun
from afterrun.language import mark
from afterrun.records import Site
from afterrun.report.plan import goal_told, odds, shorter_later, verdict, what_if_told, why
from afterrun.units import distance_in_unit, metres_of
from afterrun.web.frame.menu import MenuLine
from afterrun.web.frame.rendering import chosen_site, open_journal, page, part
from afterrun.web.pictures.fan import fan_of
from afterrun.web.pictures.schedule import bars
from afterrun.web.state.pending import plan_for, what_if_for
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)
MENU = MenuLine(25, "/plan", mark("Plan"), "M4 20h16M6 20v-4M10 20v-7M14 20v-6M18 20v-9M5 9l6-4 3 2 5-4")
_AHEAD_D = 7  # a run further off is forecast from too little
_STEP = 0.1  # of the slider, in the unit of distances


@router.get("/plan", response_class=HTMLResponse)
def plan(request: Request, by: str = "") -> HTMLResponse:
    """The page; the sums come with the parts."""
    with open_journal(request) as journal:
        diary = journal.diary()
        return page(
            request,
            "plan/page.html",
            journal,
            site=chosen_site(request, diary),
            sites=diary.sites(),
            by=_day_or_none(by),
        )


@router.get("/fragment/plan", response_class=HTMLResponse)
async def plan_fragment(request: Request, site: str, by: str = "") -> HTMLResponse:
    """The plan of one site."""
    found = await plan_for(request, site, _day_or_none(by))
    return part(
        request,
        "plan/part.html",
        plan=found,
        verdict=verdict(found),
        why=why(found),
        goal=goal_told(found),
        shorter=shorter_later(found),
        bars=bars(found.schedule),
        odds=odds,
        site=site,
        by=by,
    )


@router.get("/fragment/what-if", response_class=HTMLResponse)
async def what_if_fragment(request: Request, far: str = "", days: int = 0, at: str = "") -> HTMLResponse:
    """One run that is thought of: a form, the chance, and the days after it."""
    place, run = await run_in_threadpool(_asked, request, far, days, at)
    if place is not None and run is None:
        run = _planned(await plan_for(request, str(place), None))
    found = None if place is None else await what_if_for(request, str(place), run)
    return part(
        request,
        "plan/what_if.html",
        found=found,
        told=() if found is None else what_if_told(found),
        fan=None if found is None else fan_of(found),
        far=None if found is None else round(distance_in_unit(found.distance_m), 1),
        most=None if found is None else int(distance_in_unit(found.most_m) / _STEP) * _STEP,
        days=None if found is None else (found.at.date() - found.coming.as_of.date()).days,
        site=str(place or ""),
    )


def _asked(request: Request, far: str, days: int, at: str) -> tuple[Site | None, ProposedRun | None]:
    with open_journal(request) as journal:
        place, now = chosen_site(request, journal.diary()), service_of(request).now(journal)
    return place, _proposed(now, far, days, at)


def _proposed(now: datetime, far: str, days: int, at: str) -> ProposedRun | None:
    """Read the form; a run whose time is over today is thought of tomorrow."""
    try:
        distance, clock = float(far.replace(",", ".")), time.fromisoformat(at)
    except ValueError:
        return None
    if not math.isfinite(distance):
        return None
    start = now.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0) + timedelta(
        days=min(max(days, 0), _AHEAD_D)
    )
    start = start if start > now else start + timedelta(days=1)
    return ProposedRun(start=start, distance_m=metres_of(max(distance, _STEP)))


def _planned(plan: Plan) -> ProposedRun | None:
    """The plan's next run: what stands below a plan begins with what it allows."""
    run = plan.next_run
    if run.at is None or not run.distance_m or run.at <= plan.as_of:
        return None
    return ProposedRun(start=run.at, distance_m=run.distance_m)


def _day_or_none(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

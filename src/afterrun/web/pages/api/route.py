"""The same shapes as ``--json``, for programs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from afterrun.findings import Answers, Plan, to_json
from afterrun.reasons import flags_on_saving
from afterrun.records import PainReport, Site
from afterrun.web.frame.rendering import chosen_site, open_journal
from afterrun.web.pages.api.bodies import CurveAnswer, Stored, Timeline
from afterrun.web.pages.api.shapes import shape_of
from afterrun.web.pages.response.view import curve_json
from afterrun.web.state.service import service_of

router = APIRouter(prefix="/api")


class NewReport(BaseModel):
    """A pain report to store."""

    at: datetime | None = Field(None, description="With offset; now if left out")
    site: str = Field(
        description="<side>-<region>, or a name of one like 'left kneecap'", examples=["right-forefoot-lateral"]
    )
    nrs: float = Field(ge=0, le=10)
    symptom: str = "pain"
    moment: str | None = None
    quality: list[str] = []
    note: str | None = None
    onset_km: float | None = Field(None, description="Of pain during a run: how far into it this began. [km]")
    onset_min: float | None = Field(None, description="The same by the clock. [min]")


@router.get("/answers", response_model=shape_of(Answers))
def answers(request: Request, site: str | None = None) -> JSONResponse:
    """Every finding about one site: ``afterrun/answers/1``."""
    return JSONResponse(to_json(service_of(request).answer(Site.parse(site) if site else None).told))


@router.get("/plan", response_model=shape_of(Plan))
def plan(request: Request, site: str | None = None, by: date | None = None) -> JSONResponse:
    """The next run, a schedule and the goal: ``afterrun/plan/1``, under the ceiling that the settings say."""
    return JSONResponse(to_json(service_of(request).plan(Site.parse(site) if site else None, by=by)))


@router.get("/curve", response_model=CurveAnswer)
def curve(request: Request, site: str | None = None) -> dict[str, Any]:
    """The response curve with its 90 % band; ``curve`` is null where nothing may be claimed."""
    return {"curve": curve_json(service_of(request).answer(Site.parse(site) if site else None))}


@router.get("/timeline")
def timeline(request: Request, site: str | None = None) -> Timeline:
    """Runs, reports of one site, care, phases and events; times in seconds since 1970 UTC."""
    with open_journal(request) as journal:
        diary = journal.diary()
    place = chosen_site(request, diary)
    return Timeline(
        site=str(place) if place else None,
        runs=[(run.start.timestamp(), run.distance_m, run.duration_s) for run in diary.runs],
        pain=[(report.at.timestamp(), report.nrs) for report in diary.pain if report.site == place],
        care=[(care.at.timestamp(), care.intervention, care.variant) for care in diary.care],
        phases=[
            (phase.start.timestamp(), phase.end.timestamp() if phase.end else None, phase.intervention)
            for phase in diary.phases
        ],
        events=[(event.at.timestamp(), event.kind) for event in diary.events],
    )


@router.post("/pain", status_code=201)
def pain(request: Request, report: NewReport) -> Stored:
    """Store a report; the same one twice is stored once. ``safety`` as in ``answers``: what calls for a look."""
    with open_journal(request) as journal:
        now = service_of(request).now(journal)
        record = PainReport(
            at=report.at or now,
            site=Site.parse(report.site),
            nrs=report.nrs,
            symptom=report.symptom,
            moment=report.moment,
            quality=tuple(report.quality),
            note=report.note,
            onset_km=report.onset_km,
            onset_min=report.onset_min,
            source="api",
        )
        added = journal.add([record])
        safety = flags_on_saving(journal.diary(), record, now)
    return Stored(added=added.added, already=added.already, safety=safety)

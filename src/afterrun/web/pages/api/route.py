"""The same shapes as ``--json``, for programs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from afterrun.findings import Answers, Plan, Why, to_json
from afterrun.lab.answers import Answer
from afterrun.lab.preparing import usual_symptom
from afterrun.reasons import flags_on_saving
from afterrun.records import PainReport, Site
from afterrun.web.forms.sending import keep
from afterrun.web.forms.times import of_our_years
from afterrun.web.frame.rendering import chosen_site, open_journal
from afterrun.web.pages.api.bodies import CurveAnswer, Stored, Timeline
from afterrun.web.pages.api.shapes import shape_of
from afterrun.web.pages.response.view import curve_json
from afterrun.web.state.pending import answer_asked, plan_asked, why_asked
from afterrun.web.state.service import service_of

router = APIRouter(prefix="/api")


class NewReport(BaseModel):
    """A pain report to store."""

    id: str | None = Field(
        None,
        pattern=r"^[0-9A-Za-z_-]{16,64}$",
        description="Any name that no other report has: sent again under it, also without a time, it is stored once",
    )
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

    def record(self, now: datetime) -> PainReport:
        """Make a report of it.

        Raises
        ------
        AfterrunError
            If a field breaks its rule.
        """
        return PainReport(
            at=of_our_years(self.at, "at") if self.at else now,
            site=Site.parse(self.site),
            nrs=self.nrs,
            symptom=self.symptom,
            moment=self.moment,
            quality=tuple(self.quality),
            note=self.note,
            onset_km=self.onset_km,
            onset_min=self.onset_min,
            source="api",
        )


@router.get("/answers", response_model=shape_of(Answers))
def answers(found: Annotated[Answer, Depends(answer_asked)]) -> JSONResponse:
    """Every finding about one site: ``afterrun/answers/1``."""
    return JSONResponse(to_json(found.told))


@router.get("/plan", response_model=shape_of(Plan))
def plan(found: Annotated[Plan, Depends(plan_asked)]) -> JSONResponse:
    """The next run, a schedule and the goal: ``afterrun/plan/1``, under the ceiling that the settings say."""
    return JSONResponse(to_json(found))


@router.get("/why", response_model=shape_of(Why))
def why(found: Annotated[Why, Depends(why_asked)]) -> JSONResponse:
    """Rival explanations weighed on the diary, and what would tell the leading two apart: ``afterrun/why/1``."""
    return JSONResponse(to_json(found))


@router.get("/curve", response_model=CurveAnswer)
def curve(found: Annotated[Answer, Depends(answer_asked)]) -> dict[str, Any]:
    """The response curve with its 90 % band; ``curve`` is null where nothing may be claimed."""
    return {"curve": curve_json(found)}


@router.get("/timeline")
def timeline(request: Request, site: str | None = None) -> Timeline:
    """Runs, reports of one site, care, phases and events; times in seconds since 1970 UTC."""
    with open_journal(request) as journal:
        diary = journal.diary()
    place = chosen_site(request, diary)
    here = [report for report in diary.pain if report.site == place]
    symptom = usual_symptom(diary, place) if place and here else None
    return Timeline(
        site=str(place) if place else None,
        runs=[(run.start.timestamp(), run.distance_m, run.duration_s) for run in diary.runs],
        pain=[(report.at.timestamp(), report.nrs) for report in here if report.symptom == symptom],
        care=[(care.at.timestamp(), care.intervention, care.variant) for care in diary.care],
        phases=[
            (phase.start.timestamp(), phase.end.timestamp() if phase.end else None, phase.intervention)
            for phase in diary.phases
        ],
        events=[(event.at.timestamp(), event.kind) for event in diary.events],
        symptom=symptom,
        other_symptoms=[(each.at.timestamp(), each.nrs, each.symptom) for each in here if each.symptom != symptom],
    )


@router.post("/pain", status_code=201)
def pain(request: Request, report: NewReport) -> Stored:
    """Store a report; the same one twice is stored once. ``safety`` as in ``answers``: what calls for a look."""
    with open_journal(request) as journal:
        now = service_of(request).now(journal)
        record, _, new = keep(request, journal, report.id, lambda: report.record(now))
        safety = flags_on_saving(journal.diary(), record, now) if record else ()
    return Stored(added=int(new), already=int(not new), safety=safety)

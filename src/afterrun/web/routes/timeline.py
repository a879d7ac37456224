"""Runs and pain together, over days to years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.records import Diary, PainReport, Phase, Run, Site
from afterrun.web.pages import chosen_site, open_journal, page

router = APIRouter(include_in_schema=False)
_TABLE_ROWS = 200


@router.get("/timeline", response_class=HTMLResponse)
def timeline(request: Request) -> HTMLResponse:
    """The page; the plot takes its data from /api/timeline."""
    with open_journal(request) as journal:
        diary = journal.diary()
        site = chosen_site(request, diary)
        rows = _rows(diary, site)
        return page(
            request,
            "timeline.html",
            journal,
            site=site,
            sites=diary.sites(),
            rows=rows[:_TABLE_ROWS],
            more=max(0, len(rows) - _TABLE_ROWS),
            has=_kinds(diary),
        )


def _kinds(diary: Diary) -> dict[str, bool]:
    """Say which marks the plot has, so that its key explains those and no others."""
    return {
        "minutes": any(run.distance_m is None for run in diary.runs),
        "care": bool(diary.care),
        "phases": bool(diary.phases),
        "events": bool(diary.events),
    }


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; ``kind`` is what the entry page calls it."""

    at: datetime
    what: str
    detail: str
    kind: str


def _rows(diary: Diary, site: Site | None) -> list[Row]:
    """List everything, the newest first."""
    found = [
        Row(run.start, "Run" if run.sport == "running" else _said(run.sport), _length(run), "run") for run in diary.runs
    ]
    found += [Row(each.at, _said(each.symptom), _felt(each), "pain") for each in diary.pain if each.site == site]
    found += [Row(care.at, _said(care.intervention), _said(care.variant or ""), "care") for care in diary.care]
    found += [
        Row(event.at, _said(event.kind), f"{event.minutes:.0f} min" if event.minutes else "", "event")
        for event in diary.events
    ]
    found += [Row(phase.start, _said(phase.intervention), _kept_up(phase), "phase") for phase in diary.phases]
    return sorted(found, key=lambda row: row.at, reverse=True)


def _said(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _felt(report: PainReport) -> str:
    return f"{report.nrs:g} of 10" + (f", {report.moment.replace('-', ' ')}" if report.moment else "")


def _kept_up(phase: Phase) -> str:
    return "kept up since" if phase.end is None else f"kept up until {phase.end:%d %b %Y}"


def _length(run: Run) -> str:
    minutes = f"{run.duration_s / 60:.0f} min"
    return minutes if run.distance_m is None else f"{run.distance_m / 1000:.1f} km in {minutes}"

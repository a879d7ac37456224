"""Runs and pain together, over days to years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.records import Care, Diary, Event, PainReport, Phase, Run, Site
from afterrun.web.pages import chosen_site, open_journal, page

router = APIRouter(include_in_schema=False)
_TABLE_ROWS = 200


@router.get("/timeline", response_class=HTMLResponse)
def timeline(request: Request) -> HTMLResponse:
    """The page; the plot takes its data from /api/timeline."""
    with open_journal(request) as journal:
        diary = journal.diary()
        site = chosen_site(request, diary)
        rows, count = _rows(diary, site)
        return page(
            request,
            "timeline.html",
            journal,
            site=site,
            sites=diary.sites(),
            rows=rows,
            more=count - len(rows),
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


def _rows(diary: Diary, site: Site | None) -> tuple[list[Row], int]:
    """List the newest entries, the newest first, and say how many there are in all."""
    here = [report for report in diary.pain if report.site == site]
    lists = (diary.runs, here, diary.care, diary.events, diary.phases)
    found = [_row(record) for records in lists for record in records[-_TABLE_ROWS:]]
    return sorted(found, key=lambda row: row.at, reverse=True)[:_TABLE_ROWS], sum(map(len, lists))


def _row(record: Run | PainReport | Care | Event | Phase) -> Row:
    if isinstance(record, Run):
        return Row(record.start, "Run" if record.sport == "running" else _said(record.sport), _length(record), "run")
    if isinstance(record, PainReport):
        return Row(record.at, _said(record.symptom), _felt(record), "pain")
    if isinstance(record, Care):
        return Row(record.at, _said(record.intervention), _said(record.variant or ""), "care")
    if isinstance(record, Event):
        return Row(record.at, _said(record.kind), f"{record.minutes:.0f} min" if record.minutes else "", "event")
    return Row(record.start, _said(record.intervention), _kept_up(record), "phase")


def _said(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _felt(report: PainReport) -> str:
    return f"{report.nrs:g} of 10" + (f", {report.moment.replace('-', ' ')}" if report.moment else "")


def _kept_up(phase: Phase) -> str:
    return "kept up since" if phase.end is None else f"kept up until {phase.end:%d %b %Y}"


def _length(run: Run) -> str:
    minutes = f"{run.duration_s / 60:.0f} min"
    return minutes if run.distance_m is None else f"{run.distance_m / 1000:.1f} km in {minutes}"

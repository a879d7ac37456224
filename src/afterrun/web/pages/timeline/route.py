"""Runs and pain together, over days to years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.language import say, sentence_case, spoken
from afterrun.records import Care, Diary, Event, PainReport, Phase, Run, Site
from afterrun.records.kinds import KIND_OF
from afterrun.web.forms.record_forms import Record
from afterrun.web.frame.rendering import chosen_site, open_journal, page

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
            "timeline/page.html",
            journal,
            site=site,
            sites=diary.sites(),
            rows=rows,
            more=count - len(rows),
            has=_kinds(diary),
            names={phase.intervention: spoken(phase.intervention) for phase in diary.phases},
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


def _row(record: Record) -> Row:
    kind = KIND_OF[type(record)]
    return Row(kind.time_of(record), said(getattr(record, kind.title)), _detail(record), kind.name)


def _detail(record: Record) -> str:
    if isinstance(record, Run):
        return _length(record)
    if isinstance(record, PainReport):
        return _felt(record)
    if isinstance(record, Care):
        return said(record.variant or "")
    if isinstance(record, Event):
        return say("{minutes:.0f} min", minutes=record.minutes) if record.minutes else ""
    return _kept_up(record)


def said(name: str) -> str:
    """Say a name as it is stored, at the beginning of a line."""
    return say("Run") if name == "running" else sentence_case(spoken(name))


def _felt(report: PainReport) -> str:
    return say("{nrs:g} of 10", nrs=report.nrs) + (f", {spoken(report.moment)}" if report.moment else "")


def _kept_up(phase: Phase) -> str:
    return say("kept up since") if phase.end is None else say("kept up until {end:%d %b %Y}", end=phase.end)


def _length(run: Run) -> str:
    minutes = say("{minutes:.0f} min", minutes=run.duration_s / 60)
    return (
        minutes
        if run.distance_m is None
        else say("{km:.1f} km in {minutes}", km=run.distance_m / 1000, minutes=minutes)
    )

"""Runs and pain together, over days to years."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.records import Diary, Site
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
        more = max(0, len(rows) - _TABLE_ROWS)
        shown = rows[:_TABLE_ROWS]
        return page(request, "timeline.html", journal, site=site, sites=diary.sites(), rows=shown, more=more)


def _rows(diary: Diary, site: Site | None) -> list[tuple[str, str, str]]:
    """List everything as (when, what, detail), the newest first."""
    found = [
        (r.start, "Run" if r.sport == "running" else r.sport.capitalize(), _length(r.distance_m, r.duration_s))
        for r in diary.runs
    ]
    found += [
        (
            report.at,
            report.symptom.capitalize(),
            f"{report.nrs:g} of 10" + (f", {report.moment}" if report.moment else ""),
        )
        for report in diary.pain
        if report.site == site
    ]
    found += [(care.at, care.intervention.replace("-", " ").capitalize(), care.variant or "") for care in diary.care]
    found += [
        (event.at, event.kind.replace("-", " ").capitalize(), f"{event.minutes:.0f} min" if event.minutes else "")
        for event in diary.events
    ]
    found.sort(key=lambda row: row[0], reverse=True)
    return [(f"{at:%d %b %Y, %H:%M}", what, detail) for at, what, detail in found]


def _length(distance_m: float | None, duration_s: float) -> str:
    minutes = f"{duration_s / 60:.0f} min"
    return minutes if distance_m is None else f"{distance_m / 1000:.1f} km in {minutes}"

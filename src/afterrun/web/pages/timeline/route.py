"""Runs and pain together, over days to years."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.language import mark, spoken
from afterrun.web.frame.menu import MenuLine
from afterrun.web.frame.rendering import chosen_site, open_journal, page
from afterrun.web.pages.timeline.view import care_shapes, care_words, kinds_of, rows_of, symptom_of

router = APIRouter(include_in_schema=False)
MENU = MenuLine(30, "/timeline", mark("Timeline"), "M3 17l5-6 4 3 4-8 5 6M3 21h18")


@router.get("/timeline", response_class=HTMLResponse)
def timeline(request: Request) -> HTMLResponse:
    """The page; the plot takes its data from /api/timeline."""
    with open_journal(request) as journal:
        diary = journal.diary()
        site = chosen_site(request, diary)
        rows, count = rows_of(diary, site)
        shapes = care_shapes(diary)
        return page(
            request,
            "timeline/page.html",
            journal,
            site=site,
            sites=diary.sites(),
            rows=rows,
            more=count - len(rows),
            has=kinds_of(diary, site),
            shapes=shapes,
            cares=[care_words(kind) for kind in shapes],
            symptom=spoken(symptom_of(diary, site)),
            names={phase.intervention: spoken(phase.intervention) for phase in diary.phases},
        )

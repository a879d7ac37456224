"""A month as a picture; a tap on a day opens what was logged on it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.journal.settings import settings_of
from afterrun.language import spoken
from afterrun.web.frame.rendering import chosen_site, open_journal, page
from afterrun.web.pages.month.view import begins, beside, day_asked, month_asked, rows_of_day, weeks_of
from afterrun.web.pages.timeline.view import symptom_of
from afterrun.web.pages.today.view import WEEK_BEGINS
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)


@router.get("/month", response_class=HTMLResponse)
def month(request: Request, month: str = "", day: str = "") -> HTMLResponse:
    """The month asked for, and the entries of a day of it."""
    with open_journal(request) as journal:
        now, diary = service_of(request).now(journal), journal.diary()
        site, opened = chosen_site(request, diary), day_asked(day)
        shown = month_asked(month or day[:7], now)
        return page(
            request,
            "month/page.html",
            journal,
            site=site,
            sites=diary.sites(),
            symptom=spoken(symptom_of(diary, site)),
            shown=shown,
            weeks=weeks_of(diary, site, shown, WEEK_BEGINS[settings_of(journal).week], now),
            before=beside(shown, -1) if begins(diary, now) < shown else None,
            after=beside(shown, 1) if beside(shown, 1) <= now.date() else None,
            today=now.date(),
            opened=opened,
            rows=rows_of_day(diary, opened, now) if opened else (),
        )

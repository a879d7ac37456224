"""Where things stand; or, with nothing recorded yet, how to begin."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from afterrun.checks.enough_data import MIN_REPORTS, MIN_RUNS
from afterrun.findings import Forecast
from afterrun.journal.settings import settings_of
from afterrun.lab.answers import Answer
from afterrun.lab.next_rating import next_rating
from afterrun.lab.painkillers import UnderPainkiller
from afterrun.lab.run_questions import run_questions
from afterrun.language import mark
from afterrun.reasons import never_asked, questions, red_flags
from afterrun.records import Site
from afterrun.report.plan import caveats, verdict
from afterrun.report.words import meant_by_pain, nrs_words
from afterrun.web.frame.around import Around
from afterrun.web.frame.menu import MenuLine
from afterrun.web.frame.rendering import chosen_site, open_journal, page, part
from afterrun.web.pages.log_care.view import again
from afterrun.web.pages.today.ahead import ahead_of_clock
from afterrun.web.pages.today.view import (
    HASTE,
    days_known,
    fan,
    how_it_stands,
    in_short,
    last_reported,
    may_ask,
    next_step,
    on_the_way,
    other_sports_of_week,
    remedy,
    reports_of,
    rows,
    runs_of_week,
    to_correct,
    under_painkiller,
    why_none,
)
from afterrun.web.pictures import last_weeks as last_weeks_picture
from afterrun.web.pictures.last_weeks import last_weeks
from afterrun.web.state.pending import answer_for, forecast_for, plan_for
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)
_OTHERS = 3  # further places, those with most reports
MENU = MenuLine(10, "/", mark("Today"), "M4 11l8-7 8 7v9h-5v-6H9v6H4z")


@router.get("/", response_class=HTMLResponse)
def today(request: Request) -> HTMLResponse:
    """The first page."""
    with open_journal(request) as journal:
        now, diary = service_of(request).now(journal), journal.diary()
        unclear = len(run_questions(journal, now))
        around: Around | None = request.app.state.around
        notices = around.notices(diary, now) if around else ()
        if not diary.pain and not diary.runs:
            first = never_asked(diary, now)
            return page(
                request,
                "today/welcome.html",
                journal,
                notices=notices,
                first=first,
                questions=(),
                unclear=unclear,
                reports_needed=MIN_REPORTS,
                runs_needed=MIN_RUNS,
            )
        site = chosen_site(request, diary)
        week = runs_of_week(diary, now, settings_of(journal).week)
        last_run = diary.runs[-1] if diary.runs else None
        last_report = last_reported(diary, site, now)
        flags = red_flags(diary, site, now)
        weeks = last_weeks(reports_of(diary, site), diary.runs, now, UnderPainkiller(diary).hide)
        return page(
            request,
            "today/page.html",
            journal,
            known_flags=flags,
            notices=notices,
            site=site,
            ahead=ahead_of_clock(diary, now),
            last_run=last_run,
            last_run_to=to_correct("run", last_run.start, last_run.source) if last_run else None,
            last_report=last_report,
            last_report_words=nrs_words(last_report) if last_report else "",
            last_report_to=to_correct("pain", last_report.at, last_report.source) if last_report else None,
            weeks=weeks,
            stand=how_it_stands(weeks) if weeks else "",
            days_known=days_known(weeks) if weeks else "",
            under_painkiller=under_painkiller(weeks) if weeks else "",
            drawn=last_weeks_picture,
            week_runs=week,
            week_others=other_sports_of_week(diary, now, settings_of(journal).week),
            week_m=sum(run.distance_m or 0 for run in week),
            may_run=site is not None and bool(diary.runs) and not any(flag.level in HASTE for flag in flags),
            first=bool(never_asked(diary, now)) and not settings_of(journal).simulated and not unclear,
            questions=questions(diary, now),
            step=next_step(diary, next_rating(diary, site=site, now=now), now, site=site, unclear=unclear, flags=flags),
            **again(journal, now),
        )


@router.get("/fragment/next-run", response_class=HTMLResponse)
async def next_run_fragment(request: Request, site: str) -> HTMLResponse:
    """How far the next run may go, in one sentence."""
    found = await plan_for(request, site, None)
    return part(request, "today/next_run.html", verdict=verdict(found), caveats=caveats(found), site=site)


@router.get("/fragment/today", response_class=HTMLResponse)
def today_fragment(
    request: Request,
    site: str,
    found: Annotated[Answer, Depends(answer_for)],
    coming: Annotated[Forecast, Depends(forecast_for)],
) -> HTMLResponse:
    """What the data say of one site, in short, and the next days."""
    place = Site.parse(site)
    with open_journal(request) as journal:
        now, diary = service_of(request).now(journal), journal.diary()
    short, why = in_short(found), why_none(coming)
    asked = next_rating(diary, site=place, now=now) is not None
    return part(
        request,
        "today/part.html",
        sentences=[sentence for sentence in short if not why or why not in sentence.text],
        fan=fan(coming, diary, place, now),
        rows=rows(coming),
        why=why,
        counts=on_the_way(found),
        may_ask=may_ask(found),
        remedy=None if asked or why else remedy(found),
        site=site,
        others=[each for each in diary.sites() if each != place][:_OTHERS],
        meant=meant_by_pain(found.prepared.symptom),
    )

"""Where things stand; or, with nothing recorded yet, how to begin."""

from __future__ import annotations

from datetime import datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.findings import Forecast, ForecastPoint
from afterrun.journal.settings import Weekday, settings_of
from afterrun.lab.answers import Answer
from afterrun.lab.next_rating import NextRating, next_rating
from afterrun.language import mark, say
from afterrun.records import Diary, Run, Site
from afterrun.report.sentences import BETTER, SAFETY, SETS_OFF, Sentence, sentences
from afterrun.report.words import points
from afterrun.web.frame.rendering import chosen_site, open_journal, page, part
from afterrun.web.state.pending import answer_for, forecast_for
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)
_SHOWN = timedelta(days=3)
_TOPICS = (SETS_OFF, BETTER)
_WEEKDAYS: dict[Weekday, int] = {"monday": 0, "saturday": 5, "sunday": 6}
_NOTHING = mark("Not known yet.")  # says nothing without its heading
_EVERY = 2  # of the forecast's 6-hour steps: the table has one row each 12 h


@router.get("/", response_class=HTMLResponse)
def today(request: Request) -> HTMLResponse:
    """The first page."""
    with open_journal(request) as journal:
        now, diary = service_of(request).now(journal), journal.diary()
        if not diary.pain and not diary.runs:
            return page(request, "today/welcome.html", journal)
        site = chosen_site(request, diary)
        week = _week(diary, now, settings_of(journal).week)
        return page(
            request,
            "today/page.html",
            journal,
            site=site,
            last_run=diary.runs[-1] if diary.runs else None,
            last_report=next((report for report in reversed(diary.pain) if report.site == site), None),
            week_runs=week,
            week_m=sum(run.distance_m or 0 for run in week),
            ask=_ask(next_rating(diary, site=site, now=now), now),
        )


@router.get("/fragment/today", response_class=HTMLResponse)
def today_fragment(request: Request, site: str) -> HTMLResponse:
    """What the data say of one site, in short, and the next days."""
    place = Site.parse(site)
    found, coming = answer_for(request, place), forecast_for(request, place)
    with open_journal(request) as journal:
        now, diary = service_of(request).now(journal), journal.diary()
    short, why = _short(found), _why(coming)
    asked = next_rating(diary, site=place, now=now) is not None
    return part(
        request,
        "today/part.html",
        sentences=[sentence for sentence in short if not why or why not in sentence.text],
        fan=_fan(coming, diary, place, now),
        rows=_rows(coming),
        why=why,
        remedy=None if asked or why else _remedy(found),
        site=site,
    )


def _week(diary: Diary, now: datetime, begins: Weekday) -> list[Run]:
    """List the runs since the morning the week began."""
    day = now.date() - timedelta(days=(now.weekday() - _WEEKDAYS[begins]) % 7)
    return [run for run in diary.runs if run.start <= now and run.start.date() >= day]


def _ask(rating: NextRating | None, now: datetime) -> str | None:
    """Ask for a rating, or say when it will be worth one."""
    if rating is None:
        return None
    if rating.due:
        return say("How is it today, {when}?", when=_after(rating.run, now))
    return say(
        "Next: {day} around {at:%H}:00, {when}.",
        day=_day(rating.at, now),
        at=rating.at,
        when=_after(rating.run, rating.at),
    )


def _after(run: Run, at: datetime) -> str:
    """Say which run is meant by its length and how long ago it was."""
    what = say("your {km:.3g} km run", km=run.distance_m / 1000) if run.distance_m else say("your run")
    days = (at.date() - run.end.astimezone(at.tzinfo).date()).days
    if days <= 1:
        return say("the day after {run}", run=what) if days == 1 else say("after {run}", run=what)
    return say("two days after {run}", run=what) if days == 2 else say("three days after {run}", run=what)


def _day(at: datetime, now: datetime) -> str:
    days = (at.date() - now.date()).days
    return (say("today"), say("tomorrow"))[days] if days in (0, 1) else say("{at:%A}", at=at)


def _short(found: Answer) -> list[Sentence]:
    """Every warning, and the first sentence of what matters most."""
    said = sentences(found.told)
    kept = [sentence for sentence in said if sentence.topic == SAFETY]
    for topic in _TOPICS:
        kept += [sentence for sentence in said if sentence.topic == topic and sentence.text != say(_NOTHING)][:1]
    return kept


def _path(coming: Forecast) -> list[ForecastPoint]:
    """Take the next three days without a run; nothing where no forecast may be told."""
    if coming.without_run is None:
        return []
    return [point for point in coming.without_run.at if point.at <= coming.as_of + _SHOWN]


def _fan(coming: Forecast, diary: Diary, site: Site, now: datetime) -> dict[str, object] | None:
    """Expected reports with their range, after the reports and runs of the last three days."""
    path = _path(coming)
    if not path:
        return None
    recent = [report for report in diary.pain if report.site == site and now - _SHOWN <= report.at <= now]
    return {
        "now": now.timestamp(),
        "t": [point.at.timestamp() for point in path],
        "expected": [point.expected_nrs for point in path],
        "lo": [point.report_nrs.lo for point in path],
        "hi": [point.report_nrs.hi for point in path],
        "pain": [[report.at.timestamp(), report.nrs] for report in recent],
        "runs": [run.end.timestamp() for run in diary.runs if now - _SHOWN <= run.end <= now],
    }


def _rows(coming: Forecast) -> list[tuple[str, str, str]]:
    return [
        (
            say("{at:%a %d %b, %H:%M}", at=point.at),
            points(point.expected_nrs),
            say("{low} to {high}", low=points(point.report_nrs.lo), high=points(point.report_nrs.hi)),
        )
        for point in _path(coming)[_EVERY - 1 :: _EVERY]
    ]


def _why(coming: Forecast) -> str:
    """Say why there is no forecast, and what would help."""
    return next((check.advice for check in coming.checks if check.passed is False), "")


def _remedy(found: Answer) -> str | None:
    """Find the first thing that would make the answers better."""
    return next((check.remedies[0] for check in found.told.failed if check.remedies), None)

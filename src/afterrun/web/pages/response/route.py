"""The response curve, with the person's own reports behind it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from afterrun.lab.answers import Answer
from afterrun.language import mark
from afterrun.records import Diary
from afterrun.report.sentences import SETS_OFF, WHEN, cautions, sentences
from afterrun.report.words import meant_by_pain
from afterrun.web.frame.menu import MenuLine
from afterrun.web.frame.rendering import chosen_site, open_journal, page, part
from afterrun.web.pages.response.view import curve_json, dose_json, dose_rows, dose_unknown, fine, rows
from afterrun.web.pictures.over_weeks import over_weeks
from afterrun.web.pictures.own_runs import own_runs, place
from afterrun.web.state.pending import answer_for

router = APIRouter(include_in_schema=False)
MENU = MenuLine(40, "/response", mark("Response"), "M3 20h18M3 20c4 0 4-14 7-14s4 14 11 14")


@router.get("/response", response_class=HTMLResponse)
def response(request: Request) -> HTMLResponse:
    """The page."""
    with open_journal(request) as journal:
        diary: Diary = journal.diary()
        return page(request, "response/page.html", journal, site=chosen_site(request, diary), sites=diary.sites())


@router.get("/fragment/response", response_class=HTMLResponse)
def response_fragment(request: Request, site: str, found: Annotated[Answer, Depends(answer_for)]) -> HTMLResponse:
    """The curve of one site, its table and its words."""
    said = sentences(found.told)
    verdict = [each.text for each in said if each.topic == SETS_OFF][:1]
    words = verdict + [each.text for each in said if each.topic == WHEN]
    unknown = dose_unknown(found)
    return part(
        request,
        "response/part.html",
        curve=curve_json(found),
        weeks=over_weeks(found.over_weeks) if found.over_weeks else None,
        dose=dose_json(found),
        dose_rows=dose_rows(found),
        dose_unknown=unknown,
        rows=rows(found),
        words=words,
        cautions=cautions(found.told, " ".join((*words, unknown))),
        fine=fine(found),
        sound=not found.told.failed,
        own_runs=own_runs(found.prepared),
        place=place,
        site=site,
        meant=meant_by_pain(found.prepared.symptom),
    )

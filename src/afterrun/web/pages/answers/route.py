"""What the data say, in words."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from afterrun.lab.answers import Answer
from afterrun.language import mark
from afterrun.records import Diary
from afterrun.report.other_side import other_side
from afterrun.report.run_features import feature_rows
from afterrun.report.sentences import DURING, HOW_FAR, SAFETY, WHICH, cautions, sentences
from afterrun.report.sheet_pdf import can_make_pdf
from afterrun.report.words import meant_by_pain
from afterrun.web.frame.menu import MenuLine
from afterrun.web.frame.rendering import chosen_site, open_journal, page, part
from afterrun.web.state.pending import answer_for
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)
MENU = MenuLine(50, "/answers", mark("Answers"), "M4 5h16v11H10l-4 4v-4H4zM8 9h8M8 12h5")


@router.get("/answers", response_class=HTMLResponse)
def answers(request: Request) -> HTMLResponse:
    """The page; the sums come with the fragment, so that it opens at once."""
    with open_journal(request) as journal:
        diary: Diary = journal.diary()
        site = chosen_site(request, diary)
        other = other_side(diary, site, service_of(request).now(journal)) if site else None
        sites, pdf = diary.sites(), can_make_pdf()
        return page(request, "answers/page.html", journal, site=site, sites=sites, other=other, pdf=pdf)


@router.get("/fragment/answers", response_class=HTMLResponse)
def answers_fragment(request: Request, site: str, found: Annotated[Answer, Depends(answer_for)]) -> HTMLResponse:
    """The sentences of one site."""
    said = [sentence for sentence in sentences(found.told) if sentence.topic != SAFETY]  # stands on top of the page
    # (the next run, which comes first, is asked of the plan: an answer may be of this morning, a plan is of this hour)
    topics = [
        (topic, list(group)[topic == HOW_FAR :]) for topic, group in groupby(said, key=lambda sentence: sentence.topic)
    ]
    during = found.told.during_runs
    tables = {
        WHICH: feature_rows(found.told.run_features or ()),
        DURING: feature_rows(during.features if during else ()),
    }
    return part(
        request,
        "answers/part.html",
        topics=topics,
        tables=tables,
        how_far=HOW_FAR,
        cautions=cautions(found.told),
        data=found.told.data,
        site=site,
        meant=meant_by_pain(found.prepared.symptom),
    )

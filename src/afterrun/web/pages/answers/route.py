"""What the data say, in words."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from afterrun.language import mark
from afterrun.records import Diary, Site
from afterrun.report.sentences import SAFETY, cautions, sentences
from afterrun.report.sheet_pdf import can_make_pdf
from afterrun.web.frame.menu import MenuLine
from afterrun.web.frame.rendering import chosen_site, open_journal, page, part
from afterrun.web.state.pending import answer_for

router = APIRouter(include_in_schema=False)
MENU = MenuLine(50, "/answers", mark("Answers"))


@router.get("/answers", response_class=HTMLResponse)
def answers(request: Request) -> HTMLResponse:
    """The page; the sums come with the fragment, so that it opens at once."""
    with open_journal(request) as journal:
        diary: Diary = journal.diary()
        site = chosen_site(request, diary)
        return page(request, "answers/page.html", journal, site=site, sites=diary.sites(), pdf=can_make_pdf())


@router.get("/fragment/answers", response_class=HTMLResponse)
def answers_fragment(request: Request, site: str) -> HTMLResponse:
    """The sentences of one site."""
    found = answer_for(request, Site.parse(site))
    said = [sentence for sentence in sentences(found.told) if sentence.topic != SAFETY]  # stands on top of the page
    topics = [(topic, list(group)) for topic, group in groupby(said, key=lambda sentence: sentence.topic)]
    return part(
        request, "answers/part.html", topics=topics, cautions=cautions(found.told), data=found.told.data, site=site
    )

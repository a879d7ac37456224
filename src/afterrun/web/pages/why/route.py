"""Why it hurts: what one's data favour, and a page for each question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from afterrun.findings import Why
from afterrun.journal.settings import settings_of
from afterrun.lab.answers import Answer
from afterrun.lab.loading import body_of
from afterrun.lab.topics import foot_answers, long_runs, own_tests
from afterrun.language import say
from afterrun.reasons import questions
from afterrun.reasons.evidence import TOPICS, Topic, topic_named
from afterrun.report.evidence import NO_VOTES, asked_told, contradiction_told, published
from afterrun.report.foot import METHOD, NOT_YOU
from afterrun.report.own_diary import OwnDiary, diary_told
from afterrun.report.why import (
    ALIKE,
    BAR_STEPS,
    ONLY_LOGGED,
    WHOLE_STORY,
    explanation_rows,
    left_out_told,
    verdict,
    which_run,
)
from afterrun.web.frame.rendering import chosen_site, open_journal, page, part
from afterrun.web.pages.why.view import OWN_DIARY, about_elsewhere, foot_shown, marked, tests_shown
from afterrun.web.state.pending import answer_for, why_for
from afterrun.web.state.service import service_of

router = APIRouter(include_in_schema=False)


@router.get("/why", response_class=HTMLResponse)
def why(request: Request) -> HTMLResponse:
    """What must not wait, what one's data favour, and the questions with the sources that each has."""
    with open_journal(request) as journal:
        diary, now = journal.diary(), service_of(request).now(journal)
        body = body_of(settings_of(journal))
        return page(
            request,
            "why/page.html",
            journal,
            site=chosen_site(request, diary),
            sites=diary.sites(),
            elsewhere=about_elsewhere(chosen_site(request, diary)),
            questions=questions(diary, now),
            own=OWN_DIARY,
            topics=[marked(topic, foot_answers(topic, body), own_tests(topic, diary, now)) for topic in TOPICS],
        )


def _page_of(topic: Topic) -> Callable[[Request], HTMLResponse]:
    def show(request: Request) -> HTMLResponse:
        with open_journal(request) as journal:
            diary, now = journal.diary(), service_of(request).now(journal)
            foot = foot_answers(topic, body_of(settings_of(journal)))
            return page(
                request,
                "why/topic.html",
                journal,
                site=chosen_site(request, diary),
                sites=diary.sites(),
                elsewhere=about_elsewhere(chosen_site(request, diary)),
                topic=topic,
                asked=asked_told(topic),
                contradiction=contradiction_told(topic),
                published=published(topic),
                foot=foot_shown(foot),
                tests=tests_shown(own_tests(topic, diary, now)),
                method=say(METHOD),
                not_you=say(NOT_YOU),
                no_votes=say(NO_VOTES),
            )

    return show


for _topic in TOPICS:  # a page each, with an address of its own
    router.add_api_route(f"/why/{_topic.id}", _page_of(_topic), response_class=HTMLResponse)


@router.get("/fragment/why", response_class=HTMLResponse)
def favoured(request: Request, site: str, found: Annotated[Why, Depends(why_for)]) -> HTMLResponse:
    """What one's data favour, in one sentence, the rivals with their weights, and the run that would tell."""
    rows = explanation_rows(found)
    return part(
        request,
        "why/favoured.html",
        verdict=verdict(found),
        run=which_run(found),
        rows=rows,
        most=BAR_STEPS,
        alike=say(ALIKE) if any(len(row.names) > 1 for row in rows) else "",
        whole_story=say(WHOLE_STORY),
        left_out=left_out_told(found),
        only_logged=say(ONLY_LOGGED),
        site=site,
    )


@router.get("/fragment/why/diary", response_class=HTMLResponse)
def own_diary(request: Request, about: str, site: str, found: Annotated[Answer, Depends(answer_for)]) -> HTMLResponse:
    """What one's own diary says to one question."""
    topic = topic_named(about)
    with open_journal(request) as journal:
        diary, now = journal.diary(), service_of(request).now(journal)
    own = OwnDiary(found.told, diary, long_runs(diary, now))
    return part(request, "why/diary.html", told=diary_told(topic, own), site=site)

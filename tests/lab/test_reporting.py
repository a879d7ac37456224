"""The sheet for a physiotherapist: what it says is what the answers say, and it is one file that is safe to open."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest

from afterrun.errors import EmptyJournalError
from afterrun.lab.answers import answer
from afterrun.lab.reporting import report_html
from afterrun.lab.story import build_story
from afterrun.records import Care, Diary, PainReport, Site

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HEEL = Site.parse("left-heel")


def text_of(page: str) -> str:
    class Reader(HTMLParser):
        said = ""

        def handle_data(self, data: str) -> None:
            self.said += data + " "

    reader = Reader()
    reader.feed(page)
    return " ".join(reader.said.split())


def test_the_story_on_a_sheet() -> None:
    diary = build_story(now=NOW).diary
    page = report_html(diary, now=NOW, simulated=True)
    said = text_of(page)
    for sentence in answer(diary, now=NOW).sentences:
        if sentence.topic != "What you tried":
            assert sentence.text in said
    for heading in ("The problem", "The last months", "After a run", "What was tried", "My questions"):
        assert f"<h2>{heading}</h2>" in page
    assert "SIMULATED" in said
    assert "Not known yet" in said
    assert "diagnosis" not in said.lower()
    assert page.count("<svg") == 2
    assert page.count("<circle") > 100


def test_it_fetches_nothing_and_runs_nothing() -> None:
    story = build_story(now=NOW).diary
    nasty = "<script>alert(1)</script>"
    reports = tuple(replace(report, quality=(nasty,)) for report in story.pain)
    care = (*story.care, Care(at=NOW - timedelta(days=2), intervention=nasty))
    page = report_html(replace(story, pain=reports, care=care), now=NOW)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"(src|href)=|url\(|@import|https?://(?!www\.w3\.org)", page)


def test_little_is_told_of_little() -> None:
    pain = tuple(PainReport(at=NOW - timedelta(days=d), site=HEEL, nrs=d) for d in (3, 2, 1))
    said = text_of(report_html(Diary(pain=pain), now=NOW))
    assert "Not known yet" in said
    assert "No sign in the records that calls for haste" in said
    with pytest.raises(EmptyJournalError):
        report_html(Diary(), now=NOW)


def test_what_must_be_looked_at_comes_first() -> None:
    story = build_story(now=NOW).diary
    severe = PainReport(at=NOW - timedelta(hours=5), site=Site.parse("right-forefoot-lateral"), nrs=9)
    page = report_html(replace(story, pain=(*story.pain, severe)), now=NOW)
    assert page.index("Please look first") < page.index("The problem")
    assert 'class="alert"' in page

"""The sheet for a physiotherapist: what it says is what the answers say, and it is one file that is safe to open."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from pypdf import PdfReader

from afterrun.errors import EmptyJournalError, MissingExtraError
from afterrun.lab.answers import answer
from afterrun.lab.reporting import report_html, report_pdf
from afterrun.lab.story import build_story
from afterrun.language import speaking
from afterrun.reasons.red_flags import SIGNS
from afterrun.records import Care, Diary, PainReport, SignAnswer, Site
from afterrun.records.own_words import OwnWords
from afterrun.report.sentences import sentences

pytestmark = pytest.mark.usefixtures("one_shape")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HEEL = Site.parse("left-heel")


def html_of(diary: Diary, *, simulated: bool = False) -> str:
    return report_html(answer(diary, now=NOW), diary, now=NOW, simulated=simulated)


def pdf_of(diary: Diary, *, simulated: bool = False) -> bytes:
    return report_pdf(answer(diary, now=NOW), diary, now=NOW, simulated=simulated)


def lately() -> Diary:
    """The last three weeks of the story, for what hangs on no model."""
    story = build_story(now=NOW).diary
    return Diary(pain=tuple(report for report in story.pain if report.at > NOW - timedelta(days=21)))


def full_diary() -> Diary:
    """The story with something said of every run and every report."""
    diary = build_story(now=NOW).diary
    worn = tuple(replace(run, shoe="red ones", surface="road", note="a long note " * 20) for run in diary.runs)
    noted = tuple(replace(report, note="it was rather sore on the stairs " * 6) for report in diary.pain)
    return replace(diary, runs=worn, pain=noted)


def text_of(page: str) -> str:
    class Reader(HTMLParser):
        said = ""

        def handle_data(self, data: str) -> None:
            self.said += data + " "

    reader = Reader()
    reader.feed(page)
    return " ".join(reader.said.split())


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_the_pdf_says_what_the_html_says() -> None:
    diary = build_story(now=NOW).diary
    html, pdf = html_of(diary, simulated=True), pdf_of(diary, simulated=True)
    pages = pages_of(pdf)
    assert len(pages) == 1
    letters = re.sub(r"[^a-z]", "", "".join(pages).lower())
    shown = re.sub(r"<svg.*?</svg>", "", html)  # what is in the figures is drawn, not told
    for piece in re.findall(r">([^<>]{12,})<", shown[shown.index("<body") :]):
        assert re.sub(r"[^a-z]", "", unescape(piece).lower()) in letters, piece


def test_the_pdf_can_be_read_aloud_and_is_the_same_file_each_time() -> None:
    diary = build_story(now=NOW).diary
    pdf = pdf_of(diary)
    assert pdf == pdf_of(diary)
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Running and pain: right forefoot, outer side"
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root


def nasty_diary() -> Diary:
    """Somebody who types what is markup to one sheet or the other."""
    story = build_story(now=NOW).diary
    nasty = '#read("/etc/passwd") *bold* $x$ ] } \\ @label <script>alert(1)</script> "'
    reports = tuple(replace(report, quality=(nasty,)) for report in story.pain)
    return replace(story, pain=reports, care=(*story.care, Care(at=NOW - timedelta(days=2), intervention=nasty)))


def test_nothing_a_person_typed_is_markup_in_the_pdf() -> None:
    text = "".join(pages_of(pdf_of(nasty_diary())))
    assert '#read("/etc/passwd")' in text
    assert "root:" not in text
    assert "*bold*" in text


def test_little_is_told_of_little_in_the_pdf_too() -> None:
    pain = tuple(PainReport(at=NOW - timedelta(days=d), site=HEEL, nrs=d) for d in (3, 2, 1))
    assert "Not known yet" in pages_of(pdf_of(Diary(pain=pain)))[0]
    with pytest.raises(EmptyJournalError):
        pdf_of(Diary())


def test_without_the_extra_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'afterrun\[pdf\]'"):
        pdf_of(lately())


OWN = OwnWords(theory="My calves get tight.", questions=("Why do calves get tight from running?",), goal_m=10_000)


def test_the_story_on_a_sheet() -> None:
    diary = build_story(now=NOW).diary
    page = report_html(answer(diary, now=NOW), diary, now=NOW, simulated=True, own=OWN)
    said = text_of(page)
    told = sentences(answer(diary, now=NOW).told)
    assert all(each.text in said for each in told if each.topic == "When to see someone")
    assert next(each.text for each in told if each.topic == "What sets it off") in said
    for heading in ("The problem", "Its course", "After a run", "What was tried", "What I think it is", "My questions"):
        assert f"<h2>{heading}</h2>" in page
    assert "Calf stretch (off step) 10 times, 25 Oct to 17 Nov 2026 Helps" in said
    assert "Calf raises since 19 Oct 2026" in said
    assert "My calves get tight." in said
    assert said.index("Why do calves get tight from running?") < said.index("How much running is sensible")
    assert "Goal: 10.0 km." in said
    assert "SIMULATED" in said
    assert "Not known yet" in said
    assert "In the last 4 weeks of it: worst " in said
    assert not re.search(r"\b0\d [A-Z][a-z]+", said)  # 4 November, not 04
    assert not re.search(r"diagnosis|observational|posterior|credible|k-hat|effective", said, re.I)
    assert page.count("<svg") == 1
    assert page.count("<circle") > 100


@pytest.mark.parametrize("language", ["en", "de"])
def test_it_is_one_page(language: str) -> None:
    full = full_diary()
    with speaking(language):
        assert len(pages_of(report_pdf(answer(full, now=NOW), full, now=NOW, own=OWN))) == 1


def test_shoes_surface_and_notes_are_on_it() -> None:
    said = text_of(html_of(full_diary()))
    assert re.search(r"Shoes of the last 90 days: red ones \(\d+ runs\). Surface: road \(\d+ runs\).", said)
    assert "rather sore on the stairs" in said


def test_a_sentence_begins_with_a_capital() -> None:
    plain = tuple(replace(each, quality=(), moment="first-steps", nrs=2) for each in lately().pain)
    assert "Most often reported: first steps." in text_of(html_of(Diary(pain=plain)))


@pytest.mark.parametrize(("weeks", "again"), [(2, False), (9, True)])
def test_signs_that_were_asked_about_long_ago_are_to_be_asked_again(weeks: int, again: bool) -> None:
    answered = SignAnswer(at=NOW - timedelta(weeks=weeks), sign=SIGNS[0].id, answer="no")
    said = text_of(html_of(replace(lately(), signs=(answered,))))
    assert ("That was 9 weeks ago: please ask again." in said) is again


def test_it_fetches_nothing_and_runs_nothing() -> None:
    page = html_of(nasty_diary())
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"(src|href)=|url\(|@import|https?://(?!www\.w3\.org)", page)


def test_little_is_told_of_little() -> None:
    pain = tuple(PainReport(at=NOW - timedelta(days=d), site=HEEL, nrs=d) for d in (3, 2, 1))
    said = text_of(html_of(Diary(pain=pain)))
    assert "Not known yet" in said
    assert "No sign in the records that calls for haste" in said
    with pytest.raises(EmptyJournalError):
        html_of(Diary())


def test_a_sign_at_another_place_stands_on_the_first_line() -> None:
    calf = PainReport(at=NOW - timedelta(days=2), site=Site.parse("left-calf"), nrs=1, symptom="swelling")
    diary = Diary(pain=(*lately().pain, calf))
    said = text_of(html_of(diary))
    assert "calls for haste" not in said
    assert said.index("Left calf: You noted that it is swollen") < said.index("The problem")
    calf_first, *others = [
        sentence.text for sentence in sentences(answer(diary, now=NOW).told) if sentence.topic == "When to see someone"
    ]
    assert calf_first.startswith("Left calf")
    assert all(text in said for text in (calf_first, *others))


def test_what_must_be_looked_at_comes_first() -> None:
    severe = PainReport(at=NOW - timedelta(hours=5), site=Site.parse("right-forefoot-lateral"), nrs=9)
    page = html_of(Diary(pain=(*lately().pain, severe)))
    assert page.index("Please look first") < page.index("The problem")
    assert 'class="alert"' in page
    quiet = html_of(lately())
    assert "Please look first" not in quiet
    assert quiet.index("What must not wait") < quiet.index("The problem")

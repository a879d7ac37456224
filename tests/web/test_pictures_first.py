"""Pictures before paragraphs: each rated pair, a verdict each, and what will stand on a page that is empty."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from afterrun.journal import Journal
from afterrun.web.pictures.rated_pairs import RatedPairs
from tests.web.conftest import client_of, journal_file

SITE = "right-forefoot-lateral"


def test_every_rated_pair_is_drawn_and_told(story_client: TestClient) -> None:
    text = story_client.get(f"/fragment/what-helps?site={SITE}").text
    with Journal.open(story_client.app.state.service.journal_path) as journal:  # type: ignore[attr-defined]
        care = journal.diary().care
    rated = [
        (each.pain_before, each.pain_after)
        for each in care
        if each.variant == "off-step" and each.pain_after is not None
    ]
    drawn = re.search(r'aria-label="calf stretch \(off step\), before and after: ([^"]+)"', text)
    assert drawn
    assert drawn[1].split(", ") == [f"{before:g} to {after:g}" for before, after in rated]
    assert text.count('class="pair') >= len(rated)
    assert text.index("before and after:") < text.index("Which of them eases more")


def test_equal_pairs_are_seen_each_and_a_fall_goes_down() -> None:
    lines = RatedPairs(((4, 3), (4, 3), (1, 2)), 3).lines
    assert len(set(lines)) == 3
    assert lines[0][3] > lines[0][1]  # lower on the screen
    assert lines[2][3] < lines[2][1]


def test_what_response_and_what_helps_say_is_not_said_at_length_twice(story_client: TestClient) -> None:
    story_client.headers["hx-request"] = "true"  # the parts alone
    answers, response = (story_client.get(f"/fragment/{part}?site={SITE}").text for part in ("answers", "response"))
    open_text = re.sub(r"<details.*?</details>", "", answers, flags=re.S)
    paragraphs = set(re.findall(r"<p>([^<]{40,})</p>", open_text))
    repeated = [text for text in re.findall(r"<p>([^<]{40,})</p>", response) if text in paragraphs]
    assert len(repeated) <= 2  # the verdict, and when the worst comes
    first = r"<h2>[^<]+</h2>\s*(?:<p>|<div[^>]*/fragment/next-run)"  # a verdict, or the plan's own, which comes after
    assert open_text.count('<section class="topic">') == len(re.findall(first, open_text))


EMPTY = ("/timeline", "/response", "/what-helps", "/answers", "/trial", "/plan", "/forecasts", "/sheet")


@pytest.mark.parametrize("path", EMPTY)
def test_an_empty_page_shows_what_will_stand_there(tmp_path: Path, path: str) -> None:
    text = client_of(journal_file(tmp_path, "empty")).get(path).text
    assert 'class="coming"' in text
    assert re.search(r'class="coming">.*?<p>[A-Z][^<]{30,}</p>', text, re.S)


def test_a_reason_is_said_once_on_the_page_of_the_response(tmp_path: Path) -> None:
    text = client_of(journal_file(tmp_path, "few")).get("/fragment/response?site=left-heel").text
    assert text.count("Too little to go on yet") == 1
    assert "Nothing was found that speaks against it" not in text

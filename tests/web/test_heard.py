"""What is said to whoever does not see the page: by themselves, its controls and tables say what they are about; its
headings go without a jump, and nothing is outside of the landmarks."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import PAGES

CONTROLS = ("button", "summary")
PART = re.compile(r'hx-get="(/fragment/[^"]+)" hx-trigger="load"')
LEVEL = re.compile(r"<h([1-6])[ >]")
OUTSIDE = re.compile(r"<(header|main|footer|aside|nav)\b.*?</\1>", re.S)


class Controls(HTMLParser):
    """The names of buttons and of what opens, as they are heard; those of a scale are heard with its legend."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self._legend: list[str] = []
        self._name: list[str] | None = None
        self._labelled = False
        self._inside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("template", "legend"):
            self._inside.append(tag)
            if tag == "legend":
                self._legend = []
        elif tag in CONTROLS:
            label = dict(attrs).get("aria-label")
            self._labelled, self._name = label is not None, [label or ""]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("template", "legend"):
            self._inside.remove(tag)
        elif tag == "fieldset":
            self._legend = []
        elif tag in CONTROLS and self._name is not None:
            if "template" not in self._inside:
                self.names.append(" ".join("".join([*self._legend, " ", *self._name]).split()))
            self._name = None

    def handle_data(self, data: str) -> None:
        if self._inside[-1:] == ["legend"]:
            self._legend.append(data)
        elif self._name is not None and not self._labelled:
            self._name.append(data)


def whole(client: TestClient, path: str) -> str:
    """A page as it is once its parts have come."""

    def part(found: re.Match[str]) -> str:
        return client.get(found[1].replace("&amp;", "&"), headers={"hx-request": "true"}).text

    return PART.sub(lambda found: found[0] + ">" + part(found), client.get(path).text)


def jumps(text: str) -> list[tuple[int, int]]:
    levels = [int(level) for level in LEVEL.findall(text)]
    return [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1]


@pytest.fixture(scope="module")
def heard(any_client: TestClient) -> dict[str, str]:
    """Every page with its parts, opened once for all tests here."""
    return {path: whole(any_client, path) for path in PAGES}


def test_no_two_controls_of_a_page_are_called_the_same(heard: dict[str, str]) -> None:
    twice = {path: [name for name, n in Counter(Controls(text).names).items() if n > 1] for path, text in heard.items()}
    assert {path: names for path, names in twice.items() if names} == {}


def test_the_same_name_twice_would_be_found() -> None:
    assert Controls('<button>Show</button><button aria-label="Show it">Show</button>').names == ["Show", "Show it"]
    assert Controls("<fieldset><legend>How much</legend><button>4</button></fieldset>").names == ["How much 4"]


def test_every_table_says_what_it_holds(heard: dict[str, str]) -> None:
    bare = {path: len(re.findall(r"<table[^>]*>(?!\s*<caption)", text)) for path, text in heard.items()}
    assert {path: n for path, n in bare.items() if n} == {}


def test_what_changes_is_told_in_one_line_that_was_there_before(heard: dict[str, str]) -> None:
    for path, text in heard.items():
        assert len(re.findall(r'id="told"[^>]*aria-live="polite"[^>]*></p>', text)) == 1, path
        asked_anew = [tag for tag in re.findall(r"<[^>]+>", text) if "hx-get" in tag and "aria-live" in tag]
        assert asked_anew == [], path  # it would be read out whole, every second


def test_a_slider_says_its_value_with_its_unit(story_client: TestClient) -> None:
    text = story_client.get("/fragment/what-if?site=right-forefoot-lateral").text
    assert re.search(r'<input type="range"[^>]*aria-valuetext="[\d.]+\N{NO-BREAK SPACE}?\s?km"', text)


def test_a_link_to_a_file_says_so(heard: dict[str, str]) -> None:
    """Else the line that says it is coming would stay: the page is not left."""
    files = re.compile(r'<a [^>]*href="(?:/report|/settings/export|/settings/backup)[^>]*>')
    found = [tag for text in heard.values() for tag in files.findall(text)]
    assert [tag for tag in found if "data-file" not in tag and "data-making" not in tag] == []
    assert found


def test_no_heading_jumps(any_client: TestClient, heard: dict[str, str]) -> None:
    at = any_client.get("/api/timeline").json()["pain"]
    card = f"/fragment/entry?kind=pain&at={at[-1][0]}" if at else None
    texts = heard if card is None else heard | {card: any_client.get(card).text}
    assert {path: pairs for path, text in texts.items() if (pairs := jumps(text))} == {}


def test_a_jump_would_be_found() -> None:
    assert jumps("<h1>a</h1><h3>b</h3>") == [(1, 3)]
    assert jumps("<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>") == []


def test_nothing_is_said_outside_of_a_landmark(heard: dict[str, str]) -> None:
    for path, text in heard.items():
        body = text.partition("<body>")[2]
        left = OUTSIDE.sub("", re.sub(r'<a class="skip".*?</a>|<script.*?</script>', "", body, flags=re.S))
        assert re.sub(r"<[^>]+>", "", left).strip() == "", path

"""What a screen reader walks by: headings without a jump, and nothing outside of the landmarks."""

from __future__ import annotations

import itertools
import re

from fastapi.testclient import TestClient

from tests.web.conftest import PAGES

PART = re.compile(r'hx-get="(/fragment/[^"]+)" hx-trigger="load"')
LEVEL = re.compile(r"<h([1-6])[ >]")
OUTSIDE = re.compile(r"<(header|main|footer|aside|nav)\b.*?</\1>", re.S)


def whole(client: TestClient, path: str) -> str:
    """A page as it is once its parts have come."""
    text = client.get(path).text

    def part(found: re.Match[str]) -> str:
        return client.get(found[1].replace("&amp;", "&"), headers={"hx-request": "true"}).text

    return PART.sub(lambda found: found[0] + ">" + part(found), text)


def jumps(text: str) -> list[tuple[int, int]]:
    levels = [int(level) for level in LEVEL.findall(text)]
    return [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1]


def test_no_heading_jumps(any_client: TestClient) -> None:
    at = any_client.get("/api/timeline").json()["pain"]
    pages = [*PAGES, *([f"/fragment/entry?kind=pain&at={at[-1][0]}"] if at else [])]
    found = {path: jumps(whole(any_client, path)) for path in pages}
    assert {path: pairs for path, pairs in found.items() if pairs} == {}


def test_a_jump_would_be_found() -> None:
    assert jumps("<h1>a</h1><h3>b</h3>") == [(1, 3)]
    assert jumps("<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>") == []


def test_nothing_is_said_outside_of_a_landmark(any_client: TestClient) -> None:
    for path in PAGES:
        body = any_client.get(path).text.partition("<body>")[2]
        left = OUTSIDE.sub("", re.sub(r'<a class="skip".*?</a>|<script.*?</script>', "", body, flags=re.S))
        assert re.sub(r"<[^>]+>", "", left).strip() == "", path

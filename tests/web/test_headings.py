"""What a screen reader walks by: headings without a jump, and nothing outside of the landmarks."""

from __future__ import annotations

import itertools
import re

import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import PAGES

PART = re.compile(r'hx-get="(/fragment/[^"]+)" hx-trigger="load"')
LEVEL = re.compile(r"<h([1-6])[ >]")
OUTSIDE = re.compile(r"<(header|main|footer|aside|nav)\b.*?</\1>", re.S)


@pytest.fixture(scope="module")
def opened(any_client: TestClient) -> dict[str, str]:
    """What was opened, each page once."""
    return {}


def plain(client: TestClient, path: str, opened: dict[str, str]) -> str:
    """A page as it comes."""
    if path not in opened:
        opened[path] = client.get(path).text
    return opened[path]


def whole(client: TestClient, path: str, opened: dict[str, str]) -> str:
    """A page as it is once its parts have come."""
    text = plain(client, path, opened)

    def part(found: re.Match[str]) -> str:
        return client.get(found[1].replace("&amp;", "&"), headers={"hx-request": "true"}).text

    return PART.sub(lambda found: found[0] + ">" + part(found), text)


def jumps(text: str) -> list[tuple[int, int]]:
    levels = [int(level) for level in LEVEL.findall(text)]
    return [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1]


def test_no_heading_jumps(any_client: TestClient, opened: dict[str, str]) -> None:
    at = any_client.get("/api/timeline").json()["pain"]
    pages = [*PAGES, *([f"/fragment/entry?kind=pain&at={at[-1][0]}"] if at else [])]
    found = {path: jumps(whole(any_client, path, opened)) for path in pages}
    assert {path: pairs for path, pairs in found.items() if pairs} == {}


def test_a_jump_would_be_found() -> None:
    assert jumps("<h1>a</h1><h3>b</h3>") == [(1, 3)]
    assert jumps("<h1>a</h1><h2>b</h2><h3>c</h3><h2>d</h2>") == []


def test_nothing_is_said_outside_of_a_landmark(any_client: TestClient, opened: dict[str, str]) -> None:
    for path in PAGES:
        body = plain(any_client, path, opened).partition("<body>")[2]
        left = OUTSIDE.sub("", re.sub(r'<a class="skip".*?</a>|<script.*?</script>', "", body, flags=re.S))
        assert re.sub(r"<[^>]+>", "", left).strip() == "", path

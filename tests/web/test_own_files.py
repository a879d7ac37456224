"""The app's own files come packed, and what somebody wrote never does."""

from __future__ import annotations

import gzip
import re

from fastapi.testclient import TestClient

from afterrun.web.frame.shell import STATIC, static_url

MOST_BYTES = 150_000
"""Of a first visit, the page and what it needs, over the network: docs/benchmarks-app.md."""


def over_the_network(client: TestClient, address: str) -> int:
    """Count the bytes that come, before they are unpacked."""
    with client.stream("GET", address, headers={"accept-encoding": "gzip"}) as answer:
        return len(b"".join(answer.iter_raw()))


def test_the_first_visit_is_light(story_client: TestClient) -> None:
    page = story_client.get("/").text
    files = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    assert len(files) > 10
    assert sum(over_the_network(story_client, each) for each in ("/", *files)) < MOST_BYTES


def test_a_packed_file_is_the_file(client: TestClient) -> None:
    address = static_url("outbox.js")
    with client.stream("GET", address, headers={"accept-encoding": "gzip"}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        assert gzip.decompress(b"".join(answer.iter_raw())) == (STATIC / "outbox.js").read_bytes()
    with client.stream("GET", address, headers={"accept-encoding": "identity"}) as answer:
        assert "content-encoding" not in answer.headers


def test_a_page_is_never_packed(story_client: TestClient) -> None:
    for path in ("/", "/settings", "/api/timeline"):
        assert "content-encoding" not in story_client.get(path, headers={"accept-encoding": "gzip"}).headers


def test_no_two_scripts_of_a_page_give_the_same_name(story_client: TestClient) -> None:
    """They share one world: the second of them would not run at all."""
    given = re.compile(r"^(?:async )?(?:const|let|class|function) (\w+)", re.M)
    for path in ("/", "/check-in", "/timeline", "/import", "/sheet", "/foot", "/self-tests", "/settings/reminders"):
        scripts = re.findall(r'src="/static/([a-z_]+\.js)', story_client.get(path).text)
        names = [name for script in scripts for name in given.findall((STATIC / script).read_text("utf-8"))]
        assert len(names) > 20, path
        assert sorted(set(names)) == sorted(names), path

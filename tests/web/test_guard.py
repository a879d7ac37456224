from __future__ import annotations

import hashlib
import re

import pytest
from fastapi.testclient import TestClient

from afterrun.web.frame.shell import STATIC
from tests.web.conftest import PAGES
from tests.web.nasty import SHIPPED


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "", "192.168.0.9"]
)
@pytest.mark.parametrize("path", ["/", "/api/answers", "/static/afterrun.css"])
def test_unknown_hosts_are_refused(client: TestClient, host: str, path: str) -> None:
    assert client.get(path, headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8710", "127.0.0.1:9", "[::1]:8710", "LOCALHOST"])
def test_names_of_this_computer_are_served(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "https://a:b"])
def test_an_origin_that_is_no_address_is_another_site(client: TestClient, origin: str) -> None:
    assert client.get("/", headers={"origin": origin}).status_code == 403
    assert client.post("/check-in", data={"nrs": "1"}, headers={"origin": origin}).status_code == 403


def test_own_pages_can_write(client: TestClient) -> None:
    form = {"nrs": "1", "site": "other", "side": "left", "region": "heel"}
    headers = {"origin": "http://127.0.0.1", "sec-fetch-site": "same-origin"}
    assert client.post("/check-in", data=form, headers=headers).status_code == 200


@pytest.mark.parametrize("path", [*PAGES, "/api/openapi.json", "/static/plots.js", "/sw.js", "/nowhere"])
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_pages_need_nothing_inline_and_nothing_foreign(any_client: TestClient, path: str) -> None:
    text = any_client.get(path).text
    assert not re.search(r"<script(?![^>]*(src=|application/json))", text)
    assert not re.search(r"\son\w+=|\sstyle=|javascript:", text)
    foreign = re.findall(r"(<\w+) (?:[^>]*\s)?(?:src|href|action)=\"((?:https?:)?//[^\"]*)", text)
    assert not [each for each in foreign if (each[0][1:], each[1].lower()) not in SHIPPED]


def test_oversized_requests_are_refused_before_they_are_read(client: TestClient) -> None:
    assert client.post("/import", headers={"content-length": str(2**40)}).status_code == 413


@pytest.mark.parametrize("path", ["/check-in", "/api/pain"])
def test_a_form_is_no_place_for_files(client: TestClient, path: str) -> None:
    assert client.post(path, content=b"x" * (2**20 + 1)).status_code == 413


def test_a_request_that_does_not_say_how_long_it_is_is_refused(client: TestClient) -> None:
    assert client.post("/import", content=iter([b"x"] * 3)).status_code == 411


def test_vendored_files_are_what_they_say() -> None:
    folder = STATIC / "vendor"
    told = dict(re.findall(r"\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|", (folder / "VENDORED.md").read_text()))
    files = {path.name for path in folder.iterdir()} - {"VENDORED.md"}
    assert set(told) == files
    for name, sha256 in told.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == sha256


def test_a_path_with_a_character_that_no_name_has_is_no_page(client: TestClient) -> None:
    assert client.post("/entry/%00/remove").status_code == 404

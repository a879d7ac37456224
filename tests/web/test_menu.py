"""The menu is made of what the pages declare."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from afterrun.web.pages import menu


def test_every_line_leads_to_a_page_that_knows_it_is_there(client: TestClient) -> None:
    for line in menu():
        text = client.get(line.path).text
        assert re.findall(r'href="([^"]+)" aria-current="page">(?:<svg.*?</svg>)?([^<]+)<', text) == [
            (line.path, line.title)
        ]


def test_the_lines_stand_in_their_order(client: TestClient) -> None:
    nav = re.findall(r'<li><a href="([^"]+)"', client.get("/").text)
    assert nav == [line.path for line in menu()]
    assert nav[0] == "/"
    assert len({line.place for line in menu()}) == len(nav) == 8

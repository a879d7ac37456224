"""Numbers as people write them: with a comma, as a watch shows them, and with a slip."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from afterrun.journal import Journal
from tests.web.test_browser import Serve

START = "2026-11-22T10:00"


def logged(client: TestClient, **typed: str) -> str:
    return client.post("/run", data={"start": START} | typed, headers={"hx-request": "true"}).text


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [("28", "3.5 km in 28 min"), ("28,4", "3.5 km in 28 min"), ("28:40", "3.5 km in 29 min"), ("0:28:10", "in 28 min")],
)
def test_both_numbers_of_a_run_are_repeated(client: TestClient, minutes: str, shown: str) -> None:
    told = logged(client, distance="3,5", minutes=minutes)
    assert shown in told
    assert '<a href="/run">Another one</a>' in told


@pytest.mark.parametrize("minutes", ["1:05", "28:75", "1:2:3", ":30", "a:30"])
def test_a_time_that_could_be_two_is_asked_again(client: TestClient, minutes: str) -> None:
    told = logged(client, distance="3.5", minutes=minutes)
    assert "With hours it is 1:05:30" in told
    assert 'value="3.5"' in told, "nothing that was typed is lost"


@pytest.mark.parametrize(("distance", "minutes"), [("35", "28"), ("3.5", "2830"), ("", "4000")])
def test_a_run_that_nobody_ran_is_asked_again(client: TestClient, tmp_path: Path, distance: str, minutes: str) -> None:
    told = logged(client, distance=distance, minutes=minutes)
    assert "must be of one run" in told
    assert f'value="{minutes}"' in told
    with Journal.open(tmp_path / "empty.db") as journal:
        assert not journal.diary().runs


def test_a_correction_is_asked_again_too(client: TestClient) -> None:
    logged(client, distance="3,5", minutes="28")
    at = datetime.fromisoformat(f"{START}+00:00").timestamp()
    shown = client.get(f"/fragment/entry?kind=run&at={at}").text
    form = dict(re.findall(r'name="(uid|at|start)" value="([^"]+)"', shown)) | {"kind": "run", "minutes": "28"}
    assert "must be of one run" in client.post("/entry", data=form | {"distance": "35"}).text
    assert "Corrected:" in client.post("/entry", data=form | {"distance": "3,7"}).text


@pytest.mark.browser
def test_a_comma_stays_a_comma_in_a_browser_that_has_none(page: Page, serve: Serve) -> None:
    """The page speaks one language and the browser another: `3,5` became 35, and nobody was told."""
    address = serve("few").address
    page.goto(f"{address}/run")
    page.get_by_label("Kilometres").press_sequentially("3,5")
    page.get_by_label("Minutes").press_sequentially("28:30")
    assert page.get_by_label("Kilometres").input_value() == "3,5"
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved: run of 3.5 km in 28 min").wait_for()

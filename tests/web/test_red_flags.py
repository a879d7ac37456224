"""What calls for a look is said at the moment of saving, by whichever door the report came in."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from afterrun.journal import Journal
from afterrun.records import PainReport, Site
from tests.web.conftest import NOW, Served, client_of, journal_file

SWOLLEN = {"site": "left-calf", "nrs": "3", "symptom": "swelling"}
CALM = {"site": "right-heel", "nrs": "2"}
SAID = "Left calf: You noted that it is swollen, warm or red. Have a doctor look at it today"
JOURNAL = "0123456789abcdef"


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    path = journal_file(tmp_path, "empty")
    with Journal.open(path) as journal:
        journal.set_setting("journal-id", JOURNAL)
    return client_of(path)


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
def test_the_check_in_says_it_and_goes_on_saying_it(client: TestClient, headers: dict[str, str]) -> None:
    assert "flag" not in client.post("/check-in", data=CALM, headers=headers).text
    first = client.post("/check-in", data=SWOLLEN, headers=headers).text
    assert SAID in first
    assert first.index("Saved: swelling 3 at left calf") < first.index(SAID)
    assert SAID in client.post("/check-in", data=CALM | {"nrs": "1"}, headers=headers).text


def test_one_tap_of_the_form_is_enough(client: TestClient) -> None:
    form = client.get("/check-in").text
    for name, value in (("symptom", "swelling"), ("moment", "night"), ("moment", "hopping"), ("quality", "one-spot")):
        assert re.search(rf'name="{name}" value="{value}"', form)
    assert "pain at night" in client.post("/check-in", data=CALM | {"moment": "night"}).text
    assert "one sore spot" in client.post("/check-in", data=CALM | {"quality": ["one-spot"]}).text


CHEST = "chest tight, had to stop"
RUN = {"start": "2026-11-22T08:00", "distance": "5", "minutes": "30", "note": CHEST}


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/check-in", CALM | {"note": CHEST}),
        ("/run", RUN),
        ("/did", {"intervention": "massage", "note": CHEST}),
        ("/also/event", {"kind": "football", "note": CHEST}),
    ],
)
def test_whatever_is_saved_says_what_was_written_and_every_page_after_it(
    client: TestClient, path: str, form: dict[str, str], headers: dict[str, str]
) -> None:
    saved = client.post(path, data=form, headers=headers)
    assert saved.status_code == 200
    assert saved.text.count(f"{CHEST}&#34;") == 1
    assert "See a doctor today</h2>" in saved.text
    assert "call an ambulance" in saved.text
    assert "Chest pain, sudden short breath" in saved.text  # asked at once
    for page in ("/", "/check-in", "/answers", "/timeline", "/plan", "/signs"):
        told = client.get(page).text
        assert told.count(f"{CHEST}&#34;") == 1, page
        assert "See a doctor today</h2>" in told, page


def test_what_a_table_brings_is_said_when_it_is_taken_in(client: TestClient) -> None:
    table = "at,site,nrs,note\n2026-11-22T07:00:00+01:00,left-calf,2,geschwollen und warm seit dem Flug\n"
    taken = client.post("/import", files={"files": ("pain.csv", table)}).text
    assert "geschwollen und warm" in taken
    assert "See a doctor today</h2>" in taken


def test_programs_are_told(client: TestClient) -> None:
    calm = client.post("/api/pain", json=CALM | {"nrs": 2}).json()
    assert calm["safety"] == []
    told = client.post("/api/pain", json=SWOLLEN | {"nrs": 3}).json()
    assert [flag["level"] for flag in told["safety"]] == ["same-day"]
    assert told["safety"][0]["text"].startswith(SAID)
    assert client.get("/api/answers?site=right-heel").json()["safety"] == told["safety"]


def test_a_check_in_that_waited_is_answered_when_it_is_sent(client: TestClient) -> None:
    made = NOW - timedelta(days=3)
    waiting = {"id": f"{1:032x}", "journal": JOURNAL, "at": made.isoformat(), "stamped": True}
    answer = client.post("/api/outbox", json=waiting | {"sent_at": NOW.isoformat(), "fields": SWOLLEN})
    assert answer.json()["safety"][0]["text"].startswith(SAID)


def test_a_correction_is_answered_and_takes_back_what_was_wrong(client: TestClient) -> None:
    client.post("/check-in", data=CALM)
    url = f"/fragment/entry?kind=pain&at={NOW.replace(second=0).timestamp()}"
    form = dict(re.findall(r'name="(uid|at)" value="([^"]*)"', client.get(url).text))
    severe = client.post("/entry", data=form | CALM | {"nrs": "9", "symptom": "pain"}).text
    assert "You reported 9 of 10. See a doctor today" in severe
    form = dict(re.findall(r'name="(uid|at)" value="([^"]*)"', client.get(url).text))
    assert "See a doctor today</h2>" not in client.post("/entry", data=form | CALM | {"symptom": "pain"}).text


@pytest.mark.browser
def test_a_browser_shows_it_where_it_is_seen(page: Page, tmp_path: Path) -> None:
    path = journal_file(tmp_path, "empty")
    with Journal.open(path) as journal:
        journal.add([PainReport(at=NOW - timedelta(days=1), site=Site.parse("left-calf"), nrs=1)])
    with Served(path) as served:
        page.goto(f"{served.address}/check-in")
        expect(page.locator("#safety")).to_be_hidden()
        page.locator("label.number", has_text="3").click()
        page.get_by_text("More, if you like").click()
        page.locator("label.chip", has_text="swelling").click()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status")).to_contain_text("Saved: swelling 3 at left calf")
        expect(page.get_by_role("alert")).to_contain_text(SAID)
        expect(page.locator("#safety")).to_be_in_viewport()

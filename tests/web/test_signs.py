"""Signs that should not wait: asked on first use and when the diary suggests it, and told on every page."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from afterrun.journal import Journal
from afterrun.reasons.red_flags import SIGNS
from afterrun.records import Event, PainReport, SignAnswer, Site
from tests.web.conftest import NOW, PAGES, Served, client_of, journal_file

TICKED = "You ticked: &#34;One calf or thigh is thicker"
CALF = Site.parse("left-calf")
REST = {"site": "left-calf", "nrs": "3", "moment": "rest"}
HTMX = {"hx-request": "true"}


def all_answered(journal: Journal) -> None:
    at = NOW - timedelta(days=1)
    journal.add([SignAnswer(at=at, sign=sign.id, answer="no") for sign in SIGNS])


def after_a_flight(folder: Path) -> Path:
    path = journal_file(folder, "few")
    with Journal.open(path) as journal:
        all_answered(journal)
        journal.add([Event(at=NOW - timedelta(days=3), kind="flight", minutes=500)])
    return path


def answers_in(client: TestClient) -> dict[str, str]:
    path: Path = client.app.state.service.journal_path  # type: ignore[attr-defined]
    with Journal.open(path) as journal:
        return {answer.sign: answer.answer for answer in journal.diary().signs}


@pytest.mark.parametrize("journal", ["empty", "few"])
def test_the_first_page_asks_once_and_none_of_these_is_one_tap(tmp_path: Path, journal: str) -> None:
    client = client_of(journal_file(tmp_path, journal))
    assert "six lines about signs" in client.get("/").text
    form = client.get("/signs").text
    assert form.count("<details") <= 6
    asked = re.findall(r'name="asked" value="([^"]+)"', form)
    assert sorted(asked) == sorted(sign.id for sign in SIGNS)
    assert "Saved" in client.post("/signs", data={"asked": asked, "none": "yes"}).text
    assert answers_in(client) == dict.fromkeys(asked, "no")
    assert "six lines about signs" not in client.get("/").text


def test_a_made_up_journal_asks_nobody(story_client: TestClient) -> None:
    assert "six lines about signs" not in story_client.get("/").text


def test_a_tick_wins_over_none_of_these(tmp_path: Path) -> None:
    client = client_of(journal_file(tmp_path, "empty"))
    said = client.post(
        "/signs", data={"asked": ["foot-drop", "toe-drifting"], "yes": ["foot-drop"], "none": "yes"}
    ).text
    assert "The foot slaps" in said
    assert answers_in(client) == {"foot-drop": "yes", "toe-drifting": "no"}


def test_save_without_a_tick_is_no_answer(tmp_path: Path) -> None:
    client = client_of(journal_file(tmp_path, "empty"))
    refused = client.post("/signs", data={"asked": ["foot-drop"]})
    assert refused.status_code == 422
    assert "None of these" in refused.text
    assert client.post("/signs", data={"asked": ["swolen-calf"], "none": "yes"}).status_code == 422
    assert client.post("/signs/answer", data={"sign": "foot-drop", "answer": "perhaps"}).status_code == 422
    assert answers_in(client) == {}


def test_what_stands_is_on_every_page(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "story")
    with Journal.open(path) as journal:
        journal.add([SignAnswer(at=NOW - timedelta(days=100), sign="swollen-calf-clot", answer="yes")])
    client = client_of(path)
    without = [page for page in PAGES if TICKED not in client.get(page).text]
    assert without == ["/offline"]  # a browser keeps it for the time without a server
    assert TICKED in client.get("/nowhere").text
    for fragment in ("/fragment/today", "/fragment/answers"):
        site = "?site=right-forefoot-lateral"
        assert TICKED not in client.get(fragment + site, headers=HTMX).text  # it stands above already
        assert TICKED in client.get(fragment + site).text
    safety = client.get("/api/answers").json()["safety"]
    assert (safety[0]["level"], safety[0]["text"][:10]) == ("same-day", "You ticked")
    sheet = client.get("/report").text
    first = sheet[sheet.index("Please look first") :]
    assert first.index("One calf or thigh is thicker") < first.index("The problem")


def test_the_sheet_says_what_was_asked(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "story")
    assert "Not asked yet about signs" in client_of(path).get("/report").text
    with Journal.open(path) as journal:
        all_answered(journal)
    assert (
        "Asked about 24 of 24 signs, last on 22 November 2026; you ticked: none." in client_of(path).get("/report").text
    )


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_check_in_that_suggests_it_asks_and_the_answer_is_the_last_word(
    tmp_path: Path, headers: dict[str, str]
) -> None:
    client = client_of(after_a_flight(tmp_path))
    assert "A quick question" not in client.post("/check-in", data=REST | {"moment": "evening"}, headers=headers).text
    saved = client.post("/check-in", data=REST, headers=headers).text
    assert re.findall(r'name="asked" value="([^"]+)"', saved) == ["chest-pain-breathless", "swollen-calf-clot"]
    assert "A quick question" in client.get("/").text
    assert "A quick question" in client.get("/fragment/questions", headers=HTMX).text
    asked = {"asked": ["chest-pain-breathless", "swollen-calf-clot"]}
    assert TICKED not in client.post("/signs", data=asked | {"none": "yes"}, headers=headers).text
    assert "A quick question" not in client.get("/").text
    said = client.post("/signs", data=asked | {"yes": ["swollen-calf-clot"]}, headers=headers).text
    assert TICKED in said


def test_what_was_ticked_can_be_answered_otherwise_or_taken_back(tmp_path: Path) -> None:
    path, before = journal_file(tmp_path, "empty"), NOW - timedelta(hours=1)
    with Journal.open(path) as journal:
        journal.add([SignAnswer(at=before, sign=sign, answer="yes") for sign in ("toe-drifting", "single-bone-spot")])
    client = client_of(path)
    form = client.get("/signs").text
    assert "toe-drifting" not in re.findall(r'name="asked" value="([^"]+)"', form)  # none of these takes nothing back
    undo = dict(re.findall(r'name="(table|row|uid)" value="([^"]*)"', form))
    assert "Taken back" in client.post("/undo", data=undo).text
    (left,) = answers_in(client)
    client.post("/signs/answer", data={"sign": left, "answer": "seen"})
    assert "You ticked" not in client.get("/").text


def test_that_somebody_has_looked_can_be_said_of_what_reports_say_and_nothing_is_dismissed(tmp_path: Path) -> None:
    """What was read may be seen; what was written may be meant otherwise; a sign that was read cannot be denied."""
    path = journal_file(tmp_path, "empty")
    at = NOW - timedelta(days=1)
    with Journal.open(path) as journal:
        journal.add([PainReport(at=at, site=CALF, nrs=3, symptom="swelling")])
        journal.add([PainReport(at=at, site=Site.parse("right-shin"), nrs=3, note="my foot slaps")])
    client = client_of(path)
    page = client.get("/signs").text
    assert page.count('name="answer" value="seen"') == 2
    assert page.count('name="answer" value="no"') == 1
    asked = re.findall(r'name="asked" value="([^"]+)"', page.partition('class="all-signs"')[2])
    assert "foot-drop" not in asked  # "none of these" takes nothing back that was written
    client.post("/signs/answer", data={"sign": "swollen-calf-clot", "answer": "seen"})
    assert "swollen, warm or red. Have" not in client.get("/").text
    client.post("/signs/answer", data={"sign": ["foot-drop"], "answer": "no"})
    assert "my foot slaps" not in client.get("/answers").text
    assert "swollen, warm or red. Have" in client.post("/check-in", data=REST | {"symptom": "swelling"}).text


def test_a_sign_of_another_version_is_told_without_a_button(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "empty")
    with Journal.open(path) as journal:
        journal.add([SignAnswer(at=NOW - timedelta(days=1), sign="purple-ears", answer="yes")])
    page = client_of(path).get("/signs").text
    assert "purple-ears" in page
    assert 'action="/signs/answer"' not in page


def test_an_answer_survives_backup_export_and_import(tmp_path: Path) -> None:
    client = client_of(journal_file(tmp_path, "empty"))
    client.post("/signs", data={"asked": ["foot-drop"], "yes": ["swollen-calf-clot"]})
    tables = client.get("/settings/export").content
    other = client_of(journal_file(tmp_path, "few"))
    other.post("/import", files=[("files", ("export.zip", tables))])
    assert answers_in(other) == {"foot-drop": "no", "swollen-calf-clot": "yes"}
    assert TICKED in other.get("/").text


def test_the_page_of_signs_reads_the_same_list(tmp_path: Path) -> None:
    told = client_of(journal_file(tmp_path, "empty")).get("/help/when-to-see-someone").text
    assert told.count("<li>") >= 24


@pytest.mark.browser
def test_a_few_taps_after_a_check_in(page: Page, tmp_path: Path) -> None:
    with Served(after_a_flight(tmp_path)) as served:
        with Journal.open(served.path) as journal:
            journal.add([PainReport(at=NOW - timedelta(days=9), site=CALF, nrs=0)])
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(f"{served.address}/check-in")
        page.locator("label.chip", has_text="left calf").click()
        page.locator("label.number", has_text="4").click()
        page.get_by_text("More, if you like").click()
        page.locator("label.chip", has_text=re.compile("^rest$")).click()
        page.get_by_role("button", name="Save").click()
        expect(page.locator(".questions")).to_contain_text("after a long journey")
        page.locator("label.tick", has_text="thicker").click()
        page.get_by_role("button", name="Save what I ticked").click()
        expect(page.locator(".flag")).to_contain_text("Have a doctor look at it today")
        page.goto(f"{served.address}/timeline")
        expect(page.locator("#safety")).to_contain_text("Have a doctor look at it today")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360

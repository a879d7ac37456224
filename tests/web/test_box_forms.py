"""Every form that logs something outlives a server that is away, and means the same moment in whichever zone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from afterrun.journal import Journal
from afterrun.journal.identity import journal_id
from afterrun.journal.settings import settings_of
from tests.web.conftest import NOW, Served, journal_file
from tests.web.test_outbox import shell_is_kept

in_browser = pytest.mark.browser
MADE = (NOW - timedelta(hours=3)).replace(second=0)
EARLIER = MADE.isoformat()
FORMS = {
    "/did": {"intervention": "calf-stretch", "before": "4", "after": "2", "at": EARLIER},
    "/run": {"start": EARLIER, "minutes": "31", "distance": "5"},
    "/also/event": {"kind": "football", "at": EARLIER},
    "/also/phase": {"phase": "calf-raises", "since": "2026-11-20"},
    "/daily/sleep": {"hours": "7", "at": EARLIER},
    "/daily/medicine": {"name": "ibuprofen", "dose": "400 mg", "at": EARLIER},
    "/daily/weight": {"weight": "80", "at": EARLIER},
    "/self-tests": {"test": "lunge-bent", "value": "9", "side": "left", "at": EARLIER},
}


def path_of(client: TestClient) -> Path:
    return client.app.state.service.journal_path  # type: ignore[attr-defined,no-any-return]


def waited(client: TestClient, path: str, *, number: int = 1, journal: str = "", late: timedelta = timedelta(0)):  # type: ignore[no-untyped-def]
    """Send a form as the box does."""
    with Journal.open(path_of(client)) as opened:
        name = journal or journal_id(opened)
    headers = {"afterrun-journal": name, "afterrun-sent-at": (NOW + late).isoformat()}
    return client.post(path, data=FORMS[path] | {"form_key": f"box-{number:032x}"}, headers=headers)


def logged(client: TestClient) -> list[Any]:
    with Journal.open(path_of(client)) as journal:
        diary = journal.diary()
    records: tuple[Any, ...] = (*diary.care, *diary.runs, *diary.events, *diary.phases, *diary.tests)
    return [record for record in records if record.source == "app"]


@pytest.mark.parametrize("path", FORMS)
def test_what_waited_is_stored_once_with_the_time_it_was_made(client: TestClient, path: str) -> None:
    assert [waited(client, path).status_code for _ in range(2)] == [200, 200]
    (record,) = logged(client)
    at = getattr(record, "at", None) or record.start
    assert at == (MADE if path != "/also/phase" else MADE.replace(day=20, hour=0, minute=0))


@pytest.mark.parametrize("path", FORMS)
def test_what_waited_for_another_journal_is_not_taken(client: TestClient, path: str) -> None:
    assert waited(client, path, journal="f" * 32).status_code == 409
    assert logged(client) == []


@pytest.mark.parametrize("path", ["/did", "/also/event", "/self-tests"])
def test_a_phone_whose_clock_is_wrong_is_put_right(client: TestClient, path: str) -> None:
    waited(client, path, late=timedelta(hours=20))  # its clock is 20 h ahead now, and was when the form was filled in
    (record,) = logged(client)
    assert record.at == MADE - timedelta(hours=20)


def test_a_browser_that_lives_elsewhere_is_asked_once_whose_clock_counts(client: TestClient) -> None:
    assert client.post("/settings/zone", data={"zone": "Mars/Olympus"}).json() == {"taken": False}
    assert client.post("/settings/zone", data={"zone": "Europe/Berlin"}).json() == {"taken": True}
    assert client.post("/settings/zone", data={"zone": "Asia/Tokyo"}).json() == {"taken": False}
    with Journal.open(path_of(client)) as journal:
        assert str(settings_of(journal).zone) == "Europe/Berlin"
    page = client.get("/").text
    assert 'name="afterrun-zone" content="Europe/Berlin"' in page
    assert 'name="afterrun-offset" content="60"' in page


@in_browser
def test_every_form_outlives_a_server_that_is_away(page: Page, tmp_path: Path) -> None:
    path = journal_file(tmp_path, "few")
    with Served(path) as served:
        address, port = served.address, served.port
        page.goto(f"{address}/check-in")
        shell_is_kept(page)
    page.goto(f"{address}/did")
    page.locator("fieldset.scale", has_text="just before").locator("label.number", has_text="4").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Kept in this browser")
    expect(page.get_by_role("status")).to_be_focused()
    page.goto(f"{address}/run")
    page.get_by_label("Minutes").first.fill("30")
    page.get_by_label("Start").fill("2026-11-22T08:00")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Kept in this browser")
    page.goto(f"{address}/also")
    page.locator("label.chip", has_text="football").click()
    page.get_by_label("Another time than now").fill("2026-11-22T10:00")
    page.get_by_role("button", name="Save what happened").click()
    expect(page.get_by_role("status")).to_contain_text("Kept in this browser")
    page.goto(f"{address}/self-tests")
    page.locator("details.topic summary").first.click()
    page.locator("details.topic input[name=value]").first.fill("9")
    side = page.locator("details.topic").first.locator("label.chip", has_text="left")
    if side.count():
        side.click()
    page.locator("details.topic").first.get_by_role("button", name="Save").click()
    expect(page.locator("#outbox")).to_contain_text("4 entries wait for Afterrun")
    with Served(path, port=port):
        page.reload()
        expect(page.locator("#outbox")).to_be_hidden()
    with Journal.open(path) as journal:
        diary = journal.diary()
    assert [care.pain_before for care in diary.care] == [4]
    assert [run.duration_s for run in diary.runs if run.source == "app"] == [1800]
    assert [event.kind for event in diary.events] == ["football"]
    assert len(diary.tests) == 1


@in_browser
def test_browser_and_server_tell_a_moment_alike(browser: Browser, tmp_path: Path) -> None:
    """The server lives in UTC, the person in Berlin: 09:12 there is 10:12 here, on the page and in what is typed."""
    with Served(journal_file(tmp_path, "few")) as served:
        context = browser.new_context(timezone_id="Europe/Berlin")
        page = context.new_page()
        page.goto(served.address)
        expect(page.locator("meta[name=afterrun-zone]")).to_have_attribute("content", "Europe/Berlin")
        page.goto(f"{served.address}/run")
        expect(page.get_by_label("Start")).to_have_value("2026-11-23T10:12")
        page.goto(f"{served.address}/check-in")
        assert page.evaluate("clock.written(clock.typed('2026-07-01T08:00'))") == "2026-07-01T08:00:00+02:00"
        assert page.evaluate("clock.written(clock.typed('2026-11-20T08:00'))") == "2026-11-20T08:00:00+01:00"
        context.close()
        elsewhere = browser.new_context(timezone_id="Asia/Kolkata")  # the person travels: the clock at home counts
        page = elsewhere.new_page()
        page.goto(f"{served.address}/timeline")
        expect(page.locator("#timeline[data-drawn=yes]")).to_be_visible()
        assert page.evaluate("asHour.format(Date.UTC(2026, 10, 23, 9, 12))") == "10:12"
        elsewhere.close()

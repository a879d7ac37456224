"""The page of self-tests: steps, a number, and whether it is news."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from afterrun.journal import Journal
from afterrun.reasons.self_tests import GUIDES
from afterrun.records import Run, SelfTest
from tests.web.conftest import NOW, Served, client_of
from tests.web.test_accessibility import violations
from tests.web.test_browser import fits

FORM = {"test": "lunge-bent", "value": "9,0", "side": "left", "when": "+24h"}


def test_every_test_is_explained_with_its_safety(client: TestClient) -> None:
    text = client.get("/self-tests").text.replace("&#39;", "'")
    for guide in GUIDES.values():
        assert guide.title in text
        assert guide.safety in text
    assert 'href="/signs"' in text
    assert 'href="/self-tests"' in client.get("/foot").text


def test_a_result_is_stored_and_compared(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        before = SelfTest(at=NOW - timedelta(days=9), test="lunge-bent", value=11.5, side="left", when="+24h")
        journal.add([before])
    client = client_of(path)
    text = client.post("/self-tests", data=FORM).text
    assert "Saved: Knee to the wall, 9 cm" in text
    assert "2.5 cm less than last time" in text
    assert "11.5 cm, left, a day after a run" in text
    with Journal.open(path) as journal:
        (_, stored) = journal.diary().tests
    assert (stored.value, stored.side, stored.unit, stored.when, stored.source) == (9, "left", "cm", "+24h", "app")


def test_a_first_result_promises_no_comparison_that_cannot_be(client: TestClient) -> None:
    promise = "the next one can be compared with it"
    assert promise in client.post("/self-tests", data=FORM).text
    unmeasured = client.post("/self-tests", data={"test": "big-toe-bend", "value": "60", "side": "left"}).text
    assert promise not in unmeasured
    assert "whether a change is real is not known" in unmeasured


def test_after_one_leg_the_test_stays_open_for_the_other(client: TestClient) -> None:
    first = client.post("/self-tests", data=FORM).text
    assert first.count('<details class="topic" open>') == 1
    (form,) = re.findall(
        r'<form method="post" action="/self-tests"[^>]*>(?:(?!</form>).)*value="lunge-bent".*?</form>', first, re.DOTALL
    )
    assert re.findall(r'name="side" value="(\w+)" checked', form) == ["right"]
    assert re.findall(r'<option value="([^"]*)" selected', form) == ["+24h"]
    assert 'href="#value-lunge-bent">Now the right leg' in first
    second = client.post("/self-tests", data=FORM | {"side": "right"}).text
    assert '<details class="topic" open>' not in second
    assert "Now the" not in second
    both = {"test": "heel-raise-two-legs", "value": "20"}
    assert "Now the" not in client.post("/self-tests", data=both).text


@pytest.mark.parametrize(
    ("hours", "chosen"), [(0.1, ""), (2.5, "+2h"), (10, ""), (24, "+24h"), (48, ""), (100, "rest"), (None, "")]
)
def test_the_moment_follows_from_the_last_run(tmp_path: Path, hours: float | None, chosen: str) -> None:
    """Nobody goes looking for it, and without it nothing can be compared before and after runs."""
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        if hours is not None:
            start = NOW - timedelta(hours=hours, minutes=30)
            journal.add([Run(start=start, duration_s=1800.0, distance_m=5000.0)])
    text = client_of(path).get("/self-tests").text
    selected = re.findall(r'<option value="([^"]*)" selected', text)
    assert set(selected) == {chosen}
    assert len(selected) == len(GUIDES)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": "much"}, "value must be a number"),
        ({"value": "90"}, "value must be between 0 and 30"),
        ({"side": ""}, "side must be told"),
        ({"side": "middle"}, "side must be one of"),
        ({"test": "splits"}, "test must be one of"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_stored(client: TestClient, changes: dict[str, str], said: str) -> None:
    answer = client.post("/self-tests", data=FORM | changes)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Saved" not in answer.text


def test_a_slip_is_taken_back_by_one_tap(client: TestClient) -> None:
    saved = client.post("/self-tests", data=FORM).text
    hidden = dict(re.findall(r'name="(table|row|uid)" value="([^"]+)"', saved))
    assert "Taken back" in client.post("/undo", data=hidden).text
    assert "gone already" in client.post("/undo", data=hidden).text
    assert "9 cm, left" not in client.get("/self-tests").text
    assert 'name="uid"' not in client.get("/self-tests").text


def test_what_was_there_already_is_not_offered_to_be_taken_back(client: TestClient) -> None:
    assert 'name="uid"' in client.post("/self-tests", data=FORM).text
    again = client.post("/self-tests", data=FORM).text
    assert "Already there" in again
    assert 'name="uid"' not in again


def test_each_test_shows_what_its_error_is_from(client: TestClient) -> None:
    text = client.get("/self-tests").text
    for guide in GUIDES.values():
        assert (f'data-card="{guide.card}"' in text) == bool(guide.card)
    assert "5.7 degrees apart" in text
    assert "between 0.32 and 0.71" in text


def test_each_test_has_a_drawing_of_its_own(client: TestClient) -> None:
    drawings = re.findall(r'<svg class="how"[^>]*>(.*?)</svg>', client.get("/self-tests").text, re.DOTALL)
    assert len(drawings) == len(set(drawings)) == len(GUIDES)
    assert all("<polyline" in drawing for drawing in drawings)


def opened(page: Page, served: Served, test: str) -> None:
    page.goto(f"{served.address}/self-tests?test={test}")
    expect(page.locator("details.topic[open]")).to_have_count(1)


@pytest.mark.browser
def test_the_beat_counts_heel_raises_and_fills_the_number_in(page: Page, serve: Callable[[str], Served]) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.clock.install()
    opened(page, serve("empty"), "heel-raise-straight")
    page.get_by_role("button", name="Start the beat").click()
    timer = page.get_by_role("timer")
    expect(timer).to_have_text("Get ready: 3")
    page.clock.run_for(3_200)
    expect(timer).to_have_text("0 · Up")
    page.clock.run_for(1_000)
    expect(timer).to_have_text("0 · Down")
    page.clock.run_for(11_000)  # 12.2 s after the beat began: six raises are complete
    expect(timer).to_have_text("6 · Up")
    page.get_by_role("button", name="Stop and take the count").click()
    expect(page.locator("#value-heel-raise-straight")).to_have_value("6")
    expect(page.get_by_role("button", name="Start the beat")).to_be_focused()
    page.locator("details.topic[open] .chip").filter(has_text="left").click()
    page.locator("details.topic[open]").get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Now the right leg").click()
    expect(page.locator("#value-heel-raise-straight")).to_have_value("")
    expect(page.locator("details.topic[open] input[value=right]")).to_be_checked()
    page.get_by_role("button", name="Start the beat").click()
    expect(timer).to_have_text("Get ready: 3")
    page.get_by_role("button", name="Stop and take the count").click()
    assert fits(page)
    assert violations(page) == []


@pytest.mark.browser
def test_the_watch_ends_by_itself_at_the_most(page: Page, serve: Callable[[str], Served]) -> None:
    page.clock.install()
    opened(page, serve("empty"), "toe-spread-hold")
    page.get_by_role("button", name="Start the watch").click()
    page.clock.run_for(7_300)
    expect(page.get_by_role("timer")).to_have_text("7 s")
    page.clock.run_for(60_000)
    expect(page.get_by_label("Result, s")).to_have_value("60")
    expect(page.get_by_role("button", name="Start the watch")).to_be_visible()


MAY = "DeviceOrientationEvent.requestPermission = async () => 'granted';"
TURN = """(beta) => dispatchEvent(new DeviceOrientationEvent("deviceorientation", { beta, gamma: 40, alpha: 10 }))"""


@pytest.mark.browser
def test_the_phone_is_a_level_and_the_middle_reading_counts(page: Page, serve: Callable[[str], Served]) -> None:
    page.add_init_script(MAY)
    opened(page, serve("empty"), "ankle-bend-straight")
    page.get_by_role("button", name="Use this phone as a level").click()
    for beta, shown in ((90, "0"), (60, "30"), (116, "26"), (-65, "25")):  # upright, leaning, past upright, upside down
        page.evaluate(TURN, beta)
        expect(page.get_by_role("timer")).to_have_text(f"{shown} degrees")
        if shown != "0":
            page.get_by_role("button", name="Take this angle").click()
    expect(page.locator("#value-ankle-bend-straight")).to_have_value("26")
    expect(page.locator(".taken").filter(has_text="30")).to_have_text("30 · 26 · 25")


@pytest.mark.browser
def test_a_device_without_the_sensor_says_so(page: Page, serve: Callable[[str], Served]) -> None:
    page.add_init_script(MAY)
    opened(page, serve("empty"), "ankle-bend-straight")
    page.get_by_role("button", name="Use this phone as a level").click()
    expect(page.get_by_text("This device tells no angle")).to_be_visible()
    expect(page.get_by_role("button", name="Take this angle")).to_be_hidden()


@pytest.mark.browser
def test_a_phone_that_must_not_tell_is_believed(page: Page, serve: Callable[[str], Served]) -> None:
    page.add_init_script("DeviceOrientationEvent.requestPermission = async () => 'denied';")
    opened(page, serve("empty"), "ankle-bend-straight")
    page.get_by_role("button", name="Use this phone as a level").click()
    expect(page.get_by_text("The browser was told not to give the angle")).to_be_visible()


@pytest.mark.browser
def test_without_scripts_nothing_stands_there_that_does_nothing(
    browser: Browser, serve: Callable[[str], Served]
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{serve('empty').address}/self-tests?test=heel-raise-straight")
    expect(page.locator("#value-heel-raise-straight")).to_be_visible()
    expect(page.get_by_role("button", name="Start the beat")).to_have_count(0)
    page.context.close()


def test_ten_degrees_by_a_phone_are_no_change(tmp_path: Path) -> None:
    """The study tells how far two readings are apart on average: many are farther apart by chance."""
    path = tmp_path / "journal.db"
    with Journal.open(path) as journal:
        journal.add([SelfTest(at=NOW - timedelta(days=9), test="ankle-bend-straight", value=30, side="left")])
    told = client_of(path).post("/self-tests", data={"test": "ankle-bend-straight", "value": "20", "side": "left"}).text
    assert "10 degrees away from last time. The test itself is off by up to 14 degrees: nothing new." in told

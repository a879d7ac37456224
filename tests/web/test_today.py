"""The first page: what stands, what comes, what to rate next."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from afterrun.journal import Journal
from afterrun.lab.forecasting import forecast_site
from afterrun.lab.story import build_story
from afterrun.records import Event, PainReport, Run, Site
from afterrun.report.words import points
from afterrun.web.app import create_app
from tests.web.conftest import NOW, Served, client_of, journal_file
from tests.web.test_browser import Serve, painted

FRAGMENT = "/fragment/today?site=right-forefoot-lateral"


def test_the_fan_is_the_forecast_of_the_library(story_client: TestClient) -> None:
    text = story_client.get(FRAGMENT).text
    path = forecast_site(build_story(now=NOW).diary, now=NOW).without_run
    assert path is not None
    shown = [point for point in path.at if point.at <= NOW + timedelta(days=3)]
    assert len(shown) == 12
    for point in shown[1::2]:
        when = f"{point.at:%a %d %b, %H:%M}"
        low, high = (points(end) for end in (point.report_nrs.lo, point.report_nrs.hi))
        assert f"{when}</th><td>{points(point.expected_nrs)}</td><td>{low} to {high}</td>" in text


def test_without_enough_data_it_says_not_yet_known_and_why_once(tmp_path: Path) -> None:
    text = client_of(journal_file(tmp_path, "few")).get("/fragment/today?site=left-heel").text
    assert "not yet known" in text
    assert text.count("Too little to go on") == 1
    assert 'id="fan"' not in text
    assert re.findall(r'<progress max="(\d+)" value="(\d+)"', text) == [("14", "2"), ("3", "1")]


@pytest.mark.parametrize(
    ("hours", "asked"),
    [
        (2, "Next check-in: tomorrow around 08:00, the day after your 5 km run."),
        (24, "How is it today, the day after your 5 km run?"),
        (47, "How is it today, two days after your 5 km run?"),
        (120, "days since your last check-in"),
    ],
)
def test_what_to_rate_next(tmp_path: Path, hours: float, asked: str) -> None:
    path = journal_file(tmp_path, "day-after")
    end = NOW - timedelta(hours=24.5)
    text = (
        TestClient(create_app(path, clock=lambda: end + timedelta(hours=hours)), base_url="http://127.0.0.1")
        .get("/")
        .text
    )
    assert text.count('class="ask"') == 1
    assert asked in text


def test_one_suggestion_at_most(any_client: TestClient) -> None:
    page = any_client.get("/").text
    for site in ("right-forefoot-lateral", "left-heel", "both-body"):
        fragment = any_client.get(f"/fragment/today?site={site}")
        if fragment.status_code == 200:
            assert (page + fragment.text.split("<main")[-1]).count('class="ask"') <= 1


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_a_rating_that_is_due_takes_one_tap(browser: Browser, serve: Serve, scripts: bool) -> None:
    """And none of it is asked again once it is given, nor can a second tap give it twice."""
    served = serve("day-after")
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(served.address)
    asked = page.get_by_role("group", name="How is it today, the day after your 5 km run?")
    asked.get_by_role("button", name="3", exact=True).click()
    card = page.get_by_role("status").filter(has_text="Saved: 3 at right forefoot, outer side")
    expect(card.get_by_role("button", name="Undo")).to_be_visible()
    expect(asked).to_have_count(0)
    with Journal.open(served.path) as journal:
        found = journal.diary().pain[-1]
    assert (found.nrs, str(found.site), found.source) == (3.0, "right-forefoot-lateral", "app")
    context.close()


@pytest.mark.browser
def test_a_tap_with_afterrun_away_is_kept_and_sent_later(page: Page, serve: Serve) -> None:
    served = serve("day-after")
    page.goto(served.address)
    expect(page.locator(".working")).to_have_count(0)
    served.__exit__()
    page.get_by_role("group", name="How is it today").get_by_role("button", name="4", exact=True).click()
    expect(page.get_by_text("Kept in this browser. It is sent once Afterrun is back.")).to_be_visible()
    with Served(served.path, port=served.port):
        expect(page.locator("#outbox")).to_be_hidden()
    with Journal.open(served.path) as journal:
        assert journal.diary().pain[-1].nrs == 4


@pytest.mark.browser
def test_the_fan_is_drawn(page: Page, serve: Serve) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(serve("day-after").address)
    expect(page.get_by_text("How is it today, the day after your 5 km run?")).to_be_visible()
    expect(page.locator("#fan canvas")).to_be_visible()
    assert painted(page, "#fan") > 2000
    days = page.get_by_role("region", name="The next three days")
    days.get_by_text("As a table").click()
    expect(days.get_by_role("table")).to_contain_text("24 Nov")


@pytest.mark.browser
def test_a_fan_is_drawn_once_whatever_htmx_does_to_its_attributes(page: Page, serve: Serve) -> None:
    page.goto(serve("day-after").address)
    expect(page.locator("#fan canvas")).to_be_visible()
    page.evaluate("""() => {
      const [fan, main] = ["fan", "main"].map((id) => document.getElementById(id));
      for (const { name } of [...fan.attributes]) if (name.startsWith("data-")) fan.removeAttribute(name);
      main.append(document.createElement("i"));
    }""")
    page.evaluate("() => new Promise((done) => setTimeout(done, 0))")  # the observer has been told
    expect(page.locator("#fan canvas")).to_have_count(1)


def test_today_says_how_far_the_next_run_may_go(story_client: TestClient) -> None:
    page = story_client.get("/").text
    assert "/fragment/next-run?site=right-forefoot-lateral" in page
    text = story_client.get("/fragment/next-run?site=right-forefoot-lateral").text
    assert "at most" in text
    assert 'href="/plan?site=right-forefoot-lateral"' in text


def test_a_sign_that_has_time_is_in_full_on_today_and_folded_elsewhere(story_client: TestClient) -> None:
    full = story_client.get("/").text
    assert "It is worth having it examined once" in full
    assert '<details class="folded">' not in full
    folded = story_client.get("/timeline").text
    assert '<details class="folded"><summary>Worth having it examined once</summary>' in folded
    assert "It is worth having it examined once" in folded


def test_signs_not_looked_at_yet_do_not_hide_what_comes_next(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "few")
    with Journal.open(path) as journal:
        journal.add([Run(start=NOW - timedelta(hours=26), duration_s=1800, distance_m=5000, source="app")])
    text = client_of(path).get("/").text
    assert "six lines about signs" in text
    assert "How is it today, the day after your 5 km run?" in text


@pytest.mark.parametrize(("days", "greeted"), [(6, False), (15, True)])
def test_who_was_away_is_asked_how_it_is_and_owes_nothing(tmp_path: Path, days: int, greeted: bool) -> None:
    path = journal_file(tmp_path, "empty")
    with Journal.open(path) as journal:
        journal.add([PainReport(at=NOW - timedelta(days=days), site=Site.parse("left-heel"), nrs=4)])
    text = client_of(path).get("/").text
    assert (f"{days} days since your last check-in. They stay unknown" in text) == greeted


def test_the_first_visit_says_how_soon_something_is_known(client: TestClient) -> None:
    page = client.get("/").text
    assert "After 14 check-ins, and 3 runs with check-ins in the five days after" in page


def test_the_other_places_are_a_tap_away(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "few")
    with Journal.open(path) as journal:
        journal.add([PainReport(at=NOW - timedelta(days=1), site=Site.parse("right-knee"), nrs=2)])
    part = client_of(path).get("/fragment/today?site=left-heel", headers={"hx-request": "true"}).text
    assert '<a href="/answers?site=right-knee">right knee</a>' in part
    assert 'site=left-heel">left heel' not in part


def test_the_week_counts_other_sports_and_nothing_else_that_happened(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "few")
    with Journal.open(path) as journal:
        early = NOW.replace(hour=7)  # a Monday: the week began some hours ago
        kinds = {"cycling": early, "swimming": early, "long-drive": early, "walking": early - timedelta(days=1)}
        journal.add(Event(at=at, kind=kind, minutes=40) for kind, at in kinds.items())
    assert "; 1 ride, 1 swim</dd>" in client_of(path).get("/").text

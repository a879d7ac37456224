"""A trial in the app: begun, drawn, looked at, ended."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from afterrun.findings.trial import ChangeInUnit, MeanOfUnit
from afterrun.journal import Journal
from afterrun.lab.trial.design import recommended
from afterrun.records import Diary, PainReport, Phase, Site
from afterrun.web.pages.today.view import next_step
from afterrun.web.pages.trial import route
from afterrun.web.pictures.unit_dots import dots
from tests.web.conftest import NOW, client_of, journal_file
from tests.web.test_browser import Serve

FORM = {"intervention": "calf-stretch", "variant": "off step", "design": "pairs", "weeks": "12", "ceiling": "6"}
OUTCOMES = ((0, 1, 0.0), (1, 0, 10.0), (2, 1, None))
HEAD = Site.parse("both-head")
HERE = {"site": "right-forefoot-lateral"}


def test_from_the_promise_to_the_end(story_client: TestClient) -> None:
    assert "Promise and begin" in story_client.get("/trial").text
    begun = story_client.post("/trial/start", data=FORM | HERE)
    assert begun.url.path == "/trial"
    assert "0 of 12 runs" in begun.text
    due = story_client.post("/trial/next").text
    assert "Next run: with" in due
    assert story_client.post("/trial/next").text.count("Next run: with") == 1
    result = story_client.get("/fragment/trial-result").text
    assert "Not known yet." in result
    assert "CENT 2015" in result
    ended = story_client.post("/trial/stop", data={"reason": "a <b>holiday</b>"}).text
    assert "a &lt;b&gt;holiday&lt;/b&gt;" in ended
    assert "Begin another" in ended


def test_a_promise_that_cannot_be_kept_is_told_and_what_was_typed_stays(story_client: TestClient) -> None:
    refused = story_client.post("/trial/start", data=FORM | HERE | {"weeks": "6", "design": "blocks"})
    assert refused.status_code == 422
    assert "units must be at least 4 and even for blocks" in refused.text
    assert 'value="off step"' in refused.text
    assert story_client.post("/trial/start", data=FORM | HERE | {"ceiling": "much"}).status_code == 422
    assert story_client.post("/trial/start", data=FORM | HERE | {"intervention": ""}).status_code == 422


PLANS = {
    "relief": ("Now or later", "only wait half an hour", "not worked out for this question"),
    "prevention": ("Run by run", "from three hours before the run to six hours after it", "of 10 such trials say so"),
    "every-day": ("Two weeks with", "leave it out, also when it hurts", "off the pain of every day, about"),
}


@pytest.mark.parametrize("question", PLANS)
def test_three_questions_lead_to_one_plan_and_the_promise_comes_last(
    story_client: TestClient, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    monkeypatch.setattr(route, "_WAITED_FOR", 2)
    asked = {"intervention": "calf-stretch", "variant": "off step", "question": question, "weeks": "12"} | HERE
    page = story_client.get("/trial", params=asked).text
    places = [page.index(said) for said in ("1. What do you want to try?", 'id="plan"', "Choose everything yourself")]
    assert places == sorted(places)
    plan = story_client.get("/fragment/trial-plan", params=asked, headers={"hx-request": "true"}).text
    assert all(said in plan for said in PLANS[question])
    assert plan.index("What stays allowed") < plan.index("Promise and begin")
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', plan)) | {"ceiling": "6"}
    begun = story_client.post("/trial/start", data=sent).text
    assert "Calf stretch (off step)" in begun
    assert ("Compared is the pain of every day" in begun) == (question == "every-day")


def test_a_plan_that_cannot_be_says_so_and_offers_no_promise(story_client: TestClient) -> None:
    asked = {"intervention": "calf-raises", "question": "every-day", "weeks": "6"} | HERE
    plan = story_client.get("/fragment/trial-plan", params=asked).text
    assert "Too short: it needs at least 4 blocks" in plan
    assert "Promise and begin" not in plan


def test_what_is_kept_up_is_not_tried_run_by_run() -> None:
    kept = Diary(phases=(Phase(intervention="calf-raises", start=NOW),))
    assert recommended(kept, "calf-raises", "prevention") == "blocks"
    assert recommended(kept, "calf-stretch", "prevention") == "pairs"
    assert recommended(kept, "calf-raises", "relief") == "now-or-later"


def test_blocks_say_what_today_is(tmp_path: Path) -> None:
    client = client_of(journal_file(tmp_path, "story"))
    page = client.post("/trial/start", data=FORM | HERE | {"design": "blocks"}).text
    assert "Until 7 December 09:12: with" in page


def test_today_says_what_a_trial_in_days_asks_for(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "story")
    client_of(path).post("/trial/start", data=FORM | HERE | {"design": "blocks"})
    with Journal.open(path) as journal:
        step = next_step(journal.diary(), None, NOW, site=None, unclear=0, flags=())
    assert step is not None
    assert step.text.startswith("Your trial of calf stretch (off step) is on. Until 7 December 09:12: with")


def test_what_is_kept_up_on_record_has_to_be_ended_to_be_left_out(tmp_path: Path) -> None:
    """A day without it counted as one with it, as long as nobody logged that it had stopped."""
    path = journal_file(tmp_path, "story")
    with Journal.open(path) as journal:
        journal.add([Phase(intervention="foot-core", start=NOW - timedelta(days=30))])
    client = client_of(path)
    asked = HERE | {"intervention": "foot-core", "question": "every-day", "weeks": "6"}
    told = "On record as kept up since 24 Oct 2026: foot core."
    assert told in client.get("/fragment/trial-plan", params=asked, headers={"hx-request": "true"}).text
    page = client.post(
        "/trial/start", data=HERE | {"intervention": "foot core", "weeks": "12", "design": "blocks"}
    ).text
    assert told in page
    for uid in re.findall(r'name="uid" value="([^"]+)"', client.get("/also").text):
        client.post("/also/phase/end", data={"uid": uid, "until": "2026-11-23"})
    assert "On record as kept up" not in client.get("/trial").text


def test_without_a_run_blocks_compare_every_day(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "empty")
    with Journal.open(path) as journal:
        journal.add([PainReport(at=NOW - timedelta(days=n), site=HEAD, nrs=4.0) for n in range(1, 30)])
    client = client_of(path)
    assert 'value="after-runs" checked' not in client.get("/trial").text
    typed = FORM | {"site": "both-head", "intervention": "air purifier"}
    refused = client.post("/trial/start", data=typed | {"outcome": "every-day"})
    assert refused.status_code == 422
    assert "pain after runs for pairs" in refused.text
    assert 'value="every-day" checked' in refused.text
    begun = client.post("/trial/start", data=typed | {"design": "blocks"})
    assert "Compared is the pain of every day" in begun.text
    assert "two blocks of each kind" in client.get("/fragment/trial-result").text


def test_with_runs_the_pain_after_them_is_compared_unless_asked(story_client: TestClient) -> None:
    assert 'value="after-runs" checked' in story_client.get("/trial").text
    chosen = story_client.post("/trial/start", data=FORM | HERE | {"design": "blocks", "outcome": "every-day"})
    assert "Compared is the pain of every day" in chosen.text


def test_without_a_report_there_is_nothing_to_try_it_on(tmp_path: Path) -> None:
    assert "Promise and begin" not in client_of(journal_file(tmp_path, "empty")).get("/trial").text


def test_two_ways_of_doing_it_are_set_against_each_other(story_client: TestClient) -> None:
    without = story_client.post("/trial/start", data=FORM | HERE | {"design": "one-or-other"})
    assert without.status_code == 422
    assert "instead must name the other thing" in without.text
    begun = story_client.post("/trial/start", data=FORM | HERE | {"design": "one-or-other", "instead": "on the floor"})
    assert begun.status_code == 200
    asked = story_client.post("/trial/next", data={"pain": "5"})
    assert "On the floor now" in asked.text or "Calf stretch (off step) now" in asked.text


def test_nobody_else_can_begin_one(story_client: TestClient) -> None:
    foreign = story_client.post("/trial/start", data=FORM | HERE, headers={"origin": "https://elsewhere.example"})
    assert foreign.status_code == 403


def test_dots_lie_where_their_values_are() -> None:
    drawn = dots("prevention", [MeanOfUnit(unit=i, arm=arm, mean_nrs=nrs) for i, arm, nrs in OUTCOMES])
    assert (drawn.with_it, drawn.without) == ((4.0,), (96.0,))
    eased = dots("relief", [ChangeInUnit(unit=0, arm=1, change_nrs=-10.0)])
    assert eased.with_it == (4.0,)
    assert eased.ticks[2] == (50.0, "0")


@pytest.mark.browser
def test_a_thumb_begins_one_and_asks_before_the_run(serve: Serve, page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    served = serve("story")
    page.goto(served.address + "/what-helps")
    page.get_by_role("link", name="Find out for sure").click()
    page.get_by_role("radio", name="calf stretch").first.check()
    page.get_by_role("radio", name="Ease pain that is there").check()
    page.get_by_role("button", name="Show me a plan").click()
    expect(page.locator("#plan")).to_contain_text("Half of the times you only wait half an hour")
    page.get_by_text("Choose everything yourself").click()
    page.locator("input[name=design][value=pairs]").check()
    page.locator("details").get_by_role("button", name="Promise and begin").click()
    expect(page.get_by_role("heading", name="Calf stretch")).to_be_visible()
    page.get_by_role("button", name="What to do for my next run").click()
    expect(page.get_by_role("status")).to_contain_text("Next run: with")
    page.get_by_text("Look at it so far").click()
    expect(page.get_by_text("There are not yet two runs of each kind").first).to_be_visible()
    with Journal.open(served.path) as journal:
        (trial,) = journal.diary().trials
    assert trial.design == "pairs"
    assert trial.start - NOW < timedelta(minutes=1)

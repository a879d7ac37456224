"""What helps: two questions, each thing with its range, and nothing said that the answers do not say."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from afterrun.findings import Prevention, Relief, Verdict
from afterrun.journal import Journal
from afterrun.lab.answers import answer
from afterrun.lab.story import SITE, build_story
from afterrun.lab.tried import tried_interventions
from afterrun.records import Care, PainReport
from afterrun.report.tried import VERDICTS, prevents, rate_next, try_next
from afterrun.web.pictures.effect_axis import drop_axis, halvings, ratio_axis
from tests.told import of
from tests.web.conftest import NOW, client_of, journal_file
from tests.web.test_browser import Serve

FRAGMENT = "/fragment/what-helps?site=right-forefoot-lateral"


def test_each_question_is_told_as_the_library_answers_them(story_client: TestClient) -> None:
    relief, rest = story_client.get(FRAGMENT).text.split('id="prevention"')
    prevention, everyday = rest.split('id="every-day"')
    tried = answer(build_story(now=NOW).diary, site=SITE, now=NOW).told.interventions
    assert len(tried) == 4
    for item in tried:
        name = f"<h3>{item.intervention.replace('-', ' ').capitalize()}"
        assert (name in relief) == (item.relief is not None)
        assert name in prevention
    words = [VERDICTS[item.relief.verdict] for item in tried if item.relief]
    assert re.findall(r"<strong>([^<]+)\.</strong>", relief) == words
    assert prevention.count("<circle") == sum(item.prevention.response_ratio is not None for item in tried)
    assert "You chose when to do it" in prevention
    assert everyday.count("<h3>") == sum(item.everyday is not None for item in tried) == 2
    assert everyday.count("<circle") == sum(bool(item.everyday and item.everyday.drop_nrs) for item in tried)
    assert "You chose when" in everyday


def test_without_anything_tried_it_says_how_to_begin(tmp_path: Path) -> None:
    text = client_of(journal_file(tmp_path, "few")).get("/fragment/what-helps?site=left-heel").text
    assert "Nothing was tried yet" in text
    assert "<svg" not in text.partition("<main")[2]


def test_what_is_not_known_has_no_dot(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "few")
    with Journal.open(path) as journal:
        report: PainReport = journal.diary().pain[0]
        journal.add([Care(at=report.at + timedelta(hours=1), intervention="tape", site=report.site)])
    text = client_of(path).get("/fragment/what-helps?site=left-heel").text
    assert text.count("Not known yet.") == 2
    assert "not rated before and after" in text
    assert "<svg" not in text.partition("<main")[2]


def test_right_is_better_and_ranges_stay_in_the_picture() -> None:
    drop, ratio = drop_axis([-3.2, 1.0]), ratio_axis([halvings(0.01), halvings(40.0)])
    assert drop.at(-3.2) < drop.at(0) < drop.at(1)
    assert ratio.at(halvings(2)) < ratio.at(halvings(1)) < ratio.at(halvings(0.5))
    assert ratio.at(halvings(40.0)) == ratio.at(-3) == 4.0
    assert ratio.at(halvings(0.01)) == 96.0
    assert ratio.at(ratio.band) == ratio.at(halvings(0.8))


@pytest.mark.parametrize(
    ("with_it", "without", "verdict", "said"),
    [
        (0, 9, "not-yet-known", "around some of your runs"),
        (2, 9, "not-yet-known", "around 1 run more"),
        (9, 1, "not-yet-known", "leave it out around 2 runs more"),
        (9, 9, "may-help", "let chance decide"),
        (9, 9, "helps", ""),
    ],
)
def test_the_next_step_fits_what_is_missing(with_it: int, without: int, verdict: Verdict, said: str) -> None:
    told = try_next(Prevention(n_with=with_it, n_without=without, verdict=verdict))
    assert (said in told) if said else told == ""


@pytest.mark.parametrize("without", [0, 9])
def test_nobody_is_told_to_take_what_works_slowly_run_by_run(without: int) -> None:
    early = Prevention(n_with=6, n_without=without, takes_weeks=(6, 12), building_up=True)
    assert try_next(early) == "Keep it up, and go on checking in."
    long = Prevention(n_with=20, n_without=9, takes_weeks=(6, 12), response_ratio=of(0.5, 0.8, 1.2))
    assert try_next(long) == "It works slowly: only months with it and months without it would tell."


def test_relief_needs_ratings_first() -> None:
    assert rate_next(Relief(n=2)).endswith("1 more time.")
    assert "narrower" in rate_next(Relief(n=9))
    assert rate_next(Relief(n=9, verdict="helps")) == ""


def test_what_a_trial_left_open_only_a_longer_one_tells() -> None:
    assert rate_next(Relief(n=6, evidence="randomised")) == "A longer trial would tell."
    drawn = Prevention(n_with=6, n_without=6, evidence="randomised", response_ratio=of(0.5, 0.8, 1.2))
    assert try_next(drawn) == "A longer trial would tell."
    told = prevents(drawn)
    assert told.startswith("In a trial, where a coin decided, 6 runs with it and 6 without: whether it prevents")


@pytest.mark.browser
def test_the_menu_stays_in_one_row_on_a_phone(page: Page, serve: Serve) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(serve("story").address + "/what-helps")
    expect(page.locator(".effects svg")).to_have_count(3)
    tops = page.locator("nav li:visible").evaluate_all("all => all.map((each) => each.getBoundingClientRect().top)")
    assert len(set(tops)) == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.usefixtures("unexplained")
def test_nobody_is_told_to_try_a_painkiller_around_runs(tmp_path: Path) -> None:
    """It hides the pain of a run, and is taken because it hurts: no run with it is compared, and no trial proposed."""
    path = journal_file(tmp_path, "story")
    with Journal.open(path) as journal:
        runs = journal.diary().runs[-8::2]
        journal.add(Care(at=run.end + timedelta(hours=1), intervention="ibuprofen", source="app") for run in runs)
    client = client_of(path)
    relief, rest = client.get(FRAGMENT).text.split('id="prevention"')
    assert "Ibuprofen" in relief
    assert "buprofen" not in rest
    assert 'value="ibuprofen"' not in client.get("/trial").text
    diary = build_story(now=NOW).diary
    tried = tried_interventions(diary, [Care(at=run.end, intervention="ibuprofen") for run in runs], diary.runs)
    assert not any(next(each for each in tried if each.name == "ibuprofen").with_it)


def test_a_verdict_stands_before_what_it_rests_on(story_client: TestClient) -> None:
    text = story_client.get(FRAGMENT).text
    assert text.index("Helps.</strong>") < text.index("pairs-drawn")
    response = story_client.get("/fragment/response?site=right-forefoot-lateral").text
    assert response.index("Your runs raise the pain here") < response.index('id="response"')

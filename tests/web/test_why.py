"""Why it hurts: a page for each question, four sources that are never mixed, and what is missing with its tap."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from afterrun.journal import Journal
from afterrun.reasons.evidence import CARDS, TOPICS, Topic
from afterrun.records import PainReport, SelfTest, SignAnswer, Site
from tests.reasons.test_evidence import unknown_numbers
from tests.web.conftest import NOW, Served, client_of, journal_file
from tests.web.test_accessibility import violations
from tests.web.test_browser import fits

SITE = "right-forefoot-lateral"
SOURCES = ("own-diary", "own-tests", "worked-out", "published")
HTMX = {"hx-request": "true"}
each_topic = pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)


def section(page: str, name: str) -> str:
    found = re.search(rf'<section class="topic" aria-labelledby="{name}">(.*?)</section>', page, re.DOTALL)
    assert found is not None
    return found.group(1)


def words(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split()).replace("\N{NO-BREAK SPACE}", " ")


def diary_says(client: TestClient, about: str, site: str = SITE) -> str:
    answer = client.get("/fragment/why/diary", params={"about": about, "site": site}, headers=HTMX)
    assert answer.status_code == 200
    return answer.text


@each_topic
def test_a_page_has_its_answer_and_four_sources_each_marked(client: TestClient, topic: Topic) -> None:
    text = client.get(f"/why/{topic.id}").text
    assert f"<h1>{topic.question}</h1>" in text
    assert topic.verdict in html.unescape(text)
    assert topic.sure in html.unescape(text)
    for name in SOURCES:
        assert f'class="source {name}"' in section(text, name)
    assert topic.contradiction in html.unescape(text)


@each_topic
def test_every_published_number_on_the_page_has_its_card(client: TestClient, topic: Topic) -> None:
    page = client.get(f"/why/{topic.id}").text
    shown = re.findall(r'<li class="card" data-card="([^"]+)">(.*?)</li>', page, re.DOTALL)
    assert {card for card, _ in shown} >= {card.id for card in topic.cards()}
    for card, text in shown:
        told = words(re.sub(r"<cite>.*?</cite>", "", text, flags=re.DOTALL))
        assert unknown_numbers(told, CARDS[card].numbers()) == []
    published = re.sub(r"<li class=\"card\".*?</li>", "", section(page, "published"), flags=re.DOTALL)
    assert unknown_numbers(re.sub(r"\(\d+\)", "", words(published)), []) == []  # but how many there are of a kind
    head = page[page.index("<h1>") : page.index('<section class="topic"')]
    assert unknown_numbers(words(head), []) == []


@each_topic
def test_a_card_says_whether_it_was_checked_and_how_far_it_goes(client: TestClient, topic: Topic) -> None:
    published = words(section(client.get(f"/why/{topic.id}").text, "published"))
    for card in topic.cards():
        assert card.limits in published
    for status, said in (("verified", "Read in the study's own summary"), ("second-hand", "Second-hand")):
        assert published.count(said) == sum(card.status == status for card in topic.cards())


def test_the_first_page_leads_to_every_question_and_asks_for_danger_first(client: TestClient) -> None:
    page = client.get("/why").text
    links = re.findall(r'href="/why/([^"]+)"', page)
    assert links == [topic.id for topic in TOPICS]
    assert page.index("should not wait?") < page.index('href="/why/rule-out"')
    for elsewhere in ("/", "/answers"):
        assert 'href="/why"' in client.get(elsewhere).text


def test_what_only_the_diary_answers_is_one_tap_away(story_client: TestClient) -> None:
    page = story_client.get("/why").text
    for question, path in (("What sets it off, and when?", "/answers"), ("How much can I run?", "/plan")):
        address = f"{path}?site={SITE}"
        assert f'<a href="{address}">{question}</a>' in page
        assert SITE in story_client.get(address).text


def test_what_is_worked_out_says_where_runners_were_measured_to_do_otherwise(client: TestClient) -> None:
    page = client.get("/why/stretching-prevents").text
    assert "Measured in runners it was the other way round" in section(page, "worked-out")
    assert "Measured in runners" not in section(page, "published")


def test_red_flags_stand_before_everything(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "few")
    with Journal.open(path) as journal:
        journal.add([SignAnswer(at=NOW - timedelta(hours=1), sign="swollen-calf-clot", answer="yes")])
    client = client_of(path)
    for address in ("/why", "/why/calves-tight"):
        page = client.get(address).text
        assert page.index("One calf or thigh is thicker") < page.index("<h1>")
    assert "should not wait?" not in client.get("/why").text


@pytest.mark.parametrize(("sign", "sent"), [("single-bone-spot", False), ("toe-drifting", True)])
def test_nobody_is_sent_to_a_test_before_somebody_has_looked(tmp_path: Path, sign: str, sent: bool) -> None:
    path = journal_file(tmp_path, "few")
    with Journal.open(path) as journal:
        journal.add([SignAnswer(at=NOW - timedelta(hours=1), sign=sign, answer="yes")])
    client = client_of(path)
    tests = section(client.get("/why/strength").text, "own-tests")
    assert ('href="/self-tests?test=' in tests) == sent
    for text in (tests, client.get("/self-tests").text):
        assert ("Do none of these before somebody has looked" in text) != sent


def test_without_data_each_source_says_what_is_missing_and_where_to_tap(client: TestClient) -> None:
    page = client.get("/why/stretching-prevents").text
    assert "Nothing to show yet" in section(page, "own-diary")
    tests = section(page, "own-tests")
    assert tests.count("Not done yet.") == 2
    assert 'href="/self-tests?test=lunge-bent"' in tests
    opened = client.get("/self-tests?test=lunge-bent").text
    assert re.findall(r'<details class="topic" open><summary>([^<]+)<', opened) == ["Knee to the wall"]


@pytest.mark.parametrize(
    ("about", "said", "tap"),
    [
        ("calves-tight", "Tightness: not noted yet", "/check-in"),
        ("strength", "Nothing is on record about: calf raises, tibialis raises, foot core", "/also"),
        ("step-or-floor", "Calf stretch: not rated before and after yet", "/did"),
        ("stretching-prevents", "Calf stretch: no run with it yet", "/trial"),
        ("landing", "Runs in another shoe", "/run"),
        ("structure", "A check-in the day after a run tells most", "/check-in"),
        ("overuse", "on; now, if you bring in older runs", "/import"),
        ("arch-cramp", "Cramp: not noted yet", "/check-in"),
        ("rule-out", "The signs ask for the rest", "/signs"),
    ],
)
def test_a_short_diary_says_what_is_missing_and_where_to_tap(tmp_path: Path, about: str, said: str, tap: str) -> None:
    text = diary_says(client_of(journal_file(tmp_path, "few")), about, "left-heel")
    assert said in words(text)
    assert "<p>Not known yet.</p>" not in text, "without a heading it says nothing"
    assert re.search(rf'{re.escape(said)}[^<]*<a href="{tap}">', text)
    assert "sure" not in words(text).split()  # nothing is claimed of three reports


def test_the_diary_of_the_story_answers(story_client: TestClient) -> None:
    eased = words(diary_says(story_client, "step-or-floor"))
    assert "Calf stretch (off step): Rated before and after 10 times: it eases pain that is there" in eased
    assert "Off step took off" in eased
    cramp = words(diary_says(story_client, "arch-cramp"))
    assert "Cramp (right arch) came later the same day" in cramp
    assert "cramp (right arch) (" not in cramp, "whether the cramp sets off something else is not asked"
    assert "Over the last 4 weeks you ran" in words(diary_says(story_client, "overuse"))
    assert "longest of the 30 days before: 2 of 15 runs" in words(diary_says(story_client, "overuse"))
    assert "whether it prevents pain after runs is not known yet" in words(diary_says(story_client, "strength"))
    assert "no run with it yet" in words(diary_says(story_client, "stretching-prevents"))


def test_what_the_data_favour_is_one_sentence_with_bars_and_the_same_as_a_table(story_client: TestClient) -> None:
    page = story_client.get("/why").text
    assert page.index(f'hx-get="/fragment/why?site={SITE}"') < page.index("<h2>Questions</h2>")
    part = story_client.get("/fragment/why", params={"site": SITE}, headers=HTMX).text
    found = story_client.get("/api/why", params={"site": SITE}).json()
    told = words(part)
    assert told.startswith("Undecided. Your diary cannot tell yet: is it")
    bars = [float(width) for width in re.findall(r'class="share" x="0" y="0" width="([\d.]+)%"', part)]
    rows = re.findall(r'<tr><th scope="row">', part)
    assert len(bars) == len(rows) >= 3
    assert bars == sorted(bars, reverse=True)
    weights = {row["name"]: row["weight"] for row in found["explanations"]}
    together = [{row["name"], *row["alike"]} for row in found["explanations"]]
    assert bars[0] == pytest.approx(100 * max(sum(weights[name] for name in names) for names in together), abs=2.5)
    assert "Only what is in your diary can be compared" in told


def test_a_question_shows_the_explanations_that_it_is_about(story_client: TestClient) -> None:
    told = words(diary_says(story_client, "overuse"))
    assert "A run longer than those of the month before: a chance of" in told
    assert told.count("How far you ran or what rises and falls with it: together a chance of") == 1
    assert "Overhead press" not in told
    assert "a chance of" not in words(diary_says(story_client, "step-or-floor"))


def test_a_short_diary_weighs_nothing_and_says_so(tmp_path: Path) -> None:
    client = client_of(journal_file(tmp_path, "few"))
    told = words(client.get("/fragment/why", params={"site": "left-heel"}, headers=HTMX).text)
    assert "What would tell: a check-in on the days after each run" in told
    assert "%" not in told
    assert "1 run has a report in the five days after it, 8 are needed." in words(
        diary_says(client, "overuse", "left-heel")
    )


def test_own_tests_stand_on_the_page_with_what_they_fit(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "few")
    made = [(9, 11.5, "rest"), (3, 9.0, "+24h")]
    with Journal.open(path) as journal:
        journal.add(
            SelfTest(at=NOW - timedelta(days=days), test="lunge-bent", value=value, side="left", when=when)
            for days, value, when in made
        )
    client = client_of(path)
    tests = words(section(client.get("/why/calves-tight").text, "own-tests"))
    assert "left: 9 cm on 20 Nov 2026" in tests
    assert "A day after a run it is 2.5 cm less than at rest: more than the test is off by. That fits a calf" in tests
    assert "1 of 3 done" in client.get("/why").text


def test_a_cramp_that_was_noted_is_counted(tmp_path: Path) -> None:
    path = journal_file(tmp_path, "few")
    with Journal.open(path) as journal:
        journal.add([PainReport(at=NOW - timedelta(hours=3), site=Site.parse("left-arch"), nrs=4, symptom="cramp")])
    assert "Cramp: noted once." in words(diary_says(client_of(path), "arch-cramp", "left-heel"))


def test_an_unknown_question_is_refused_with_those_there_are(client: TestClient) -> None:
    client.post("/api/pain", json={"site": "left-heel", "nrs": 2})
    answer = client.get("/fragment/why/diary", params={"about": "weather", "site": "left-heel"})
    assert answer.status_code == 422
    assert "calves-tight" in answer.text
    assert client.get("/why/weather").status_code == 404


@pytest.mark.browser
def test_on_a_phone_it_fits_and_nothing_is_in_the_way(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    with Served(journal_file(tmp_path, "story")) as served:
        for address in ("/why", *(f"/why/{topic.id}" for topic in TOPICS)):
            page.goto(served.address + address)
            expect(page.locator(".working")).to_have_count(0)
            assert violations(page) == [], address
            assert fits(page), address
        assert {url for url in asked if not url.startswith(served.address)} == set()  # nothing from elsewhere


@pytest.mark.parametrize(("place", "elsewhere"), [("right-knee-kneecap", True), ("left-shin", True), (SITE, False)])
def test_of_a_knee_it_says_that_the_questions_are_about_something_else(
    tmp_path: Path, place: str, elsewhere: bool
) -> None:
    """A sore knee was told what to rule out between its toes."""
    path = journal_file(tmp_path, "empty")
    with Journal.open(path) as journal:
        journal.add([PainReport(at=NOW - timedelta(hours=1), site=Site.parse(place), nrs=3)])
    client = client_of(path)
    for page in ("/why", "/why/rule-out"):
        assert ("These questions are about the forefoot and the calf" in client.get(page).text) == elsewhere, page

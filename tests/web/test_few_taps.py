"""What is done every day takes few taps, is said by its name, and is seen where the thumb is."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from afterrun.journal import Journal
from afterrun.records import Care, PainReport, Run, Site
from afterrun.web.pages.today.view import days_known, how_it_stands, under_painkiller
from afterrun.web.pictures.last_weeks import last_weeks
from tests.web.conftest import NOW, Served, client_of, journal_file
from tests.web.test_browser import fits

in_browser = pytest.mark.browser
HEEL = Site.parse("left-heel")


def journal_with(folder: Path, *records: object) -> Path:
    path = journal_file(folder, "few")
    with Journal.open(path) as journal:
        journal.add(records)  # type: ignore[arg-type]  # any kind
    return path


def stretch(at: datetime, **more: object) -> Care:
    return Care(at=at, intervention="calf-stretch", variant="off-step", minutes=2, site=HEEL, source="app", **more)  # type: ignore[arg-type]


def test_what_was_done_last_is_offered_with_its_kind_and_minutes(tmp_path: Path) -> None:
    client = client_of(journal_with(tmp_path, stretch(NOW - timedelta(days=1)), stretch(NOW - timedelta(days=2))))
    for path in ("/", "/did"):
        text = client.get(path).text
        assert text.count('<details class="again"') == 1
        assert "Again: calf stretch (off step)" in text
    sent = {"intervention": "calf-stretch", "variant": "off-step", "minutes": "2", "site": str(HEEL), "before": "4"}
    assert "When you are done" in client.post("/did", data=sent).text
    assert "Rating still to come" in client.get("/").text
    with Journal.open(client.app.state.service.journal_path) as journal:  # type: ignore[attr-defined]
        last = journal.diary().care[-1]
    assert (last.variant, last.minutes, last.pain_before, last.pain_after) == ("off-step", 2, 4, None)


@pytest.mark.parametrize(("minutes", "owed"), [(30, True), (90, False)])
def test_a_rating_is_owed_for_an_hour(tmp_path: Path, minutes: float, owed: bool) -> None:
    path = journal_with(tmp_path, stretch(NOW - timedelta(minutes=minutes), pain_before=4))
    assert ("Rating still to come" in client_of(path).get("/").text) == owed


def test_a_rating_after_something_done_is_a_report_too(tmp_path: Path) -> None:
    path = journal_with(tmp_path, stretch(NOW - timedelta(minutes=40), pain_before=4, pain_after=1))
    text = client_of(path).get("/").text
    assert "1 at left heel, Mon 23 Nov 2026, 08:32" in text


def test_tightness_is_not_called_pain(tmp_path: Path) -> None:
    reports = (
        PainReport(at=NOW - timedelta(hours=h), site=HEEL, nrs=5, symptom="tightness", source="app")
        for h in range(1, 9)
    )
    client = client_of(journal_with(tmp_path, *reports))
    said = client.post("/check-in", data={"site": str(HEEL), "nrs": "4", "symptom": "tightness"}).text
    assert "Saved: tightness 4 at left heel" in said
    assert "Tightness 4 at left heel" in client.get("/").text
    timeline = client.get("/timeline").text
    assert "tightness, 0 to 10" in timeline
    assert "pain, 0 to 10<" not in timeline
    told = client.get("/api/timeline").json()
    assert (told["symptom"], len(told["pain"]), len(told["other_symptoms"])) == ("tightness", 9, 3)
    for part in ("answers", "response", "what-helps", "today"):
        assert "Where it says pain below, tightness is meant" in client.get(f"/fragment/{part}?site={HEEL}").text


def test_shoes_are_remembered(tmp_path: Path) -> None:
    run = Run(start=NOW - timedelta(hours=20), duration_s=1800, distance_m=5000, shoe="red-ones", source="app")
    text = client_of(journal_with(tmp_path, run)).get("/run").text
    assert re.search(r'name="shoe" value="red-ones"', text)


def test_how_it_stands_is_told_as_numbers_alone(tmp_path: Path) -> None:
    weeks = ((d, 4.0 if d > 7 else 1.0) for d in (1, 2, 8, 9, 10))
    reports = (PainReport(at=NOW - timedelta(days=d), site=HEEL, nrs=nrs, source="app") for d, nrs in weeks)
    text = client_of(journal_with(tmp_path, *reports)).get("/").text
    assert "The last 7 days: 1 of 10 on average. The 7 before: 4." in text
    assert not re.search(r"better|worse", re.sub(r"<footer.*", "", text, flags=re.S))


def test_one_or_two_reports_are_no_average_of_a_week() -> None:
    def stands(*days_ago: int) -> str:
        reports = [PainReport(at=NOW - timedelta(days=d), site=HEEL, nrs=2) for d in days_ago]
        found = last_weeks(sorted(reports, key=lambda report: report.at), [], NOW)
        assert found is not None
        return how_it_stands(found)

    assert stands(1) == "1 report in the last 7 days: 2 of 10."
    assert stands(1, 2, 8, 9, 10) == "2 reports in the last 7 days: 2 of 10 on average."
    assert stands(1, 2, 3, 8) == "The last 7 days: 2 of 10 on average."
    assert stands(1, 2, 3, 8, 9, 10) == "The last 7 days: 2 of 10 on average. The 7 before: 2."


def test_a_mean_says_what_it_does_not_show() -> None:
    def misled(*days_ago: int, hides: bool = False) -> list[str]:
        reports = [PainReport(at=NOW - timedelta(days=d), site=HEEL, nrs=2) for d in sorted(days_ago, reverse=True)]
        found = last_weeks(reports, [], NOW, lambda at: hides and at > NOW - timedelta(days=9))
        assert found is not None
        assert {hidden for *_, hidden in found.dots} == ({hides} if max(days_ago) < 9 else {False, hides})
        return [said for said in (days_known(found), under_painkiller(found)) if said]

    assert misled(0, 1, 2, 3) == []
    assert misled(1, 1, 1) == ["Reports on 1 of the 7 days; the others are not known."]
    assert misled(1) == []  # "1 report in the last 7 days" says so
    hidden = "of these ratings were under a painkiller, which hides pain."
    assert misled(0, 1, 2, 3, 8, 9, 10, hides=True) == [f"5 {hidden}"]
    assert misled(0, 1, 2, 3, 8, hides=True) == [f"4 {hidden}"]  # of the week before nothing is told


def test_pain_under_a_painkiller_is_marked_on_today_and_in_the_month(tmp_path: Path) -> None:
    reports = [PainReport(at=NOW - timedelta(days=d), site=HEEL, nrs=2, source="app") for d in (0, 1, 2, 3)]
    plain = client_of(journal_with(tmp_path, *reports))
    assert "painkiller" not in plain.get("/").text + plain.get("/month").text
    plain.post("/daily/medicine", data={"name": "ibuprofen", "at": (NOW - timedelta(hours=25)).isoformat()})
    today, month = plain.get("/").text, plain.get("/month").text
    assert "1 of these ratings was under a painkiller, which hides pain." in today
    assert today.count('<circle class="hollow"') == 1
    assert month.count(">(2)</b>") == 1
    assert "In brackets: under a painkiller" in month


def test_pain_during_a_run_is_not_in_the_picture() -> None:
    at = NOW - timedelta(days=1)
    during = PainReport(at=at, site=HEEL, nrs=8, moment="during-run")
    assert last_weeks([during], [], NOW) is None
    found = last_weeks([during, PainReport(at=at, site=HEEL, nrs=2)], [], NOW)
    assert found is not None
    assert (found.week, found.week_before, found.days) == (2, None, ((1, 2.0),))


def test_a_gap_is_not_drawn_over() -> None:
    reports = [PainReport(at=NOW - timedelta(days=d), site=HEEL, nrs=2) for d in (20, 19, 5, 4)]
    found = last_weeks(reports, [], NOW)
    assert found is not None
    assert len(found.lines) == 2


def test_a_sign_comes_before_everything_else(tmp_path: Path) -> None:
    path = journal_with(tmp_path, PainReport(at=NOW - timedelta(hours=1), site=HEEL, nrs=10, source="app"))
    text = client_of(path).get("/").text
    assert "First have it looked at" in text
    assert text.count('class="ask"') == 1


@in_browser
def test_three_taps_for_a_stretch_and_for_a_correction_and_four_for_a_run(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    path = journal_with(
        tmp_path,
        stretch(NOW - timedelta(days=1)),
        PainReport(at=NOW - timedelta(hours=2), site=HEEL, nrs=2, source="app"),
    )
    with Served(path) as served:
        page.goto(served.address)
        main = page.get_by_role("main")
        main.get_by_text("Calf stretch").first.click()
        main.get_by_role("button", name="4", exact=True).click()
        expect(page.get_by_role("status")).to_be_focused()
        page.get_by_role("group", name="When you are done").get_by_role("button", name="2", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("Saved: 4 before, 2 after.")
        assert fits(page)

        page.goto(f"{served.address}/")
        page.get_by_role("link", name="A run", exact=True).click()
        page.get_by_label("Minutes").first.fill("30")
        page.get_by_label("Kilometres").first.fill("5")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status")).to_contain_text("Saved: run of 5.0 km in 30 min")

        page.goto(f"{served.address}/")
        page.get_by_role("link", name="Correct the last run").click()
        page.get_by_label("Minutes").first.fill("31")
        page.get_by_role("button", name="Save the correction").click()
        expect(page.get_by_role("status")).to_contain_text("Corrected")
        expect(page.get_by_role("status")).to_be_focused()
    with Journal.open(path) as journal:
        diary = journal.diary()
    assert (diary.care[-1].pain_before, diary.care[-1].pain_after, diary.care[-1].minutes) == (4, 2, 2)
    assert diary.runs[-1].duration_s == 31 * 60


@in_browser
def test_what_was_tapped_on_the_timeline_is_in_view(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    with Served(journal_file(tmp_path, "story")) as served:
        page.goto(f"{served.address}/timeline")
        expect(page.locator("#timeline[data-drawn=yes]")).to_be_visible()
        page.locator("#timeline").scroll_into_view_if_needed()
        box = page.locator("#timeline .u-over").bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] - 30, box["y"] + 25)
        card = page.locator("#entry section.topic").first
        expect(card).to_be_focused()
        seen = card.evaluate("(card) => { const box = card.getBoundingClientRect(); return [box.top, box.bottom]; }")
        assert seen[0] >= 0
        assert min(seen[1], seen[0] + 100) <= 640 - 50  # its head lies above the menu


@in_browser
@pytest.mark.parametrize("language", ["en", "de"])
def test_no_word_runs_out_of_its_button_at_360(browser: Browser, tmp_path: Path, language: str) -> None:
    with Served(journal_file(tmp_path, "few")) as served:
        context = browser.new_context(locale=language, viewport={"width": 360, "height": 740})
        page = context.new_page()
        for path in ("/check-in", "/did", "/", "/trial", "/timeline", "/answers"):
            page.goto(served.address + path)
            over = page.evaluate(
                """() => [...document.querySelectorAll("button, .button, .number span, .chip span, nav a")]
                    .filter((each) => each.offsetParent && each.scrollWidth > each.clientWidth + 1)
                    .map((each) => each.textContent)"""
            )
            assert (path, over) == (path, [])
            assert fits(page), path
        context.close()

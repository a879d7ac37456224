"""The sheet on a phone: two taps from Today, shared as the phone does, readable without turning it."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, Route, expect

from tests.web.conftest import Served, journal_file
from tests.web.test_browser import fits

SITE = "right-forefoot-lateral"
PHONE = """navigator.canShare = () => true;
navigator.share = async ({ files: [file] }) => {
    document.body.dataset.shared = `${file.name}, ${file.size > 5000 ? "large" : "small"}`;
};"""
SMALLEST_PX = """Math.min(...[...document.querySelectorAll("p, td, th, li")]
    .map((each) => parseFloat(getComputedStyle(each).fontSize)))"""


def test_own_words_are_kept_and_stand_on_the_sheet(story_client: TestClient) -> None:
    sent = {
        "onset": "Since April, from one day to the next.",
        "theory": "Tight <calves>",
        "question": ["Why from running?", "", "How long?"],
    }
    page = story_client.post(f"/sheet?site={SITE}", data=sent).text
    assert 'value="Tight &lt;calves&gt;"' in page
    assert page.count('name="question"') == 3
    sheet = story_client.get(f"/report?site={SITE}").text
    assert "Tight &lt;calves&gt;" in sheet
    assert sheet.index("in my words: Since April") < sheet.index("recorded since"), "a diary is younger than a pain"
    assert "too rarely to compare" not in sheet
    assert sheet.index("Why from running?") < sheet.index("How long?") < sheet.index("How much running is sensible")


def test_it_is_two_taps_from_today(story_client: TestClient) -> None:
    assert f'href="/sheet?site={SITE}"' in story_client.get("/").text
    assert "format=pdf" in story_client.get(f"/sheet?site={SITE}").text


@pytest.mark.browser
def test_it_is_shared_by_the_phone_and_read_on_it(page: Page, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.add_init_script(PHONE)
    with Served(journal_file(tmp_path, "story")) as served:
        page.goto(f"{served.address}/sheet?site={SITE}")
        being_made = page.get_by_role("link", name="Being made …")
        assert fits(page)
        page.get_by_role("button", name="Share").click()
        expect(page.locator("body")).to_have_attribute("data-shared", "afterrun.pdf, large")
        expect(page.get_by_role("button", name="Share")).to_be_visible()
        pdf = page.get_by_role("link", name="As PDF")

        def made(route: Route) -> None:
            expect(being_made).to_be_visible()
            route.continue_()

        page.route("**/report?*", made, times=1)
        with page.expect_download() as saved:
            pdf.click()
        assert saved.value.suggested_filename.endswith(".pdf")
        expect(pdf).to_be_visible()
        sheet = page.request.get(f"{served.address}/report?site={SITE}").text()
    page.set_content(sheet)
    assert fits(page)
    assert page.evaluate(SMALLEST_PX) >= 12

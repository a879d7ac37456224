"""Without a mouse and without eyes: where the focus is, and what is told at once, in a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.web.conftest import Served, journal_file
from tests.web.test_browser import Serve

pytestmark = pytest.mark.browser

UNDER_THE_MENU = """() => {
    const at = document.activeElement;
    const menu = document.querySelector("nav");
    if (at === document.body || menu.contains(at)) return false;
    return at.getBoundingClientRect().bottom > menu.getBoundingClientRect().top + 1;
}"""
IS_ON_TOP = "() => getComputedStyle(document.documentElement, '::before').content !== 'none'"


def tapped(page: Page, selector: str) -> bool:
    """Tap, and say whether a sign was there before anything came from the server."""
    return bool(
        page.evaluate(
            f"(selector) => {{ document.querySelector(selector).click(); return ({IS_ON_TOP})(); }}", selector
        )
    )


def test_what_has_the_focus_is_never_under_the_menu(page: Page, serve: Serve) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    address = serve("few").address
    for path in ("/check-in", "/did", "/settings"):
        page.goto(address + path)
        page.evaluate("() => document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
        for _ in range(40):
            page.keyboard.press("Tab")
            assert not page.evaluate(UNDER_THE_MENU), (path, page.evaluate("() => document.activeElement.outerHTML"))


def test_after_a_form_of_the_browser_the_focus_is_on_what_came_of_it(page: Page, serve: Serve) -> None:
    address = serve("few").address
    page.goto(f"{address}/settings")
    page.locator("form[action='/settings'] button").press("Enter")
    expect(page.locator(".saved")).to_be_focused()
    page.get_by_label("Type delete").fill("no")
    page.keyboard.press("Enter")
    expect(page.locator(".error")).to_be_focused()
    page.get_by_label("Type delete").fill("delete")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Everything is deleted")).to_be_focused()


def test_an_answered_question_hands_the_focus_on(page: Page, tmp_path: Path) -> None:
    def table(nrs: int) -> dict[str, object]:
        rows = "".join(f"2026-11-{day}T08:00:00+00:00,left-heel,{nrs}\n" for day in (19, 20))
        return {"name": "pain.csv", "mimeType": "text/csv", "buffer": f"time,site,nrs\n{rows}".encode()}

    with Served(journal_file(tmp_path, "empty")) as served:
        for nrs in (3, 5):
            page.goto(f"{served.address}/import")
            page.get_by_label("Files", exact=True).set_input_files(table(nrs))  # type: ignore[arg-type]
            page.get_by_role("button", name="Import", exact=True).press("Enter")
            expect(page.locator("#imported")).to_contain_text("already there")
        page.get_by_role("button", name="The table").first.press("Enter")
        expect(page.locator("#imported [role=status]").first).to_be_focused()


def test_a_tap_shows_at_once_that_it_was_taken(context: BrowserContext, serve: Serve) -> None:
    address = serve("few").address
    for path, selector in (
        *(("/", f"nav li:nth-child({n}) a") for n in (2, 4, 6)),
        ("/", "main .choices a"),
        ("/settings", "form[action='/settings'] button"),
        ("/settings", "a[href='/settings/backup']"),
        ("/search", "form[role=search] button"),
        ("/timeline", "#table a"),
    ):
        page = context.new_page()  # the one before is on its way elsewhere
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        assert not page.evaluate(IS_ON_TOP), path
        assert tapped(page, selector), (path, selector)
        page.close()


def test_that_it_is_worked_out_is_told_once_and_that_it_is_there(page: Page, serve: Serve) -> None:
    page.goto(f"{serve('few').address}/settings")
    told = page.locator("#told")
    expect(told).to_have_text("")
    page.evaluate("() => document.querySelector('main').insertAdjacentHTML('beforeend', '<p class=working>…</p>')")
    expect(told).to_have_text("Working it out …")
    page.evaluate("() => document.querySelector('.working').remove()")
    expect(told).to_have_text("It is there now.")
    page.evaluate(
        "() => document.querySelector('main').insertAdjacentHTML('beforeend', '<p data-tell>Half as far.</p>')"
    )
    expect(told).to_have_text("Half as far.")


@pytest.mark.share
def test_what_was_opened_stays_open_when_its_part_comes_anew(page: Page, serve: Serve) -> None:
    """A part is fetched again as soon as a new answer is there, also while somebody reads in it."""
    again = """() => {
        const part = document.querySelector("[data-part]");
        part.firstElementChild.id = "old";
        return htmx.ajax("GET", part.getAttribute("hx-get"), part);
    }"""
    page.goto(serve("few").address + "/answers")
    shut = page.locator("[data-part] details")
    shut.first.locator("summary").click()
    expect(page.locator("[data-part] details[open]")).to_have_count(1)
    page.evaluate(again)
    expect(page.locator("#old")).to_have_count(0)
    expect(page.locator("[data-part] details[open]")).to_have_count(1)
    shut.first.locator("summary").click()
    expect(page.locator("[data-part] details[open]")).to_have_count(0)
    page.evaluate(again)
    expect(page.locator("#old")).to_have_count(0)
    expect(page.locator("[data-part] details[open]")).to_have_count(0)

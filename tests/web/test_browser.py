"""Each page in headless Chromium: it does what it is for, leaves the origin alone and fits a phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from afterrun.journal import Journal
from afterrun.records import Run
from tests.web.conftest import NOW, PAGES, Served

pytestmark = pytest.mark.browser
Serve = Callable[[str], Served]


@pytest.fixture
def phone(page: Page) -> Iterator[Page]:
    """A narrow page that notes whatever goes wrong or leaves the origin."""
    wrong: list[str] = []
    page.set_viewport_size({"width": 360, "height": 740})
    page.on("console", lambda message: wrong.append(message.text) if message.type in LOUD else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith("http://127.0.0.1:") else wrong.append(r.url))
    yield page
    assert not wrong


LOUD = ("error", "warning")
UNFOLDED = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
LARGE_LETTERS = f"""() => {{
    document.documentElement.style.fontSize = "200%";
    {UNFOLDED};
}}"""


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def painted(page: Page, selector: str) -> int:
    """Count the pixels of a plot that are not blank."""
    return int(
        page.evaluate(
            """(selector) => {
                const canvas = document.querySelector(selector + " canvas");
                const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
                let count = 0;
                for (let i = 3; i < data.length; i += 4) if (data[i]) count++;
                return count;
            }""",
            selector,
        )
    )


def test_welcome(phone: Page, serve: Serve) -> None:
    phone.goto(serve("empty").address)
    expect(phone.get_by_role("link", name="Log how it feels now")).to_be_visible()
    expect(phone.get_by_role("button", name="Look at an example first")).to_be_visible()
    assert fits(phone)


def test_check_in_takes_three_taps_and_stays(phone: Page, serve: Serve) -> None:
    served = serve("story")
    phone.goto(served.address)
    taps = 0
    for target in (
        phone.get_by_role("main").get_by_role("link", name="Check in"),
        phone.locator("label.number", has_text="3"),
        phone.get_by_role("button", name="Save"),
    ):
        target.click()
        taps += 1
    expect(phone.get_by_role("status")).to_contain_text("Saved: 3 at right forefoot, outer side")
    assert (taps, fits(phone)) == (3, True)
    with Journal.open(served.path) as journal:
        report = journal.diary().pain[-1]
    assert (report.nrs, str(report.site), report.source) == (3.0, "right-forefoot-lateral", "app")
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_role("status")).to_contain_text("Taken back")


def test_check_in_works_without_javascript(browser: object, serve: Serve, browser_type_launch_args: object) -> None:
    served = serve("few")
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{served.address}/check-in")
    page.locator("label.number", has_text="0").first.click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved: 0 at left heel")
    context.close()


def test_check_in_by_keyboard_at_another_place(phone: Page, serve: Serve) -> None:
    phone.goto(f"{serve('story').address}/check-in")
    phone.get_by_role("radio", name="Another place").check()
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("radio", name="right forefoot, outer side").nth(1)).to_be_focused()
    for _ in range(7):
        phone.keyboard.press("ArrowDown")
    expect(phone.get_by_role("radio", name="right heel")).to_be_checked()
    expect(phone.locator(".view.right .region.focused.chosen")).to_have_count(2)
    phone.get_by_role("radio", name="7 strong").focus()
    phone.keyboard.press("Space")
    phone.get_by_role("button", name="Save").focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("status")).to_contain_text("Saved: 7 at right heel")


def test_did_is_rated_before_the_choice_and_after_it_is_done(phone: Page, serve: Serve) -> None:
    served = serve("story")
    phone.goto(f"{served.address}/did")
    phone.locator("details.other > summary").click()
    before = phone.get_by_role("group", name="Pain just before")
    choice = phone.get_by_role("group", name="What did you do")
    assert _top(before) < _top(choice)
    before.locator("label.number", has_text="4").click()
    phone.get_by_label("Which kind").fill("off-step")
    assert fits(phone)
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("status")).to_contain_text("Saved: calf stretch (off step)")
    phone.get_by_role("button", name="2", exact=True).click()
    expect(phone.get_by_role("status")).to_contain_text("Saved: 4 before, 2 after.")
    assert fits(phone)
    with Journal.open(served.path) as journal:
        care = journal.diary().care[-1]
    assert (care.variant, care.pain_before, care.pain_after) == ("off-step", 4.0, 2.0)
    phone.get_by_role("button", name="Undo").click()
    expect(phone.get_by_role("status")).to_contain_text("Taken back")


def test_did_rated_at_once(phone: Page, serve: Serve) -> None:
    phone.goto(f"{serve('story').address}/did")
    phone.locator("details.other > summary").click()
    phone.get_by_role("group", name="Pain just before").locator("label.number", has_text="4").click()
    phone.get_by_role("group", name="Pain just after").locator("label.number", has_text="3").click()
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("status")).to_contain_text("Saved: calf stretch")
    expect(phone.get_by_text("When you are done")).to_have_count(0)


def _top(target: Locator) -> float:
    box = target.bounding_box()
    assert box is not None
    return box["y"]


def test_timeline_is_drawn_and_told(phone: Page, serve: Serve) -> None:
    phone.goto(f"{serve('story').address}/timeline")
    expect(phone.locator("#timeline[data-drawn=yes] canvas")).to_be_visible()
    assert painted(phone, "#timeline") > 2000
    phone.get_by_text("As a table").first.click()
    expect(phone.get_by_role("table")).to_contain_text("Run")
    assert fits(phone)


def test_timeline_zooms_by_buttons(phone: Page, serve: Serve) -> None:
    phone.goto(f"{serve('story').address}/timeline")
    told = phone.locator(".zoom output")
    expect(told).to_have_text("28 Jun to 23 Nov")
    expect(phone.get_by_role("button", name="All", exact=True)).to_have_attribute("aria-pressed", "true")
    phone.get_by_role("button", name="2 weeks").press("Enter")
    expect(told).to_have_text("9 Nov to 23 Nov")
    expect(phone.get_by_role("button", name="Later")).to_be_disabled()
    phone.get_by_role("button", name="Earlier").click()
    expect(told).to_have_text("2 Nov to 16 Nov")
    phone.get_by_role("button", name="All", exact=True).click()
    expect(told).to_have_text("28 Jun to 23 Nov")


def test_timeline_of_runs_alone(phone: Page, serve: Serve) -> None:
    served = serve("empty")
    with Journal.open(served.path) as journal:
        journal.add([Run(start=NOW - timedelta(days=3), duration_s=1800)])
    phone.goto(f"{served.address}/timeline")
    expect(phone.locator("#timeline[data-drawn=yes] canvas")).to_be_visible()
    expect(phone.get_by_text("only minutes known")).to_be_visible()


def test_the_place_can_be_changed(phone: Page, serve: Serve) -> None:
    phone.goto(f"{serve('story').address}/timeline")
    phone.get_by_label("Place", exact=True).select_option("right-arch")
    phone.get_by_role("button", name="Show").click()
    expect(phone).to_have_url(re.compile("site=right-arch"))
    expect(phone.get_by_label("Place", exact=True)).to_have_value("right-arch")
    phone.get_by_text("As a table").first.click()
    expect(phone.get_by_role("table")).to_contain_text("Cramp")


# Buttons and fields of a page that a finger could miss.
SMALL = """() => [...document.querySelectorAll("main :is(button, .button, input, select, summary), nav a")]
    .filter((e) => e.type !== "hidden" && e.getClientRects().length)
    .map((e) => e.closest("label.tick") ?? e) // a tick is tapped on its words as well
    .map((e) => [e.outerHTML.slice(0, 80), Math.round(e.getBoundingClientRect().height)])
    .filter(([, height]) => height < 44)"""
WALKED = ("/", "/check-in", "/did", "/timeline", "/response", "/answers", "/import", "/settings")


def test_what_is_tapped_is_large_enough(phone: Page, serve: Serve) -> None:
    served = serve("story")
    small = {}
    for path in (*WALKED, "/offline"):
        phone.goto(served.address + path)
        small[path] = phone.evaluate(SMALL)
    assert {path: found for path, found in small.items() if found} == {}


def test_the_first_tab_skips_to_the_page(phone: Page, serve: Serve) -> None:
    phone.goto(serve("few").address)
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("link", name="Skip to the page")).to_be_focused()
    expect(phone.get_by_role("link", name="Skip to the page")).to_be_in_viewport()


def test_an_error_in_the_form_is_shown_in_place(phone: Page, serve: Serve) -> None:
    phone.goto(f"{serve('few').address}/did")
    phone.get_by_label("Something else").fill("ice bath")
    phone.get_by_label("Another time").fill("2027-01-01T08:00")
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator(".error[role=alert]")).to_contain_text("must not lie ahead")
    expect(phone.get_by_label("Something else")).to_have_value("ice bath")


@pytest.mark.parametrize("journal", ["story", "soreness"])
def test_response_curve_is_drawn_and_told(phone: Page, serve: Serve, journal: str) -> None:
    phone.goto(f"{serve(journal).address}/response")
    expect(phone.locator("#response canvas")).to_be_visible()
    assert painted(phone, "#response") > 2000
    phone.get_by_text("As a table").first.click()
    expect(phone.get_by_role("table").first).to_contain_text("1 day")
    assert fits(phone)


def test_response_of_too_little_says_so(phone: Page, serve: Serve) -> None:
    phone.goto(f"{serve('few').address}/response")
    expect(phone.get_by_text("Not known yet whether runs set off your pain")).to_be_visible()
    expect(phone.locator("#response")).to_have_count(0)


def test_answers(phone: Page, serve: Serve) -> None:
    phone.goto(f"{serve('story').address}/answers")
    expect(phone.get_by_role("heading", name="What sets it off")).to_be_visible()
    expect(phone.get_by_text("Your runs raise the pain here")).to_be_visible()
    assert fits(phone)


def test_import(phone: Page, serve: Serve, tmp_path: Path) -> None:
    served = serve("empty")
    table = tmp_path / "pain.csv"
    swollen = "2026-11-20T07:00:00+01:00,left-calf,2,swollen and warm since the flight"
    table.write_text(f"at,site,nrs,note\n{swollen}\n2026-11-21T07:00:00+01:00,left-heel,much,\n")
    phone.goto(f"{served.address}/import")
    phone.get_by_label("Files", exact=True).set_input_files(str(table))
    phone.get_by_role("button", name="Import").click()
    expect(phone.locator("#imported")).to_contain_text("1 added")
    expect(phone.locator("#imported")).to_contain_text("pain.csv line 3")
    expect(phone.get_by_role("heading", name="See a doctor today")).to_be_in_viewport()
    assert fits(phone)


def test_pages_to_read(page: Page, serve: Serve) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    served = serve("empty")
    for path in ("/help/when-to-see-someone", "/help/reading-the-curve", "/api/", "/nowhere"):
        page.goto(served.address + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert fits(page), path


def test_all_pages_fit_all_widths(page: Page, serve: Serve) -> None:
    """Each opened at each width, the narrowest a page enlarged four times on a desk, and shown in either scheme."""
    served, wide = serve("story"), []
    for path in WALKED:
        for width in (320, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(served.address + path)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                wide += [] if fits(page) else [(path, width, scheme)]
    assert wide == []


@pytest.mark.share
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_fits_every_width_in_large_letters_too_and_without_a_word_in_the_console(
    browser: Browser, serve: Serve, language: str
) -> None:
    """With everything unfolded, from the narrowest: a page enlarged four times on a desk."""
    served, wrong = serve("story"), []
    context = browser.new_context(locale=language)
    page = context.new_page()
    page.on("console", lambda message: wrong.append((page.url, message.text)) if message.type in LOUD else None)
    page.on("pageerror", lambda error: wrong.append((page.url, str(error))))
    for path in PAGES:
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto(served.address + path)
        expect(page.locator(".working:visible")).to_have_count(0)
        page.evaluate(UNFOLDED)
        for width, letters in ((320, 200), (320, 100), (360, 100), (768, 100), (1280, 100)):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("(percent) => { document.documentElement.style.fontSize = `${percent}%`; }", letters)
            wrong += [] if fits(page) else [(path, f"{width} px, letters of {letters} %")]
    context.close()
    assert wrong == []


def test_letters_of_twice_the_size_make_no_page_wider_than_a_phone(page: Page, serve: Serve) -> None:
    page.set_viewport_size({"width": 320, "height": 740})
    empty, story = serve("empty").address, serve("story").address
    pages = [empty + path for path in (*WALKED, "/run", "/month", "/signs", "/trial", "/self-tests")]
    wide = []
    for address in (*pages, story + "/", story + "/response", story + "/timeline"):
        page.goto(address)
        page.evaluate(LARGE_LETTERS)
        wide += [] if fits(page) else [address]
    assert wide == []
    page.goto(story + "/")
    weeks = page.locator(".stand svg")
    usual = weeks.evaluate("(picture) => picture.clientWidth")
    page.evaluate(LARGE_LETTERS)  # a picture grows with them, and moves where it stands
    assert weeks.evaluate("(picture) => picture.clientWidth") > 1.7 * usual


GROUND = "(input) => getComputedStyle(input.nextElementSibling).backgroundColor"


def test_on_paper_a_table_is_whole_and_there_is_nothing_to_tap(page: Page, serve: Serve) -> None:
    page.goto(serve("story").address + "/timeline")
    page.get_by_text("As a table").click()
    table = page.get_by_role("region", name="Everything recorded")
    sign = page.get_by_text("It is worth having it examined once")
    expect(sign).to_be_hidden()
    cut = "(table) => table.scrollHeight > table.clientHeight"
    assert table.evaluate(cut)
    page.emulate_media(media="print")
    assert not table.evaluate(cut)
    expect(sign).to_be_visible()
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.locator("button:visible")).to_have_count(0)
    page.get_by_text("As a table").click()
    expect(page.get_by_text("As a table")).to_be_hidden()
    expect(page.locator("main form:visible:not(.sites)")).to_have_count(0)
    expect(page.get_by_label("Place", exact=True)).to_be_visible()


def test_what_is_chosen_is_seen_where_the_system_has_its_own_colours(page: Page, serve: Serve) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(serve("story").address + "/check-in")
    numbers = page.locator("label.number input")
    numbers.nth(3).check(force=True)
    assert numbers.nth(3).evaluate(GROUND) != numbers.nth(4).evaluate(GROUND)

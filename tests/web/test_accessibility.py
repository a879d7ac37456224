"""axe-core (WCAG 2.2 AA) on every page and on the states a page can be in, light and dark: no violation."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.conftest import HANG_MS, NOW, PAGES, Served, journal_file

VENDOR = Path(__file__).parent / "vendor"
AXE = VENDOR / "axe-4.14.1.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """(levels) => axe.run(document, { runOnly: levels }).then(({ violations, passes }) => ({
    looked_at: passes.length,
    wrong: violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 120)}`)),
}))"""
in_browser = pytest.mark.browser
SITE = "right-forefoot-lateral"
REPORT_AT = NOW.replace(hour=7, minute=0, second=0)


def zoomed(page: Page) -> None:
    page.get_by_role("radio", name="Another place").check()
    page.get_by_role("button", name="Left foot").click()
    page.locator(".view.left [data-site=left-heel]").first.click()


def body(page: Page) -> None:
    page.get_by_role("radio", name="Another place").check()


def refused(page: Page) -> None:
    page.get_by_text("More, if you like").click()
    page.get_by_label("Another time").fill("2027-01-01T08:00")
    page.locator("label.number", has_text="5").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".error[role=alert]")).to_be_visible()


def saved(page: Page) -> None:
    page.get_by_role("button", name="None today").click()
    expect(page.get_by_role("status")).to_be_visible()


def waiting(page: Page) -> None:
    page.evaluate(
        """async () => {
            const entry = { id: "ab", words: "left heel", at: "2026-11-23T08:00:00+00:00", fields: { nrs: "3" } };
            await outboxStore.add(entry);
            await outboxStore.add({ ...entry, refused: "time must not lie ahead." });
            await listWaiting();
        }"""
    )
    expect(page.locator("#outbox")).to_be_visible()


def shown_entry(page: Page) -> None:
    page.get_by_text("As a table").click()
    page.locator("tbody a").first.click()
    expect(page.locator("#entry section")).to_be_visible()


def knee(page: Page) -> None:
    body(page)
    page.locator("[data-zoom=right-knee]").first.click()
    page.locator("[data-site=right-knee-below]").first.click()


def removed(page: Page) -> None:
    page.goto(page.url.replace("/timeline", "/also"))
    page.get_by_label("Something else that happened").fill("long drive")
    page.get_by_role("button", name="Save what happened").click()
    page.get_by_role("main").get_by_role("link", name="Timeline").click()
    page.get_by_text("As a table").click()
    page.get_by_role("row", name="Long drive").get_by_role("link").first.click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def correcting(page: Page) -> None:
    page.goto(page.url.replace("/timeline", "/run"))
    page.get_by_label("Minutes").fill("20")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("main").get_by_role("link", name="Timeline").click()
    page.get_by_text("As a table").click()
    page.get_by_role("row", name="20 min").get_by_role("link").first.click()
    page.get_by_text("Correct it").click()
    page.get_by_label("Minutes").fill("0")
    page.get_by_role("button", name="Save the correction").click()
    expect(page.locator(".error[role=alert]")).to_be_visible()


def rated(page: Page) -> None:
    page.locator("details.other > summary").click()
    page.get_by_role("group", name="Pain just before").locator("label.number", has_text="4").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("group", name="When you are done")).to_be_visible()


def tried_import(page: Page) -> None:
    page.get_by_label("Files", exact=True).set_input_files(
        {"name": "notes.txt", "mimeType": "", "buffer": b"no format"}
    )
    page.get_by_role("button", name="Import").click()
    expect(page.locator(".outcomes .error")).to_be_visible()


def undeleted(page: Page) -> None:
    page.get_by_label("Type delete").fill("no")
    page.get_by_role("button", name="Delete everything").click()
    expect(page.locator(".error[role=alert]")).to_be_visible()


def as_it_is(page: Page) -> None:
    """The page as it opens."""


STATES: list[tuple[str, Callable[[Page], None]]] = [
    *((path, as_it_is) for path in (*PAGES, "/nowhere", f"/fragment/response?site={SITE}", f"/answers?site={SITE}")),
    ("/check-in", zoomed),
    ("/check-in", body),
    ("/check-in", refused),
    ("/check-in", saved),
    ("/check-in", knee),
    ("/did", rated),
    ("/timeline", shown_entry),
    ("/timeline", removed),
    ("/timeline", correcting),
    ("/import", tried_import),
    ("/settings", undeleted),
    ("/check-in", waiting),  # last: what waits is kept by the browser
]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(journal_file(tmp_path_factory.mktemp("axe"), "day-after")) as served:
        yield served


def violations(page: Page) -> list[str]:
    expect(page.locator(".working:visible")).to_have_count(0, timeout=HANG_MS)
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(RUN, LEVELS)
    assert found["looked_at"] > 5
    return list(found["wrong"])


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[Page]:
    """One page for all: a new one costs more than what is looked at."""
    page = browser.new_page()
    yield page
    page.close()


@in_browser
@pytest.mark.parametrize(("path", "state"), STATES, ids=[f"{path} {state.__name__}" for path, state in STATES])
def test_no_violation(phone: Page, story: Served, path: str, state: Callable[[Page], None]) -> None:
    phone.emulate_media(color_scheme="light")
    phone.set_viewport_size({"width": 360, "height": 740})
    phone.goto(story.address + path)
    state(phone)
    found = {"light": violations(phone)}
    phone.emulate_media(color_scheme="dark")
    found["dark"] = violations(phone)
    assert found == {"light": [], "dark": []}


@in_browser
@pytest.mark.parametrize("journal", ["empty", "few"])
def test_no_violation_with_little_or_nothing_recorded(phone: Page, tmp_path: Path, journal: str) -> None:
    phone.emulate_media(color_scheme="light")
    phone.set_viewport_size({"width": 1280, "height": 800})
    with Served(journal_file(tmp_path, journal)) as served:
        found = {}
        for path in PAGES:
            phone.goto(served.address + path)
            found[path] = violations(phone)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@in_browser
def test_axe_would_find_one(page: Page, story: Served) -> None:
    page.goto(story.address)
    page.evaluate("document.querySelector('main').innerHTML = '<img src=\"/static/icon.svg\"><button></button>'")
    assert {each.split(":")[0] for each in violations(page)} == {"image-alt", "button-name"}


def test_axe_is_what_it_says() -> None:
    told = dict(re.findall(r"\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|", (VENDOR / "VENDORED.md").read_text()))
    assert told == {AXE.name: hashlib.sha256(AXE.read_bytes()).hexdigest()}

"""A browser that has no room, or may keep nothing: what it cannot keep is not said to be saved, and is not lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.conftest import Served, journal_file
from tests.web.test_outbox import shell_is_kept, stored

pytestmark = pytest.mark.browser
FORBIDDEN = """Object.defineProperty(window, "indexedDB", {
    get() { throw new DOMException("no", "SecurityError"); },
});"""
NO_ROOM_TO_NOTE = """async () => {
    const entry = (id, nrs) => ({ id, journal: journalHere(), at: clock.written(new Date()), stamped: true,
                                  fields: { nrs, site: "left-heel" }, words: "left heel" });
    await outboxStore.add(entry("1".repeat(32), "99"));
    await outboxStore.add(entry("2".repeat(32), "6"));
    outboxStore.put = outboxStore.remove = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
    await flush();
    await flush();
}"""


def rate(page: Page, nrs: str) -> None:
    page.locator("label.number", has_text=nrs).first.click()
    page.get_by_role("button", name="Save").click()


def no_room(page: Page, address: str) -> None:
    wanted = {"origin": address, "quotaSize": 1}
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", wanted)


@pytest.mark.parametrize("why", ["full", "forbidden"])
def test_what_cannot_be_kept_is_not_said_to_be_saved_and_stays_in_its_form(
    page: Page, tmp_path: Path, why: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    path = journal_file(tmp_path, "few")
    before = len(stored(path))
    if why == "forbidden":
        page.add_init_script(FORBIDDEN)
    with Served(path) as served:
        address, port = served.address, served.port
        page.goto(f"{address}/check-in")
        shell_is_kept(page)
        if why == "full":
            no_room(page, address)
        page.reload()
        assert page.locator("html").get_attribute("data-kept") is None, "what the server said, room or not"
        page.get_by_text("More, if you like").click()
        page.locator("form[data-outbox]:not(.none) [name=note]").fill("typed with care")
    rate(page, "7")
    said = page.locator(".not-kept")
    expect(said).to_contain_text("Not saved")
    expect(said).to_contain_text("see a doctor today")  # nobody else says so now
    expect(said).to_be_in_viewport()
    expect(page.locator("#entry")).not_to_contain_text("Kept in this browser")
    assert page.locator("input[name=nrs]:checked").get_attribute("value") == "7"
    with Served(path, port=port):
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status")).to_contain_text("Saved")
    (report,) = stored(path)[before:]
    assert (report.nrs, report.note) == (7, "typed with care")


def test_what_was_refused_and_cannot_be_noted_holds_up_nothing_behind_it(page: Page, tmp_path: Path) -> None:
    path = journal_file(tmp_path, "few")
    before = len(stored(path))
    with Served(path) as served:
        page.goto(f"{served.address}/check-in")
        page.evaluate(NO_ROOM_TO_NOTE)
    assert [report.nrs for report in stored(path)[before:]] == [6]

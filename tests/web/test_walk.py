"""A new user on a phone: from an empty journal to the first answer, and on to the sheet for a physiotherapist."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from afterrun.journal import Journal
from afterrun.lab.exporting import export_folder
from tests.web.conftest import journal_file
from tests.web.test_browser import Serve, fits

pytestmark = pytest.mark.browser


def test_from_nothing_to_the_first_answer(page: Page, serve: Serve, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(serve("empty").address)
    page.get_by_role("link", name="Log how it feels now").click()
    page.get_by_role("button", name="Right foot").click()
    page.locator(".view.right [data-site=right-forefoot-lateral]").first.click()
    page.locator("label.number", has_text="2").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved: 2 at right forefoot, outer side")
    assert fits(page)

    page.goto(page.url.split("/check-in", maxsplit=1)[0] + "/answers")
    expect(page.get_by_text("Too little to go on yet").first).to_be_visible()

    folder = three_months(tmp_path)
    page.get_by_role("contentinfo").get_by_role("link", name="Import").click()
    page.get_by_label("Files", exact=True).set_input_files([str(path) for path in sorted(folder.glob("*.csv"))])
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#imported")).to_contain_text("added")
    expect(page.locator("#imported").get_by_role("link", name="Answers")).to_be_visible()  # comes once all are read
    expect(page.locator("#progress [role=status]")).to_contain_text("files read")

    page.get_by_role("navigation").get_by_role("link", name="Answers").click()
    expect(page.get_by_text("Your runs raise the pain here").first).to_be_visible()
    assert fits(page)
    page.get_by_role("navigation").get_by_role("link", name="What helps").click()
    expect(page.get_by_role("heading", name="Which of them eases more")).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Answers").click()
    page.get_by_role("link", name="After a run, as a picture").click()  # not in the bar of a phone
    expect(page.locator("#response canvas")).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Answers").click()
    with page.expect_download() as sheet:
        page.get_by_role("link", name="A sheet for a physiotherapist").click()
    said = sheet.value.path().read_text("utf-8")
    assert "Your runs raise the pain here" in said
    assert "SIMULATED" not in said


def test_from_nothing_to_an_entry_corrected_by_keys_alone(page: Page, serve: Serve) -> None:
    """No pointer: every step is Tab, arrows, Space or Enter from where the focus is."""
    page.goto(serve("empty").address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # skip to the page
    until(page, "link", "Log how it feels now")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="How is it now?")).to_be_visible()
    until(page, "radio", "right forefoot, outer side")
    for _ in range(7):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="right heel")).to_be_checked()
    until(page, "radio", "0")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="4", exact=True)).to_be_checked()
    until(page, "button", "Save")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved: 4 at right heel")
    until(page, "link", "Timeline", times=2)  # once in the menu, once on the card
    page.keyboard.press("Enter")
    expect(page.locator("#timeline[data-drawn=yes]")).to_be_visible()
    until(page, "DisclosureTriangle", "As a table")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Pain 4 of 10")).to_be_visible()
    page.locator("h1").evaluate("(h1) => { h1.tabIndex = -1; h1.focus(); }")  # back to the head of the page
    until(page, "DisclosureTriangle", "Correct it")
    page.keyboard.press("Enter")
    until(page, "textbox", "How much")
    page.keyboard.type("5")  # what the line holds is chosen where Tab comes to it
    page.keyboard.press("Enter")
    expect(page.locator(".saved")).to_contain_text("Corrected: 5 at right heel")


def until(page: Page, role: str, name: str, *, times: int = 1) -> None:
    """Press Tab until the focus is on what has this role and name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found["role"] == role and found["name"].startswith(name):
            times -= 1
            if not times:
                return
    raise AssertionError(f"{role} {name!r} was not reached by Tab; now at {found}")


FOCUSED = r"""() => {
    const at = document.activeElement;
    const roles = { A: "link", BUTTON: "button", SUMMARY: "DisclosureTriangle" };
    const types = { radio: "radio", text: "textbox" };
    const name = at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent;
    return { role: roles[at.tagName] ?? types[at.type] ?? at.tagName, name: name.trim().replace(/\s+/g, " ") };
}"""


def three_months(tmp_path: Path) -> Path:
    """The tables of somebody who has kept a diary for three months."""
    folder = tmp_path / "diary"
    with Journal.open(journal_file(tmp_path, "story")) as journal:
        export_folder(journal, folder)
    return folder

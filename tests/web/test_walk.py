"""A new user on a phone: from an empty journal to the first answer, and on to the sheet for a physiotherapist."""

from __future__ import annotations

import logging
import time
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
    begun = time.monotonic()
    page.goto(serve("empty").address)
    page.get_by_role("link", name="Log how it feels now").click()
    page.get_by_role("button", name="Right foot").click()
    page.locator(".view.right [data-site=right-forefoot-lateral]").first.click()
    page.locator("label.number", has_text="2").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved: 2 at right forefoot, outer side")
    assert fits(page)

    page.goto(page.url.split("/check-in", maxsplit=1)[0] + "/answers")
    expect(page.get_by_text("Too little to go on yet").first).to_be_visible(timeout=20_000)

    folder = three_months(tmp_path)
    page.get_by_role("contentinfo").get_by_role("link", name="Import").click()
    page.get_by_label("Files", exact=True).set_input_files([str(path) for path in sorted(folder.glob("*.csv"))])
    page.get_by_role("button", name="Import").click()
    expect(page.locator("#imported")).to_contain_text("added", timeout=20_000)

    page.get_by_role("navigation").get_by_role("link", name="Answers").click()
    expect(page.get_by_text("Your runs raise the pain here").first).to_be_visible(timeout=30_000)
    logging.getLogger(__name__).info("from nothing to the first answer: %.1f s", time.monotonic() - begun)
    assert fits(page)
    page.get_by_role("navigation").get_by_role("link", name="What helps").click()
    expect(page.get_by_role("heading", name="Which of them eases more")).to_be_visible(timeout=30_000)
    page.get_by_role("navigation").get_by_role("link", name="Response").click()
    expect(page.locator("#response canvas")).to_be_visible(timeout=30_000)
    page.get_by_role("navigation").get_by_role("link", name="Answers").click()
    with page.expect_download() as sheet:
        page.get_by_role("link", name="A sheet for a physiotherapist").click()
    said = sheet.value.path().read_text("utf-8")
    assert "Your runs raise the pain here" in said
    assert "SIMULATED" not in said


def three_months(tmp_path: Path) -> Path:
    """The tables of somebody who has kept a diary for three months."""
    folder = tmp_path / "diary"
    with Journal.open(journal_file(tmp_path, "story")) as journal:
        export_folder(journal, folder)
    return folder

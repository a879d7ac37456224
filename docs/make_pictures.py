"""Pictures of the app on the simulated story: ``make pictures`` (needs Chromium).

The journal is made anew with a fixed clock, so that the pictures change only when the app does.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from afterrun.web.shell import STATIC
from tests.web.conftest import CHROMIUM, CHROMIUM_ARGUMENTS, Served, journal_file

PICTURES = Path(__file__).parent / "pictures"
PHONE: ViewportSize = {"width": 360, "height": 740}
PAGES = {"today": "/", "check-in": "/check-in", "timeline": "/timeline", "response": "/response", "answers": "/answers"}


def main() -> None:
    """Write one picture a page at phone width, and the README's at desk width."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(CHROMIUM_ARGUMENTS))
        with Served(journal_file(Path(folder), "story")) as served:
            phone = browser.new_page()
            for name, path in PAGES.items():
                phone.set_viewport_size(PHONE)
                show(phone, served.address + path)
                phone.set_viewport_size({"width": 360, "height": phone.evaluate("document.body.scrollHeight")})
                phone.screenshot(path=PICTURES / f"{name}-phone.png")
            desk = browser.new_page(viewport={"width": 760, "height": 560})
            show(desk, f"{served.address}/response")
            desk.screenshot(path=PICTURES / "response.png")
        make_icons(browser)
        browser.close()


def make_icons(browser: Browser) -> None:
    """Paint the app's icon at the sizes that phones ask for; a maskable one has no corners and a wide margin."""
    drawing = (STATIC / "icon.svg").read_text("utf-8")
    full = drawing.replace('rx="7" ', "").replace('viewBox="0 0 32 32"', 'viewBox="-5 -5 42 42"')
    for name, svg, size in (
        ("icon-180", drawing.replace('rx="7" ', ""), 180),
        ("icon-192", drawing, 192),
        ("icon-512", drawing, 512),
        ("icon-maskable-512", full, 512),
    ):
        page = browser.new_page(viewport={"width": size, "height": size})
        colour = "#0f5c5c" if "maskable" in name else "transparent"
        page.set_content(f"<style>body{{margin:0;background:{colour}}}svg{{display:block;width:100%}}</style>{svg}")
        page.screenshot(path=STATIC / f"{name}.png", omit_background=True)
        page.close()


def show(page: Page, address: str) -> None:
    """Open a page and wait until what comes later has come."""
    page.goto(address)
    page.locator(".working").wait_for(state="detached", timeout=20_000)
    page.wait_for_timeout(400)


if __name__ == "__main__":
    main()

"""Pictures of the app on the simulated story: ``make pictures`` (needs Chromium).

Every page at the width of a phone, a tablet and a desk, light, goes to ``docs/pictures/screens``; ``make pictures
ARGS=FOLDER`` writes all of them, light and dark, to a folder instead, to be looked at.

The journal is made anew with a fixed clock, so that the pictures change only when the app does.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from afterrun.web.shell import STATIC
from tests.web.conftest import CHROMIUM, CHROMIUM_ARGUMENTS, Served, journal_file
from tests.web.conftest import PAGES as SCREEN_PAGES

PICTURES = Path(__file__).parent / "pictures"
PHONE: ViewportSize = {"width": 360, "height": 740}
PAGES = {"today": "/", "check-in": "/check-in", "timeline": "/timeline", "response": "/response", "answers": "/answers"}


WIDTHS = {"phone": 360, "tablet": 768, "desk": 1280}
SCREENS = PICTURES / "screens"
_HIGHEST = 2400  # of a long page: what lies below is more of the same


def main() -> None:
    """Write the pictures of the documentation, or all of them for looking."""
    if len(sys.argv) > 1:
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(CHROMIUM_ARGUMENTS))
            with Served(journal_file(Path(folder), "story")) as served:
                for theme in ("light", "dark"):
                    screens(browser, served.address, Path(sys.argv[1]) / theme, theme)
            browser.close()
        return
    write_pictures()


def screens(browser: Browser, address: str, folder: Path, theme: Literal["light", "dark"]) -> None:
    """Write every page at every width."""
    folder.mkdir(parents=True, exist_ok=True)
    for width_name, width in WIDTHS.items():
        page = browser.new_page(viewport={"width": width, "height": 740}, color_scheme=theme)
        for path in SCREEN_PAGES:
            page.set_viewport_size({"width": width, "height": 740})
            show(page, address + path)
            height = min(_HIGHEST, page.evaluate("document.documentElement.scrollHeight"))
            page.set_viewport_size({"width": width, "height": max(740, height)})
            page.wait_for_timeout(150)
            name = path.strip("/").replace("/", "-") or "today"
            page.screenshot(path=folder / f"{name}-{width_name}.jpg", type="jpeg", quality=60)
        page.close()


def write_pictures() -> None:
    """Write one picture a page at phone width, the README's at desk width, every page at three, and the icons."""
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
            screens(browser, served.address, SCREENS, "light")
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

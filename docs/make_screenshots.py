"""Every page at three widths, light and dark: ``make screenshots`` (needs Chromium).

All of them go to ``build/screenshots``, to be looked at; the light ones of a phone and of a desk are kept small in
``docs/pictures/app`` for docs/app.md. The clock is fixed: a picture changes only when the app does.
"""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from docs.screens import Screen, screens
from tests.web.conftest import CHROMIUM, CHROMIUM_ARGUMENTS, Served, journal_file

ROOT = Path(__file__).parent.parent
LOOK_AT, KEPT = ROOT / "build" / "screenshots", ROOT / "docs" / "pictures" / "app"
HEIGHTS = {360: 740, 768: 1024, 1280: 800}
KEPT_WIDTHS = (360, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_LONGEST_PX = 2600  # of a picture; what lies below is more of the same
_TO_WEBP = """async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.8).split(",")[1];
}"""


def main(wanted: list[str]) -> None:
    """Take the pictures, all of them or those whose names begin as wanted."""
    shown = [screen for screen in screens() if not wanted or screen.name.startswith(tuple(wanted))]
    for folder in (LOOK_AT, KEPT):
        folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder_name:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(CHROMIUM_ARGUMENTS))
        converter = browser.new_page()
        for number, screen in enumerate(shown):
            folder = Path(folder_name) / str(number)
            folder.mkdir()
            with Served(journal_file(folder, screen.journal)) as served:
                for name, width, png in take(browser, served, screen):
                    (LOOK_AT / f"{name}.png").write_bytes(png)
                    if width in KEPT_WIDTHS and name.endswith("light"):
                        kept = KEPT / f"{screen.name}-{width}.webp"
                        kept.write_bytes(to_webp(converter, png))
        browser.close()


def take(browser: Browser, served: Served, screen: Screen) -> list[tuple[str, int, bytes]]:
    """Take one screen at each width in each scheme; each in a browser that has seen nothing before."""
    found = []
    for scheme in SCHEMES:
        for width, height in HEIGHTS.items():
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            page = context.new_page()
            page.goto(served.address + screen.path)
            settle(page)
            screen.act(page)
            settle(page)
            page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
            found.append((f"{screen.name}-{width}-{scheme}", width, whole(page, width, height)))
            context.close()
    return found


def whole(page: Page, width: int, height: int) -> bytes:
    """Picture the page down to its foot, what is fixed at the window's foot included once."""
    foot = min(_LONGEST_PX, max(height, page.evaluate("document.documentElement.scrollHeight")))
    page.set_viewport_size({"width": width, "height": foot})
    page.wait_for_timeout(150)
    return page.screenshot()


def settle(page: Page) -> None:
    """Wait until what comes later has come."""
    page.locator(".working").first.wait_for(state="detached", timeout=60_000)
    page.wait_for_timeout(350)


def to_webp(page: Page, png: bytes) -> bytes:
    """Make a picture small; the browser has the coder."""
    return base64.b64decode(page.evaluate(_TO_WEBP, base64.b64encode(png).decode()))


if __name__ == "__main__":
    main(sys.argv[1:])

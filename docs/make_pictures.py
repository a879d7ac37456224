"""Pictures of the app on the simulated story: ``make pictures`` (needs Chromium).

The pictures that a page of the documentation shows go to ``docs/pictures/screens``, light; ``make pictures
ARGS=FOLDER`` writes every page at the width of a phone, a tablet and a desk, light and dark, to a folder instead, to be
looked at.

The journal is made anew with a fixed clock, so that the pictures change only when the app does.
"""

from __future__ import annotations

import base64
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, expect, sync_playwright

from afterrun.web.frame.shell import STATIC
from docs.screen_states import STATES, State
from tests.web.conftest import CHROMIUM, CHROMIUM_ARGUMENTS, PAGES, Served, journal_file

PICTURES = Path(__file__).parent / "pictures"
WIDTHS = {"phone": 360, "tablet": 768, "desk": 1280}
SCREENS = PICTURES / "screens"
_PATIENCE_MS = 600_000  # a guard against hanging: the foot's whole steps take minutes on a busy machine
_CURVE_WIDTH, _MARGIN = 760, 12
_HIGHEST = 2400  # of a long page: what lies below is more of the same

# Nothing in focus, and where the journal lies on this computer is not shown.
_SETTLED = """() => {
    document.activeElement.blur();
    scrollTo(0, 0);
    for (const path of document.querySelectorAll("code.path")) path.textContent = "journal.db";
}"""
_TO_WEBP = """async (png) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL("image/webp", 0.7).split(",")[1];
}"""


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


def shown() -> frozenset[str]:
    """List the pictures that a page of the documentation shows or leads to."""
    pages = (page.read_text("utf-8") for page in Path(__file__).parent.glob("*.md"))
    return frozenset(name for page in pages for name in re.findall(r"screens/([\w-]+)\.webp", page))


def screens(
    browser: Browser,
    address: str,
    folder: Path,
    theme: Literal["light", "dark"],
    wanted: Callable[[str], bool] = lambda _: True,
) -> None:
    """Write every page and every state at every width, those that are wanted."""
    folder.mkdir(parents=True, exist_ok=True)
    opened = {path.strip("/").replace("/", "-") or "today": State(path, lambda page: None) for path in PAGES}
    for width_name, width in WIDTHS.items():
        page = browser.new_page(viewport={"width": width, "height": 740}, color_scheme=theme)
        for name, state in (opened | dict(STATES)).items():
            if not wanted(f"{name}-{width_name}"):
                continue
            page.set_viewport_size({"width": width, "height": 740})
            show(page, address + state.path)
            state.act(page)
            page.evaluate(_SETTLED)
            height = min(_HIGHEST, page.evaluate("document.documentElement.scrollHeight"))
            page.set_viewport_size({"width": width, "height": max(740, height)})
            page.wait_for_timeout(150)
            save(folder / f"{name}-{width_name}.webp", page.screenshot(), browser)
        page.close()


def save(path: Path, png: bytes, browser: Browser) -> None:
    """Keep a picture small; the browser has the coder."""
    coder = browser.new_page()
    path.write_bytes(base64.b64decode(coder.evaluate(_TO_WEBP, base64.b64encode(png).decode())))
    coder.close()


def write_pictures() -> None:
    """Write the README's picture, those of the documentation anew and no others, a first visit, and the icons."""
    wanted = shown()
    for old in SCREENS.glob("*.webp"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(CHROMIUM_ARGUMENTS))
        with Served(journal_file(Path(folder), "story")) as served:
            save_curve(browser, f"{served.address}/response")
            screens(browser, served.address, SCREENS, "light", wanted.__contains__)
        with Served(journal_file(Path(folder), "empty")) as served:
            phone = browser.new_page(viewport={"width": WIDTHS["phone"], "height": 740})
            show(phone, served.address)
            save(SCREENS / "welcome-phone.webp", phone.screenshot(), browser)
        make_icons(browser)
        browser.close()


def save_curve(browser: Browser, address: str) -> None:
    """Write what the README shows of a page: the verdict, and the curve that it is about."""
    page = browser.new_page(viewport={"width": _CURVE_WIDTH, "height": 1200})
    show(page, address)
    verdict, figure = (page.locator(each).first.bounding_box() for each in (".lead", "figure"))
    assert verdict is not None
    assert figure is not None
    top, foot = verdict["y"] - _MARGIN, figure["y"] + figure["height"] + _MARGIN
    page.screenshot(
        path=PICTURES / "response.png", clip={"x": 0, "y": top, "width": _CURVE_WIDTH, "height": foot - top}
    )
    page.close()


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
    """Open a page and wait until what comes later has come, whole steps of the foot as well."""
    page.goto(address)
    expect(page.locator(".working")).to_have_count(0, timeout=_PATIENCE_MS)
    page.wait_for_timeout(400)


if __name__ == "__main__":
    main()

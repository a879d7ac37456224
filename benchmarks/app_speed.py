"""The app on a large journal: how long a page takes, to the first paint and at the timeline.

``make app-speed``: 2,000 runs and 6,000 reports over ten years, simulated; the real server on this computer, and
Chromium on it. Pages are asked for one after the other; the sums behind a page come as fragments, once until something
is written.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import httpx2 as httpx
import numpy as np
from playwright.sync_api import Page, sync_playwright

from benchmarks.long_journal import REPORTS, RUNS, SITE, long_journal
from tests.web.conftest import CHROMIUM, CHROMIUM_ARGUMENTS, NOW, Served

PAGES = ("/", "/check-in", "/timeline", "/response", "/answers", "/what-helps", "/trial", "/import", "/settings")
FRAGMENTS = ("today", "response", "answers", "what-helps")
_HOME_P95_MS = 300.0
_PAINT = """() => new Promise((tell) => new PerformanceObserver((seen) => {
    const paint = seen.getEntriesByName("first-contentful-paint")[0];
    if (paint) tell(paint.startTime);
}).observe({ type: "paint", buffered: true }))"""


def main() -> None:
    """Print tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=40, help="how often each page is asked for")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Served(long_journal(Path(folder) / "large.db", now=NOW)) as served:
        size = served.path.stat().st_size / 1e6
        print(f"journal: {RUNS} runs, {REPORTS} reports, {size:.1f} MB without device files")
        pages(served.address, options.times)
        while_working(served.address)
        fragments(served.address)
        browser(served.address)


def pages(address: str, times: int) -> None:
    """Time the server, page by page."""
    print(f"\n{'page':14s} {'p50 ms':>8s} {'p95 ms':>8s} {'kB':>6s}")
    with httpx.Client(base_url=address, timeout=120) as client:
        for path in PAGES:
            client.get(path)
            took = [_timed(lambda path=path: client.get(path).raise_for_status()) for _ in range(times)]  # type: ignore[misc]
            p50, p95 = 1000 * np.quantile(took, [0.5, 0.95])
            over = "  over the goal" if path == "/" and p95 > _HOME_P95_MS else ""
            print(f"{path:14s} {p50:8.1f} {p95:8.1f} {len(client.get(path).content) / 1000:6.0f}{over}", flush=True)


def while_working(address: str) -> None:
    """Time the home page while the sums behind it are done for the first time."""
    began = time.perf_counter()
    headers, again = {"hx-request": "true"}, {"site": str(SITE), "fresh": "yes"}
    took: list[float] = []
    with httpx.Client(base_url=address, timeout=120) as client:
        part = f"/fragment/today?site={SITE}"
        told = _timed(lambda: client.get(part, headers=headers).raise_for_status())
        while not client.get("/fragment/today", params=again, headers=headers).text:
            took += [_timed(lambda: client.get("/").raise_for_status()) for _ in range(5)]
    print(f"\nthe first sums: said to be under way after {told:.1f} s, there after {time.perf_counter() - began:.1f} s")
    if took:
        p50, p95 = 1000 * np.quantile(took, [0.5, 0.95])
        print(f"/ meanwhile: p50 {p50:.1f} ms, p95 {p95:.1f} ms, {len(took)} times")


def fragments(address: str) -> None:
    """Time the sums: the first time, and kept."""
    print(f"\n{'sums of':14s} {'first s':>8s} {'kept ms':>8s}")
    headers = {"hx-request": "true"}
    with httpx.Client(base_url=address, timeout=600, headers=headers, params={"site": str(SITE)}) as client:
        for name in FRAGMENTS:
            first = _timed(lambda name=name: client.get(f"/fragment/{name}").raise_for_status())  # type: ignore[misc]
            kept = _timed(lambda name=name: client.get(f"/fragment/{name}").raise_for_status())  # type: ignore[misc]
            print(f"{name:14s} {first:8.2f} {1000 * kept:8.1f}", flush=True)


def browser(address: str) -> None:
    """Time what is seen and felt."""
    print()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(CHROMIUM_ARGUMENTS))
        for path in ("/", "/timeline"):
            page = chromium.new_page(viewport={"width": 360, "height": 740})
            page.goto(address + path)
            print(f"{path}: first contentful paint {page.evaluate(_PAINT):.0f} ms")
        page = chromium.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address + "/timeline")
        page.locator("#timeline[data-drawn=yes]").wait_for(timeout=60_000)
        for label, act in ACTS.items():
            print(f"timeline, {label}: next frame after {_until_painted(page, act):.0f} ms")
        for label, span in (("ten years", "all"), ("two months", "60")):
            p50, worst = _dragging(page, span)
            print(f"timeline, dragging over {label}: a frame every {p50:.0f} ms, the longest {worst:.0f} ms")
        chromium.close()


ACTS = {
    "two weeks": ".zoom [data-days='14']",
    "look closer": ".zoom [data-zoom='2']",
    "earlier": ".zoom [data-step='-1']",
    "everything": ".zoom [data-days=all]",
}


def _until_painted(page: Page, act: str) -> float:
    """From an act until the frame after it is painted, the median of ten. [ms]"""
    took = page.evaluate(
        """async (act) => {
            const took = [];
            for (let i = 0; i < 10; i++) {
                const begun = performance.now();
                document.querySelector(act).click();
                await new Promise((tell) => requestAnimationFrame(() => setTimeout(tell)));
                took.push(performance.now() - begun);
            }
            return took.sort((a, b) => a - b)[5];
        }""",
        act,
    )
    return float(took)


def _dragging(page: Page, span: str) -> tuple[float, float]:
    """Drag to and fro and look at the time from frame to frame: the median and the longest. [ms]"""
    page.locator(f".zoom [data-days='{span}']").click()
    if span == "all":
        page.locator(".zoom [data-zoom='2']").click()
    box = page.locator("#timeline .u-over").bounding_box()
    assert box is not None
    middle, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 3
    page.mouse.move(middle, y)
    page.mouse.down()
    page.evaluate(
        """() => {
            window.frames_ms = [];
            let last = performance.now();
            const note = (now) => {
                frames_ms.push(now - last);
                last = now;
                window.noting = requestAnimationFrame(note);
            };
            window.noting = requestAnimationFrame(note);
        }"""
    )
    for x in (-200, 200, -200, 200):
        page.mouse.move(middle + x, y, steps=30)
    page.mouse.up()
    took = page.evaluate("() => { cancelAnimationFrame(noting); return frames_ms.slice(2); }")
    return float(np.median(took)), float(max(took))


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()

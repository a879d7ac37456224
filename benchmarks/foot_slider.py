"""The slider of *What if the foot were different*: from a move until the frame with its answer is painted.

``make foot-slider``: by the lever, on an empty journal, the real server on this computer, and Chromium on it. Wall time
is of this computer with all that it has to do; what the server and the page work for a move is told beside it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np
from playwright.sync_api import CDPSession, sync_playwright

from afterrun.journal import Journal
from tests.web.conftest import CHROMIUM, CHROMIUM_ARGUMENTS, Served

_WORK = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
_MOVES = """async (moves) => {
    const [slider, told] = [document.querySelector("#value"), document.querySelector("#what-if")];
    const took = [];
    for (let i = 0; i < moves; i++) {
        const [begun, before] = [performance.now(), told.querySelector(".readout")];
        slider.value = 1 + (7 * i) % 20;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise((tell) => {
            new MutationObserver((_, seen) => {
                if (before.isConnected) return;
                seen.disconnect();
                requestAnimationFrame(() => setTimeout(tell));
            }).observe(told, { childList: true, subtree: true });
        });
        took.push(performance.now() - begun);
    }
    return took;
}"""


def main() -> None:
    """Print one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=40)
    moves = parser.parse_args().moves
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "empty.db"
        Journal.open(path).close()
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(CHROMIUM_ARGUMENTS))
        with Served(path) as served:
            page = chromium.new_page(viewport={"width": 360, "height": 740})
            page.route("**/fragment/foot/deeper*", lambda route: route.abort())  # whole stances are another matter
            page.goto(f"{served.address}/foot")
            page.locator("#what-if .readout").wait_for()
            session = page.context.new_cdp_session(page)
            session.send("Performance.enable")
            page.evaluate(_MOVES, 3)
            begun, before = time.process_time(), _worked_s(session)
            took = page.evaluate(_MOVES, moves)
            server_ms = 1000 * (time.process_time() - begun) / moves
            page_ms = 1000 * (_worked_s(session) - before) / moves
        chromium.close()
    p50, p90, most = np.quantile(took, [0.5, 0.9, 1.0])
    print(f"{moves} moves: wall ms median {p50:.0f}, 90th percentile {p90:.0f}, most {most:.0f}")
    print(f"a move: server {server_ms:.1f} CPU ms, scripts, style and layout of the page {page_ms:.1f} ms")


def _worked_s(session: CDPSession) -> float:
    found = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    return float(sum(found[name] for name in _WORK))


if __name__ == "__main__":
    main()
